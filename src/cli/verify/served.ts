/**
 * Whether the log that a node serves as tiles is the log of the export just verified: its signed head, and by its tiles that the one is the
 * beginning of the other. The surprising rule: tiles are asked for at the served size only; both roots come out of the same hashes.
 */
import { idOf } from "../../core/hash.ts";
import { openCheckpoint, type Checkpoint } from "../../core/log/checkpoint.ts";
import type { Verifier } from "../../core/log/ed25519.ts";
import { parseVerifierKey } from "../../core/log/note.ts";
import { tilePath, type TileAddress } from "../../core/log/tile.ts";
import { TiledHashes, tilesReadBy } from "../../core/log/tiledHashes.ts";
import { rootOf, type HashReader } from "../../core/log/treeProof.ts";
import { textOf } from "../../core/log/utf8.ts";
import type { Id } from "../../core/kernel/types.ts";
import { requestBytes } from "../remote/request.ts";

export type ServedRule = "served.signature" | "served.shorter" | "served.tiles" | "served.fork";
export type Served =
  { readonly size: number; readonly fault: null } | { readonly size: number | null; readonly fault: ServedRule };

type Known = { readonly size: number; readonly root: Id; readonly vkey: string };

/** @param log the address under which checkpoint and tiles are */
export const checkServed = async (log: string, known: Known, verifier: Verifier): Promise<Served> => {
  const checkpoint = await servedCheckpoint(log, known.vkey, verifier);
  if (checkpoint === null) return { size: null, fault: "served.signature" };
  const { size } = checkpoint;
  if (size < known.size) return { size, fault: "served.shorter" };
  const roots = await rootsFromTiles(log, size, known.size);
  if (roots?.now !== checkpoint.root) return { size, fault: "served.tiles" };
  return { size, fault: roots.then === known.root ? null : "served.fork" };
};

const servedCheckpoint = async (log: string, vkey: string, verifier: Verifier): Promise<Checkpoint | null> => {
  const note = textOf(await requestBytes(`${log}/checkpoint`));
  const key = parseVerifierKey(vkey);
  if (note === null || key === null) return null;
  const opened = await openCheckpoint(note, key, verifier);
  return "fault" in opened ? null : opened.checkpoint;
};

/** The roots of the log now and at the earlier size; null where a tile is not what its name says. */
const rootsFromTiles = async (log: string, now: number, then: number) => {
  const both = (hashes: HashReader) => ({ now: idOf(rootOf(now, hashes)), then: idOf(rootOf(then, hashes)) });
  const fetched = new Map<string, Uint8Array>();
  for (const address of tilesReadBy(now, both)) {
    const path = tilePath(address);
    fetched.set(path, await requestBytes(`${log}/${path}`));
  }
  const tile = (address: TileAddress): Uint8Array => fetched.get(tilePath(address)) ?? new Uint8Array(0);
  try {
    return both(new TiledHashes(now, { tile }));
  } catch {
    return null;
  }
};
