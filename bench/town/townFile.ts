/**
 * A town's log in a file, as a members' export: so that each measurement replays the same acts in a process of its own, fresh
 * from bytes. The acts of an unsigned town carry empty signatures; whoever measures signatures asks for a signed one.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { concatBytes, idOf } from "../../src/core/hash.ts";
import type { Entry } from "../../src/core/kernel/types.ts";
import { isMalformed, signedAct } from "../../src/core/log/act.ts";
import { checkpointKey, signCheckpoint } from "../../src/core/log/checkpoint.ts";
import { leafOf } from "../../src/core/log/entry.ts";
import type { ExportEntry } from "../../src/core/log/exportFormat.ts";
import { readExport } from "../../src/core/log/exportReader.ts";
import { writeExport } from "../../src/core/log/exportWriter.ts";
import { leafHash } from "../../src/core/log/merkle.ts";
import { formatVerifierKey } from "../../src/core/log/note.ts";
import { Tree } from "../../src/core/log/tree.ts";
import { nativeSigner } from "../../src/node/crypto/ed25519.ts";
import { Town, type TownOrder } from "./town.ts";

/** The export of a town that lived until its log had `acts` acts. */
const townExport = async (order: TownOrder, acts: number): Promise<Uint8Array> => {
  const entries: Entry[] = [];
  const town = new Town(order, (taken, fold) => {
    entries.push(...taken);
    return fold();
  });
  while (town.ledger.size < acts) town.season();
  town.ledger.fold();
  const { origin, node, texts } = town.ledger;
  const tree = new Tree();
  for (const entry of entries) tree.append(leafHash(leafOf(entry)));
  const signer = node.signer ?? nativeSigner(new Uint8Array(32));
  const checkpoint = await signCheckpoint({ origin, size: tree.size, root: idOf(tree.root()) }, signer);
  const vkey = formatVerifierKey(checkpointKey(origin, signer.publicKey));
  const named = [...texts.values()].sort((a, b) => (a.hash < b.hash ? -1 : 1));
  return concatBytes(...writeExport({ audience: "members", origin, vkey, checkpoint }, entries, named));
};

/** A folder of one's own while `work` goes on. */
export const inFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), "folkmoot-bench-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Writes the export of a town into the folder. */
export const writeTown = async (folder: string, order: TownOrder, acts: number): Promise<string> => {
  const file = join(folder, "town.export");
  writeFileSync(file, await townExport(order, acts));
  return file;
};

/** The entries of an export, undecoded. */
export const recordedIn = async (file: string): Promise<readonly ExportEntry[]> => {
  const recorded: ExportEntry[] = [];
  for await (const part of readExport([readFileSync(file)]))
    if (part.kind === "entries") for (const entry of part.entries) recorded.push(entry);
  return recorded;
};

/** The entry as the fold takes it. */
export const decoded = ({ index, at, signed }: ExportEntry): Entry => {
  if ("withheld" in signed) return { index, at, signed };
  const act = signedAct(signed.bytes, signed.signature);
  if (isMalformed(act)) throw new Error(`entry ${index} is malformed`);
  return { index, at, signed: act };
};
