/**
 * `folkmoot export`: a community's log in one file that anyone can verify, read beside a running node. The surprising rule: the file takes its
 * name only when it is whole, so an export that was broken off is never mistaken for one.
 */
import { openSync, closeSync, fsyncSync, renameSync, rmSync, writeSync } from "node:fs";
import { checkpointKey } from "../../core/log/checkpoint.ts";
import { formatVerifierKey } from "../../core/log/note.ts";
import { charter, core } from "../../core/registry.ts";
import type { Audience, Id } from "../../core/kernel/types.ts";
import { EmptyLogError, exportPieces } from "../../node/export.ts";
import type { LogReader } from "../../node/ports/logStore.ts";
import { openLogReader } from "../../node/store/sqliteStore.ts";
import type { Call, Command } from "../call.ts";
import { chosenAmong } from "../choice.ts";
import type { Exit } from "../exits.ts";
import { existingFolder } from "../folder.ts";
import { StoredSource } from "../source/storedSource.ts";

const AUDIENCES = ["public", "members"] as const;

export const exportCommand: Command = {
  positionals: [],
  options: ["data", "community", "audience", "out"],
  run: async (call) => {
    const out = call.needed("out");
    const audience = call.choice("audience", AUDIENCES, "public");
    const folder = existingFolder(call);
    const known = folder.communities().map((id) => ({ id }));
    const reader = openLogReader(folder.communityPath(chosenAmong(known, call.text("community")).id));
    try {
      return await write(call, reader, audience, out);
    } finally {
      await reader.close();
    }
  },
};

const write = async (call: Call, reader: LogReader, audience: Audience, out: string): Promise<Exit> => {
  const head = await reader.head();
  if (head === null || head.size === 0) throw new EmptyLogError();
  const order = { audience, vkey: await vkeyOf(reader), checkpoint: head.checkpoint, size: head.size };
  const pieces = exportPieces(reader, order);
  if (out === "-") {
    for await (const piece of pieces) await call.terminal.bytesOut(piece);
    return call.done();
  }
  const bytes = await writeWhole(out, pieces);
  const facts = { file: out, community: reader.origin, audience, entries: head.size, bytes };
  call.answer(facts, () => [call.say("cli.export.done", facts), call.say(`cli.export.${audience}`)]);
  return call.done();
};

/** The key that signs the log, as its own charter says. */
const vkeyOf = async (reader: LogReader): Promise<string> => {
  const [founding] = await new StoredSource(reader).entriesFrom(0, 1);
  const world = core.replay(core.begin(), founding === undefined ? [] : [founding]);
  const nodeKey: Id | null = core.standing(world, charter, world.at).nodeKey;
  if (nodeKey === null) throw new EmptyLogError();
  return formatVerifierKey(checkpointKey(reader.origin, nodeKey));
};

const writeWhole = async (out: string, pieces: AsyncIterable<Uint8Array>): Promise<number> => {
  const unfinished = `${out}.part`;
  // Members' exports hold what members said: nobody else on this machine needs to read it.
  const file = openSync(unfinished, "w", 0o600);
  let bytes = 0;
  try {
    for await (const piece of pieces) bytes += writeSync(file, piece);
    fsyncSync(file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, out);
  return bytes;
};
