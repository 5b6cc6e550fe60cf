/**
 * Whether the log that a node serves as tiles is the log of the export just verified: its signed head, and by its tiles that the one is the
 * beginning of the other. The surprising rule: tiles are asked for at the served size only; both roots come out of the same hashes.
 */
import { idOf } from "../../core/hash.ts";
import { openCheckpoint, type Checkpoint } from "../../core/log/checkpoint.ts";
import type { Verifier } from "../../core/log/ed25519.ts";
import { parseVerifierKey, type VerifierKey } from "../../core/log/note.ts";
import { tilePath, type TileAddress } from "../../core/log/tile.ts";
import { TiledHashes, tilesReadBy } from "../../core/log/tiledHashes.ts";
import { rootOf, type HashReader } from "../../core/log/treeProof.ts";
import { textOf } from "../../core/log/utf8.ts";
import type { Id } from "../../core/kernel/types.ts";
import { requestBytes } from "../remote/request.ts";

/** A log in the public layout, wherever it is read from. */
export interface ServedLog {
  /** The signed head, as a note. */
  checkpoint(): Promise<Uint8Array>;
  tile(address: TileAddress): Promise<Uint8Array>;
}

/** @param log the address under which checkpoint and tiles are */
export const servedAt = (log: string): ServedLog => ({
  checkpoint: () => requestBytes(`${log}/checkpoint`),
  tile: (address) => requestBytes(`${log}/${tilePath(address)}`),
});

export type ServedRule = "served.signature" | "served.shorter" | "served.tiles" | "served.fork";
/** The size of the head served; null where nobody's signature stands for one. */
export type Served = { readonly size: number | null; readonly fault: ServedRule | null };

type Known = { readonly size: number; readonly root: Id; readonly vkey: string };

/** Whether this log goes on from what is known of it. */
export const checkServed = async (log: ServedLog, known: Known, verifier: Verifier): Promise<Served> => {
  const key = parseVerifierKey(known.vkey);
  const checkpoint = key === null ? null : await headOf(log, key, verifier);
  if (checkpoint === null) return { size: null, fault: "served.signature" };
  const fault = await faultAfter(log, checkpoint, known);
  return { size: checkpoint.size, fault };
};

/** The head that the log's own key signed; null for any other. */
export const headOf = async (log: ServedLog, key: VerifierKey, verifier: Verifier): Promise<Checkpoint | null> => {
  const note = textOf(await log.checkpoint());
  if (note === null) return null;
  const opened = await openCheckpoint(note, key, verifier);
  return "fault" in opened ? null : opened.checkpoint;
};

/** Why this head does not go on from an earlier one, or null where it does. */
export const faultAfter = async (
  log: ServedLog,
  { size, root }: Checkpoint,
  known: Pick<Known, "size" | "root">,
): Promise<ServedRule | null> => {
  if (size < known.size) return "served.shorter";
  const roots = await rootsFromTiles(log, size, known.size);
  if (roots?.now !== root) return "served.tiles";
  return roots.then === known.root ? null : "served.fork";
};

/** The roots of the log now and at the earlier size; null where a tile is not what its name says. */
const rootsFromTiles = async (log: ServedLog, now: number, then: number) => {
  const both = (hashes: HashReader) => ({ now: idOf(rootOf(now, hashes)), then: idOf(rootOf(then, hashes)) });
  const fetched = new Map<string, Uint8Array>();
  for (const address of tilesReadBy(now, both)) fetched.set(tilePath(address), await log.tile(address));
  const tile = (address: TileAddress): Uint8Array => fetched.get(tilePath(address)) ?? new Uint8Array(0);
  try {
    return both(new TiledHashes(now, { tile }));
  } catch {
    return null;
  }
};
