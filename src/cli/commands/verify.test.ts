/** `folkmoot verify FILE`, on logs that real people signed. */
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { folkmoot, folkmootIn, temporaryFolder } from "../../../tests/cli/folkmoot.ts";
import { exportOf } from "../../../tests/life/exporting.ts";
import { freePort } from "../../../tests/node/ports.ts";
import { village } from "../../../tests/life/village.ts";
import { instantOf } from "../../core/kernel/time.ts";
import type { Audience } from "../../core/kernel/types.ts";

const people = village(4);
const written = async (audience: Audience, change: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes) => {
  const file = join(temporaryFolder(), "village.folkmoot");
  writeFileSync(file, change(await exportOf(people.log, audience)));
  return file;
};

test("a good export ends with 0, and says what was not checked", async () => {
  const { exit, out } = await folkmoot("verify", await written("public"));
  expect(exit).toBe(0);
  expect(out).toContain("order and 1 signature checked; public rules replayed; 6 entries withheld");
  expect(out).toContain("No fault found.");
});

test("who has the members' export checks all the rules", async () => {
  const { exit, out } = await folkmoot("verify", await written("members"));
  expect(exit).toBe(0);
  expect(out).toContain("all rules replayed");
  expect(out).not.toContain("withheld");
});

test("a changed byte ends with 1, in words and as data", async () => {
  const flipped = (bytes: Uint8Array): Uint8Array => bytes.with(bytes.length - 40, (bytes.at(-40) ?? 0) ^ 1);
  const file = await written("public", flipped);
  const { exit, out } = await folkmoot("verify", file);
  expect(exit).toBe(1);
  expect(out).toContain("damaged.digest");
  const answer = await folkmoot("verify", file, "--json");
  expect(answer.exit).toBe(1);
  expect(JSON.parse(answer.out)).toMatchObject({ verdict: "damaged", faults: [{ rule: "damaged.digest" }] });
});

test("a forged act is named by its entry and its rule", async () => {
  const bytes = await exportOf(people.log, "members", {
    entries: (all) =>
      all.map((entry) =>
        entry.index === 3 && "act" in entry.signed
          ? { ...entry, signed: { ...entry.signed, signature: new Uint8Array(64).fill(7) } }
          : entry,
      ),
  });
  const file = join(temporaryFolder(), "forged.folkmoot");
  writeFileSync(file, bytes);
  const { exit, out } = await folkmoot("verify", file);
  expect(exit).toBe(1);
  expect(out).toContain("entry 3: act.signature: the signature is not by the author's key.");
});

test("a log other than the one expected is a fault", async () => {
  const file = await written("public");
  const expected = await folkmoot("verify", file, "--expect-origin", `folkmoot/${people.log.origin}`);
  expect(expected.exit).toBe(0);
  const other = await folkmoot("verify", file, "--expect-origin", "0".repeat(64));
  expect(other.exit).toBe(1);
  expect(other.out).toContain("export.otherOrigin");
});

test("an export on any web server is verified from there", async () => {
  const bytes = await exportOf(people.log, "public");
  const server = createServer((request, response) => {
    if (request.url === "/files?of=village") response.end(bytes);
    else response.writeHead(404).end();
  });
  const port = await freePort();
  await new Promise<void>((resolve) => void server.listen(port, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { exit, out } = await folkmoot("verify", `http://127.0.0.1:${port}/files?of=village`);
  expect([exit, out.includes("No fault found.")]).toEqual([0, true]);
  const missing = await folkmoot("verify", `http://127.0.0.1:${port}/nothing`);
  expect([missing.exit, missing.err.includes("status 404")]).toEqual([3, true]);
});

test("a file that is not there is no verdict", async () => {
  const { exit, out, err } = await folkmoot("verify", join(temporaryFolder(), "missing"));
  expect([exit, out]).toEqual([3, ""]);
  expect(err).toContain("There is no file");
});

test("progress is shown after a second, and only to somebody who watches", async () => {
  const file = await written("members");
  let clock = 1_700_000_000_000;
  const now = () => instantOf((clock += 2000));
  const watched = await folkmootIn({ isWatched: true, now }, "verify", file);
  expect(watched.err).toContain("7 of 7 entries checked");
  const unwatched = await folkmootIn({ now }, "verify", file);
  expect(unwatched.err).toBe("");
});
