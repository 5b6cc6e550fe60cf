/**
 * Proofs that one entry is in a log, as a text that anyone can keep (C2SP tlog-proof, `@v1`). The surprising rule: such a proof is
 * checked offline against the log's key alone; the extra line is carried but never believed, since nothing signs it.
 */
import { HASH_BYTES, bytesOf } from "../hash.ts";
import { base64Of, fromBase64 } from "./base64.ts";
import { openCheckpoint, type Checkpoint, type CheckpointFault } from "./checkpoint.ts";
import type { Verifier } from "./ed25519.ts";
import { leafHash, verifyInclusion, type Hash } from "./merkle.ts";
import type { VerifierKey } from "./note.ts";

const FIRST_LINE = "c2sp.org/tlog-proof@v1";
/** A tree of 2^53 leaves is 53 high. */
const HASHES_MAX = 53;
/** What an application may want to carry beside a proof; our own proofs carry nothing. */
const EXTRA_CHARACTERS_MAX = 65_536;

export type EntryProof = {
  readonly extra: Uint8Array | null;
  readonly index: number;
  readonly hashes: readonly Hash[];
  /** The checkpoint's note, with its signatures. */
  readonly checkpoint: string;
};

/** The text of a proof. */
export function formatProof({ extra, index, hashes, checkpoint }: EntryProof): string {
  const extraLine = extra === null ? [] : [`extra ${base64Of(extra)}`];
  return [FIRST_LINE, ...extraLine, `index ${index}`, ...hashes.map(base64Of), "", checkpoint].join("\n");
}

/** The proof that a text is, or null. Its checkpoint has not been looked at. */
export function parseProof(text: string): EntryProof | null {
  const blank = text.indexOf("\n\n");
  if (blank < 0) return null;
  const [first, ...lines] = text.slice(0, blank).split("\n");
  const extra = lines[0]?.startsWith("extra ") === true ? parseExtra(lines.shift()) : null;
  const index = /^index (0|[1-9][0-9]{0,15})$/.exec(lines.shift() ?? "")?.[1];
  const hashes = lines
    .map(fromBase64)
    .filter((hash) => hash?.length === HASH_BYTES)
    .filter((hash) => hash !== null);
  const isWhole = hashes.length === lines.length && lines.length <= HASHES_MAX;
  if (first !== FIRST_LINE || extra === undefined || index === undefined || !isWhole) return null;
  if (!Number.isSafeInteger(Number(index))) return null;
  return { extra, index: Number(index), hashes, checkpoint: text.slice(blank + 2) };
}

/** The bytes of the extra line, or undefined where they are not base 64 or too many. */
function parseExtra(line = ""): Uint8Array | undefined {
  const text = line.slice("extra ".length);
  return text.length > EXTRA_CHARACTERS_MAX ? undefined : (fromBase64(text) ?? undefined);
}

export type ProofVerdict = { readonly checkpoint: Checkpoint } | CheckpointFault | { readonly fault: "notIncluded" };

/** Whether the leaf is in the log whose key this is: its checkpoint if so, else what is wrong. */
export async function verifyProof(
  proof: EntryProof,
  leaf: Uint8Array,
  key: VerifierKey,
  verifier: Verifier,
): Promise<ProofVerdict> {
  const opened = await openCheckpoint(proof.checkpoint, key, verifier);
  if ("fault" in opened) return opened;
  const { size, root } = opened.checkpoint;
  const claim = { index: proof.index, size, leafHash: leafHash(leaf), root: bytesOf(root), proof: proof.hashes };
  return verifyInclusion(claim) ? { checkpoint: opened.checkpoint } : { fault: "notIncluded" };
}
