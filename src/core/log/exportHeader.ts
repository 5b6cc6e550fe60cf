/**
 * The head of an export: for whom it is, of which log, by which node's key, and up to which checkpoint (docs/formats/export.md). The
 * surprising rule: nothing is verified here but form; a reader who trusts the key named in the file trusts whoever made the file.
 */
import { bytesOf, concatBytes, HASH_BYTES, idOf } from "../hash.ts";
import { originLine, readCheckpoint } from "./checkpoint.ts";
import {
  CHECKPOINT_BYTES_MAX,
  EXPORT_AUDIENCES,
  EXPORT_MAGIC,
  MalformedExport,
  VKEY_BYTES_MAX,
  type ExportHeader,
  type ExportRule,
} from "./exportFormat.ts";
import { ED25519_NOTE, parseVerifierKey } from "./note.ts";
import { textOf, utf8Of } from "./utf8.ts";

const AUDIENCE_AT = EXPORT_MAGIC.length;
const ORIGIN_AT = AUDIENCE_AT + 1;
const VKEY_AT = ORIGIN_AT + HASH_BYTES;

/** The bytes of a header, and how many entries it announces. Throws on one that would not be read back. */
export function encodeHeader({ audience, origin, vkey, checkpoint }: ExportHeader): {
  bytes: Uint8Array;
  size: number;
} {
  const number = Uint8Array.of(EXPORT_AUDIENCES.indexOf(audience));
  const bytes = concatBytes(EXPORT_MAGIC, number, bytesOf(origin), withLength(vkey), withLength(checkpoint));
  const read = readHeader(bytes);
  if (typeof read === "number") throw new Error("The header's lengths do not fit its bytes.");
  return { bytes, size: read.size };
}

function withLength(text: string): Uint8Array {
  const utf8 = utf8Of(text);
  if (utf8.length > CHECKPOINT_BYTES_MAX) throw new Error(`At most ${CHECKPOINT_BYTES_MAX} bytes.`);
  return concatBytes(Uint8Array.of(utf8.length >> 8, utf8.length & 0xff), utf8);
}

/** `size` is the number of entries that follow, `length` that of the header's own bytes. */
export type ReadHeader = { readonly header: ExportHeader; readonly size: number; readonly length: number };

/** The header at the start of the bytes, or how many bytes are needed at least to go on. Throws `MalformedExport`. */
export function readHeader(bytes: Uint8Array): ReadHeader | number {
  const magic = Math.min(bytes.length, EXPORT_MAGIC.length);
  for (let i = 0; i < magic; i++) if (bytes[i] !== EXPORT_MAGIC[i]) fail("notAnExport", i);
  if (bytes.length < VKEY_AT + 2) return VKEY_AT + 2;
  const audience = EXPORT_AUDIENCES[bytes[AUDIENCE_AT] ?? -1] ?? fail("audience", AUDIENCE_AT);
  const origin = idOf(bytes, ORIGIN_AT);
  const noteAt = VKEY_AT + 2 + uint16At(bytes, VKEY_AT);
  if (noteAt > VKEY_AT + 2 + VKEY_BYTES_MAX) fail("verifierKey", VKEY_AT);
  if (bytes.length < noteAt + 2) return noteAt + 2;
  const length = noteAt + 2 + uint16At(bytes, noteAt);
  if (bytes.length < length) return length;
  const vkey = textOf(bytes, VKEY_AT + 2, noteAt) ?? fail("verifierKey", VKEY_AT);
  const key = parseVerifierKey(vkey);
  if (key?.name !== originLine(origin) || key.type !== ED25519_NOTE) fail("verifierKey", VKEY_AT);
  const checkpoint = textOf(bytes, noteAt + 2, length) ?? fail("checkpoint", noteAt);
  const read = readCheckpoint(checkpoint);
  if ("fault" in read || read.checkpoint.origin !== origin) return fail("checkpoint", noteAt);
  return { header: { audience, origin, vkey, checkpoint }, size: read.checkpoint.size, length };
}

function fail(rule: ExportRule, offset: number): never {
  throw new MalformedExport(rule, offset, null);
}

function uint16At(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
