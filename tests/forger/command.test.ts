/** The forger's files before the real command: what `folkmoot verify FILE` prints, and how it ends. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as pathOf } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rootAsked } from "./asking.ts";
import { keyFrom, type Bytes } from "./keys.ts";
import { wholeLife } from "./life.ts";
import { textOf } from "./texts.ts";
import type { Village } from "./village.ts";

const FOLKMOOT = fileURLToPath(new URL("../../bin/folkmoot.mjs", import.meta.url));
const TIMEOUT_MS = 60_000;

let folder: string;
let village: Village;
beforeAll(async () => {
  folder = await mkdtemp(pathOf(tmpdir(), "folkmoot-forger-"));
  village = await wholeLife(rootAsked);
});
afterAll(() => rm(folder, { recursive: true }));

/** What it said, and the code it ended with. */
const verified = async (bytes: Bytes): Promise<{ readonly said: string; readonly code: number | null }> => {
  const file = pathOf(folder, "a.folkmoot");
  await writeFile(file, bytes);
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [FOLKMOOT, "verify", file], (_, said) =>
      resolve({ said, code: child.exitCode }),
    );
  });
};

describe("folkmoot verify", { timeout: TIMEOUT_MS }, () => {
  it("finds no fault in an export that was written from the documents", async () => {
    for (const isPublic of [false, true]) {
      const { said, code } = await verified(village.ledger.export(isPublic).bytes);
      expect(said).toContain("No fault found.");
      expect(code).toBe(0);
    }
  });

  it("names the entry and the rule of a forged one, and ends with 1", async () => {
    const { ledger, founder } = village;
    const forged = { key: keyFrom("somebody else") };
    const { index } = ledger.record(founder.key, ["member.introduce", [textOf("Ada"), null]], { forged });
    const { said, code } = await verified(ledger.export(false).bytes);
    expect(said).toContain(`entry ${index}: act.signature`);
    expect(code).toBe(1);
  });
});
