/**
 * Checkpoints (C2SP tlog-checkpoint 1.0.0): the signed head of a community's log. The surprising rule: the origin is the hash of the
 * founding act and never a host or a name; and since nobody could audit extension lines, a checkpoint of ours has none and one that
 * has any is refused.
 */
import type { Id } from "../kernel/types.ts";
import { bytesOf, HASH_BYTES, idOf, parseId } from "../hash.ts";
import { base64Of, fromBase64 } from "./base64.ts";
import type { Signer, Verifier } from "./ed25519.ts";
import {
  ED25519_NOTE,
  formatNote,
  parseNote,
  signNote,
  verifierKey,
  verifyNote,
  type MalformedNote,
  type Note,
  type VerifierKey,
} from "./note.ts";

/** The head of a log: how many entries, and the root of the Merkle tree over their leaves. */
export type Checkpoint = { readonly origin: Id; readonly size: number; readonly root: Id };

const ORIGIN_START = "folkmoot/";

/** `folkmoot/<hex>`: the first line of a checkpoint, and the name of the key that signs it. */
export function originLine(origin: Id): string {
  return ORIGIN_START + origin;
}

/** The three lines that are signed. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  if (!Number.isSafeInteger(size) || size < 0) throw new Error(`Not a size: ${size}.`);
  return `${originLine(origin)}\n${size}\n${base64Of(bytesOf(root))}\n`;
}

/** The checkpoint that a note's text is, or null where it is not exactly those three lines. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [first = "", second = "", third = "", rest, ...more] = text.split("\n");
  if (rest !== "" || more.length > 0 || !first.startsWith(ORIGIN_START)) return null;
  const origin = parseId(first.slice(ORIGIN_START.length));
  const root = fromBase64(third);
  const size = /^(?:0|[1-9][0-9]{0,15})$/.test(second) ? Number(second) : Number.NaN;
  if (origin === null || root?.length !== HASH_BYTES || !Number.isSafeInteger(size)) return null;
  return { origin, size, root: idOf(root) };
}

/** The key of the node that signs a community's checkpoints. */
export function checkpointKey(origin: Id, publicKey: Id): VerifierKey {
  return verifierKey(originLine(origin), ED25519_NOTE, publicKey);
}

/** The note that the node publishes. */
export async function signCheckpoint(checkpoint: Checkpoint, signer: Signer): Promise<string> {
  const text = checkpointText(checkpoint);
  return formatNote({ text, signatures: [await signNote(text, originLine(checkpoint.origin), signer)] });
}

export type OpenCheckpoint = { readonly checkpoint: Checkpoint; readonly note: Note };
export type CheckpointFault = {
  readonly fault: MalformedNote["malformed"] | "notCheckpoint" | "wrongOrigin" | "notSigned" | "badSignature";
};

/** The checkpoint in a note, once its signature by the log's key is verified; else what is wrong with it. */
export async function openCheckpoint(
  note: string,
  key: VerifierKey,
  verifier: Verifier,
): Promise<OpenCheckpoint | CheckpointFault> {
  const read = readCheckpoint(note);
  if ("fault" in read) return read;
  if (originLine(read.checkpoint.origin) !== key.name) return { fault: "wrongOrigin" };
  const verdict = await verifyNote(read.note, key, verifier);
  return verdict === "signed" ? read : { fault: verdict };
}

/** The checkpoint in a note whose signatures have not been looked at. */
export function readCheckpoint(text: string): OpenCheckpoint | CheckpointFault {
  const note = parseNote(text);
  if ("malformed" in note) return { fault: note.malformed };
  const checkpoint = parseCheckpoint(note.text);
  return checkpoint === null ? { fault: "notCheckpoint" } : { checkpoint, note };
}
