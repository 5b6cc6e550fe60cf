/** Whole logs of earlier days: each still verifies, and after every entry has the state roots that it had when it was written. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { verifierPool } from "../tests/life/verifier.ts";
import { bytesOf } from "../src/core/hash.ts";
import { instantOf } from "../src/core/kernel/time.ts";
import type { World } from "../src/core/kernel/world.ts";
import { isMalformed, signedAct } from "../src/core/log/act.ts";
import type { ExportEntry } from "../src/core/log/exportFormat.ts";
import { ExportReader } from "../src/core/log/exportReader.ts";
import { assembly, core } from "../src/core/registry.ts";
import { verifyExport } from "../src/core/verify/verifyExport.ts";

const hex = z.string().transform(bytesOf);
const lives = z
  .object({
    lives: z.array(z.object({ name: z.string(), export: hex, roots: z.array(z.tuple([z.string(), z.string()])) })),
  })
  .parse(JSON.parse(readFileSync(new URL("state.json", import.meta.url), "utf8"))).lives;

const worldsIn = (bytes: Uint8Array): readonly World[] => {
  const worlds: World[] = [];
  const read = (entry: ExportEntry): void => {
    if ("withheld" in entry.signed) throw new Error("a members' export withholds nothing");
    const signed = signedAct(entry.signed.bytes, entry.signed.signature);
    if (isMalformed(signed)) throw new Error(`entry ${entry.index} is no act`);
    const { world } = core.apply(worlds.at(-1) ?? core.begin(), { ...entry, at: instantOf(entry.at), signed });
    worlds.push(world);
  };
  for (const part of new ExportReader().push(bytes)) if (part.kind === "entries") part.entries.forEach(read);
  return worlds;
};

describe.each(lives)("$name", ({ export: bytes, roots }) => {
  test("verifies without a fault, results and all", async () => {
    const verification = await verifyExport([bytes], verifierPool);
    expect(verification).toMatchObject({ kind: "judged", report: { faults: [], size: roots.length } });
  });

  test("leads to the same state after every entry", () => {
    const found = worldsIn(bytes).map((world) => [core.root(world, "public"), core.root(world, "members")]);
    expect(found).toEqual(roots);
  });
});

test("a version of the rules goes on deciding what was decided under it", () => {
  const [world] = worldsIn((lives[1] ?? expect.fail()).export).slice(-1);
  if (world === undefined) throw new Error("the log is not empty");
  const results = core.standing(world, assembly, world.at);
  const outcomeOf = (ordinal: number) => results.result(ordinal)?.outcome;
  expect([outcomeOf(0), outcomeOf(1), outcomeOf(2)]).toEqual(["adopted", "adopted", "noQuorum"]);
});
