/** Backups, restoring, importing: nothing recorded is lost, nothing erased comes back, and nobody signs below what was signed. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as breathe } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { filesHolding } from "../../../tests/byteScan.ts";
import {
  foundVillage,
  joinVillage,
  nativeVerifier,
  newHost,
  running,
  type Host,
  type Village,
} from "../../../tests/node/hosted.ts";
import type { HandedIn } from "../../../tests/node/people.ts";
import { bytesOf, concatBytes } from "../../core/hash.ts";
import { exportPieces } from "../export.ts";
import { NodeRunsError } from "../store/nodeFolder.ts";
import { registryRulebook } from "../sequencer/registryRulebook.ts";
import { openLogFile } from "../store/sqliteStore.ts";
import { openBackups } from "./backups.ts";
import { importExport, ImportError } from "./importing.ts";
import { restoreBackup } from "./restore.ts";

let host: Host;
let village: Village;
beforeEach(async () => {
  host = newHost();
  village = await foundVillage(host);
});
afterEach(() => host.remove());

/** Lets what alarms set off come to its end: as many turns of the event loop as anything here takes. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 100; turn += 1) await breathe();
};

const CANARY = "The canary sings at Lindenhof, at the third window.";
const introduce = (words: string): HandedIn =>
  village.founder.write(host.clock.now(), "member.introduce", (text) => ({ name: text("Mara"), about: text(words) }));
const record = async (act: HandedIn): Promise<void> => {
  const community = await running(host, village.origin);
  expect(await community.submit(act, village.founder.key)).toMatchObject([{ kind: "recorded" }]);
};
const makeBackup = async (): Promise<string> => {
  const { reader } = await running(host, village.origin);
  return join(host.folder.backups, await openBackups(host.folder).make(reader, host.clock.now()));
};
const exportOf = async (audience: "public" | "members"): Promise<Uint8Array> => {
  const community = await running(host, village.origin);
  const { size, checkpoint } = community.head();
  const pieces: Uint8Array[] = [];
  for await (const piece of exportPieces(community.reader, { audience, vkey: community.vkey, size, checkpoint }))
    pieces.push(piece);
  return concatBytes(...pieces);
};

describe("an erased text", () => {
  test("is nowhere in the node's folder, backups included, while other texts stay", async () => {
    const act = introduce(CANARY);
    await record(act);
    await makeBackup();
    host.clock.pass(1);
    const secrets = act.texts.filter(([, utf8]) => Buffer.from(utf8).toString() === CANARY).flat();
    expect(filesHolding(host.path, secrets).length).toBeGreaterThan(1);
    const { reader } = await running(host, village.origin);
    const named = await reader.texts(await reader.namedTexts("all"));
    const hash = [...named.values()].find(({ utf8 }) => Buffer.from(utf8).toString() === CANARY)?.hash;
    await record(village.founder.write(host.clock.now(), "text.erase", { hashes: [hash], reason: "author" }));
    await settled();
    await host.restart();
    expect(filesHolding(host.path, secrets)).toEqual([]);
    const [backup = ""] = openBackups(host.folder).list(village.origin);
    const copy = openLogFile(join(host.folder.backups, backup));
    expect(
      [...(await copy.texts(await copy.namedTexts("all"))).values()]
        .map(({ utf8 }) => Buffer.from(utf8).toString())
        .sort(),
    ).toEqual(["Lindenhof", "Mara"]);
    await copy.close();
  });

  test("that is not one's own is not erased", async () => {
    const tomas = await joinVillage(host, village, "Tomas");
    await record(introduce(CANARY));
    const community = await running(host, village.origin);
    const hashes = (await community.reader.namedTexts("all")).slice(0, 3);
    const [answer] = await community.submit(
      tomas.write(host.clock.now(), "text.erase", { hashes, reason: "author" }),
      tomas.key,
    );
    expect(answer).toMatchObject({ kind: "refused", refusal: { kind: "erasure.notYours" } });
  });

  test("that public acts name is said to be erased in the public log", async () => {
    const community = await running(host, village.origin);
    const hashes = await community.reader.namedTexts("public");
    expect(hashes.length).toBe(1);
    await record(village.founder.write(host.clock.now(), "text.erase", { hashes, reason: "author" }));
    const entries = await community.reader.entries(0, 10);
    expect(entries.length).toBe(3);
    expect(Buffer.from(entries[2]?.bytes ?? []).includes("text.erasePublic")).toBe(true);
    expect(await community.reader.namedTexts("all")).toEqual([]);
  });
});

describe("a backup", () => {
  test("holds no private key", async () => {
    await makeBackup();
    const key = readFileSync(join(host.folder.communityPath(village.origin), "node.key"), "utf8").trim();
    expect(filesHolding(host.folder.backups, [Buffer.from(key), bytesOf(key)])).toEqual([]);
  });

  test("is not restored while the node runs", async () => {
    const file = await makeBackup();
    const release = host.folder.lock();
    await expect(restoreBackup(host.folder, file, host.clock.now())).rejects.toThrow(NodeRunsError);
    release();
  });

  test("brings the log back as it was, keeps what it replaces, and fences off the writer before it", async () => {
    const file = await makeBackup();
    const { epoch } = (await running(host, village.origin)).head();
    host.clock.pass(1_000);
    await record(introduce("after the backup"));
    await host.communities.close();
    const restored = await restoreBackup(host.folder, file, host.clock.now());
    expect(restored).toMatchObject({ origin: village.origin, size: 1 });
    const community = await running(host, village.origin);
    expect(community.head()).toMatchObject({ size: 1 });
    const store = community.reader;
    expect(openBackups(host.folder).list(village.origin)).toContain(restored.kept);
    await record(introduce("goes on"));
    expect((await store.head())?.epoch).toBeGreaterThan(epoch + 1);
    const kept = openLogFile(join(host.folder.backups, restored.kept ?? ""));
    expect((await kept.head())?.size).toBe(2);
    await kept.close();
  });

  test("restored waits until a witness has answered, and signs nothing below what it has seen", async () => {
    const file = await makeBackup();
    await record(introduce("after the backup"));
    const seen = (await running(host, village.origin)).head();
    await host.communities.close();
    await restoreBackup(host.folder, file, host.clock.now());
    const heads: {
      witness: string;
      size: number;
      root: typeof seen.root;
      cosignedAt: ReturnType<typeof host.clock.now>;
    }[] = [];
    const other = newHost({ count: 1, latest: () => Promise.resolve(heads) }, host.path);
    const community = await running(other, village.origin);
    const late = introduce("too early");
    const answer = community.submit(late, village.founder.key);
    await settled();
    other.clock.pass(2_000);
    expect(await answer).toMatchObject([{ kind: "promised" }]);
    heads.push({ witness: "ally", size: seen.size, root: seen.root, cosignedAt: host.clock.now() });
    other.clock.pass(5_000);
    await settled();
    await expect(community.submit(introduce("later"), "x")).rejects.toThrow(
      /has seen 2 entries of this log and only 1/,
    );
    other.clock.pass(60_000);
    await settled();
    expect(await community.answer(late.id)).toMatchObject({ kind: "refused", refusal: { kind: "node.delayed" } });
    expect(community.head().size).toBe(1);
    await other.communities.close();
  });
});

describe("an export", () => {
  test("becomes a log again in another folder, with its key, and goes on", async () => {
    await joinVillage(host, village, "Tomas");
    const bytes = await exportOf("members");
    const keyFile = join(host.folder.communityPath(village.origin), "node.key");
    const seed = bytesOf(readFileSync(keyFile, "utf8").trim());
    const other = newHost();
    const parts = {
      folder: other.folder,
      rulebook: registryRulebook,
      verifier: nativeVerifier,
      seed,
    };
    expect(await importExport([bytes], parts)).toEqual({ origin: village.origin, size: 3 });
    const community = await running(other, village.origin);
    const original = await running(host, village.origin);
    expect(community.head().root).toBe(original.head().root);
    expect(await community.reader.namedTexts("all")).toEqual(await original.reader.namedTexts("all"));
    expect(await community.submit(introduce("in the new place"), "x")).toMatchObject([{ receipt: { index: 3 } }]);
    await other.remove();
  });

  test("without the key is read and not written", async () => {
    const bytes = await exportOf("members");
    const other = newHost();
    await importExport([bytes], {
      folder: other.folder,
      rulebook: registryRulebook,
      verifier: nativeVerifier,
      seed: null,
    });
    const community = await running(other, village.origin);
    expect(community.head().size).toBe(1);
    await expect(community.submit(introduce("x"), "x")).rejects.toThrow(/key that signs this log is not here/);
    await other.remove();
  });

  test("for the public, of another's key, or into a folder that has the community, is not taken", async () => {
    const other = newHost();
    const parts = { folder: other.folder, rulebook: registryRulebook, verifier: nativeVerifier, seed: null };
    await expect(importExport([await exportOf("public")], parts)).rejects.toThrow(ImportError);
    const bytes = await exportOf("members");
    await expect(importExport([bytes], { ...parts, seed: new Uint8Array(32).fill(9) })).rejects.toThrow(
      /not the one that signs/,
    );
    expect(other.folder.communities()).toEqual([]);
    await importExport([bytes], parts);
    await expect(importExport([bytes], parts)).rejects.toThrow(/in the folder already/);
    await other.remove();
  });
});
