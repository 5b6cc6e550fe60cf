/** Looks for pieces of texts in every byte of every file of a folder, as somebody would who holds the disk. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const PIECE = 16;
const KEY = 6;

/** The 16-byte pieces of these bytes: a piece that was left behind counts as much as the whole. */
const piecesOf = (bytes: Uint8Array): readonly Buffer[] =>
  Array.from({ length: Math.floor(bytes.length / PIECE) }, (_, i) =>
    Buffer.from(bytes.slice(i * PIECE, (i + 1) * PIECE)),
  );

/** The files in which any piece of any of these is found. */
export const filesHolding = (folder: string, secrets: readonly Uint8Array[]): readonly string[] => {
  const pieces = new Map<number, Buffer[]>();
  for (const piece of secrets.flatMap(piecesOf)) {
    const key = piece.readUIntBE(0, KEY);
    pieces.set(key, [...(pieces.get(key) ?? []), piece]);
  }
  const holds = (content: Buffer): boolean => {
    for (let at = 0; at + PIECE <= content.length; at += 1) {
      const candidates = pieces.get(content.readUIntBE(at, KEY));
      if (candidates?.some((piece) => content.subarray(at, at + PIECE).equals(piece)) === true) return true;
    }
    return false;
  };
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => holds(readFileSync(path)));
};
