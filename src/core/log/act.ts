/**
 * The act: one signed command, as bytes and as a value (docs/formats/act.md). The surprising rule: an act is hashed and signed as
 * the bytes that came; `decodeAct` accepts a value's one canonical encoding only, so nothing is ever encoded again to be checked.
 */
import type { Act, EvidenceKind, Id, SignedAct } from "../kernel/types.ts";
import { bytesOf, concatBytes, idOf, sha256 } from "../hash.ts";
import {
  ACT_BYTES_MAX,
  AFTER_MAX,
  AUDIENCES,
  AUTHOR_KINDS,
  EVIDENCE_KINDS,
  EVIDENCE_MAX,
  FIELDS,
  isInstant,
  isKind,
  isMalformed,
  KIND_BYTES_MAX,
  SALT_BYTES,
  type MalformedAct,
} from "./actFields.ts";
import { decodeAct } from "./actReader.ts";
import { SIGNATURE_BYTES } from "./ed25519.ts";
import { CborWriter } from "./cborWriter.ts";
import { utf8Of } from "./utf8.ts";

export { isMalformed, decodeAct, type MalformedAct };

/** The id of an act: SHA-256 of its bytes. */
export function actId(bytes: Uint8Array): Id {
  return idOf(sha256(bytes));
}

/** What the author's key signs: the line `folkmoot/act/v1` and the act's bytes. */
export function actSigningBytes(bytes: Uint8Array): Uint8Array {
  return concatBytes(ACT_LINE, bytes);
}

/** What the other key signs that vouches for an author: kind, community and author's key (docs/formats/evidence.md). */
export function evidenceSigningBytes(kind: EvidenceKind, origin: Id, authorKey: Id): Uint8Array {
  return concatBytes(EVIDENCE_LINE, Uint8Array.of(EVIDENCE_KINDS.indexOf(kind)), bytesOf(origin), bytesOf(authorKey));
}

const ACT_LINE = utf8Of("folkmoot/act/v1\n");
const EVIDENCE_LINE = utf8Of("folkmoot/evidence/v1\n");

/** An act as it was handed in, with its id. The signature is not verified here: only its length is. */
export function signedAct(bytes: Uint8Array, signature: Uint8Array): SignedAct | MalformedAct {
  const act = decodeAct(bytes);
  if (isMalformed(act)) return act;
  if (signature.length !== SIGNATURE_BYTES) return { malformed: "wrongLength", field: "signature", offset: 0 };
  return { id: actId(bytes), act, bytes, signature };
}

/** The one encoding of an act. Throws on what `decodeAct` would refuse: such an act is a bug of whoever made it. */
export function encodeAct(act: Act): Uint8Array {
  requireWithinLimits(act);
  const cbor = new CborWriter();
  cbor.array(FIELDS);
  cbor.int(act.format);
  cbor.hash(act.origin);
  cbor.int(AUTHOR_KINDS.indexOf(act.author.kind));
  cbor.hash(act.author.key);
  cbor.int(act.seq);
  writeReferences(cbor, act);
  cbor.int(act.signedAt);
  cbor.int(act.notAfter);
  cbor.int(AUDIENCES.indexOf(act.audience));
  cbor.array(act.evidence.length);
  for (const evidence of act.evidence) {
    cbor.array(3);
    cbor.int(EVIDENCE_KINDS.indexOf(evidence.kind));
    cbor.hash(evidence.key);
    cbor.byteString(evidence.signature);
  }
  cbor.byteString(act.salt);
  cbor.text(act.command.kind);
  cbor.value(act.command.body);
  const bytes = cbor.taken();
  require(bytes.length <= ACT_BYTES_MAX, `an act is at most ${ACT_BYTES_MAX} bytes`);
  return bytes;
}

function writeReferences(cbor: CborWriter, act: Act): void {
  if (act.previous === null) cbor.null();
  else cbor.hash(act.previous);
  if (act.seen === null) cbor.null();
  else {
    cbor.array(2);
    cbor.int(act.seen.size);
    cbor.hash(act.seen.root);
  }
  cbor.array(act.after.length);
  for (const id of act.after) cbor.hash(id);
}

function requireWithinLimits(act: Act): void {
  require(act.seq >= 0, "a sequence number is not negative");
  require(act.seen === null || act.seen.size >= 1, "a checkpoint that was seen is of one entry at least");
  require(act.after.length <= AFTER_MAX, `an act comes after at most ${AFTER_MAX} others`);
  require(isInstant(act.signedAt), "signedAt is out of range");
  require(isInstant(act.notAfter), "notAfter is out of range");
  require(act.evidence.length <= EVIDENCE_MAX, `an act carries at most ${EVIDENCE_MAX} pieces of evidence`);
  require(act.evidence.every((one) => one.signature.length === SIGNATURE_BYTES), "a signature is 64 bytes");
  require(act.salt.length === SALT_BYTES, "a salt is 16 bytes");
  require(isKind(act.command.kind) &&
    act.command.kind.length <= KIND_BYTES_MAX, `not a command's name: ${act.command.kind}`);
}

function require(holds: boolean, rule: string): void {
  if (!holds) throw new Error(`Not an act: ${rule}.`);
}
