/**
 * The body of an add-checkpoint request (C2SP tlog-witness 1.0.0): the old size, a consistency proof, a blank line, and the
 * checkpoint. The surprising rule: unlike our own checkpoints, another log's may have any origin and extension lines; a
 * witness vouches for the first three lines only.
 */
import { HASH_BYTES } from "../../core/hash.ts";
import { base64Of, fromBase64 } from "../../core/log/base64.ts";
import type { Hash } from "../../core/log/merkle.ts";
import { parseNote, type Note } from "../../core/log/note.ts";

export type LogHead = { readonly origin: string; readonly size: number; readonly root: Hash };
export type AddCheckpoint = {
  readonly oldSize: number;
  readonly proof: readonly Hash[];
  readonly note: Note;
  readonly head: LogHead;
};

/** As many as the specification allows: a tree of 2^63 leaves needs no more. */
const PROOF_LINES_MAX = 63;
const SIZE = /^(?:0|[1-9][0-9]{0,15})$/;
const OLD_SIZE = /^old (0|[1-9][0-9]{0,15})$/;

const sizeOf = (text: string | undefined): number | null => {
  const size = text !== undefined && SIZE.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(size) ? size : null;
};

const hashOf = (line: string): Hash | null => {
  const hash = fromBase64(line);
  return hash?.length === HASH_BYTES ? hash : null;
};

/** The head that a note's text says, of whatever log; null where it is no checkpoint (C2SP tlog-checkpoint 1.0.0). */
const readHead = (text: string): LogHead | null => {
  const lines = text.split("\n");
  const [origin = "", sizeLine, rootLine = ""] = lines;
  const extensions = lines.slice(3, -1);
  if (origin === "" || lines.at(-1) !== "" || lines.length < 4 || extensions.includes("")) return null;
  const [size, root] = [sizeOf(sizeLine), hashOf(rootLine)];
  return size === null || root === null ? null : { origin, size, root };
};

/** The request, or null where it is malformed. Nothing is verified here. */
export const readRequest = (body: string): AddCheckpoint | null => {
  const blank = body.indexOf("\n\n");
  if (blank < 0) return null;
  const [first = "", ...proofLines] = body.slice(0, blank).split("\n");
  const oldSize = sizeOf(OLD_SIZE.exec(first)?.[1]);
  const proof = proofLines.flatMap((line) => hashOf(line) ?? []);
  if (oldSize === null || proof.length !== proofLines.length || proof.length > PROOF_LINES_MAX) return null;
  const note = parseNote(body.slice(blank + 2));
  const head = "malformed" in note ? null : readHead(note.text);
  return "malformed" in note || head === null ? null : { oldSize, proof, note, head };
};

/** The body that asks for a cosignature on this checkpoint. */
export const requestText = (oldSize: number, proof: readonly Hash[], checkpoint: string): string =>
  `old ${oldSize}\n${proof.map((hash) => `${base64Of(hash)}\n`).join("")}\n${checkpoint}`;
