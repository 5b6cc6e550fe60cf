/**
 * Signed notes (C2SP signed-note 1.0.0): a text with signature lines below it, which is how checkpoints travel. The surprising rule:
 * unknown signatures are ignored, but one by a key we know that does not verify spoils the note; and one note has one spelling here,
 * so base 64 with stray bits or padding is refused where others let it pass.
 */
import type { Id } from "../kernel/types.ts";
import { bytesOf, concatBytes, HASH_BYTES, idOf, sha256 } from "../hash.ts";
import { base64Of, fromBase64 } from "./base64.ts";
import type { Signer, Verifier } from "./ed25519.ts";
import { utf8Of } from "./utf8.ts";

/** Go's limit too; the specification asks for 16 at least. */
const SIGNATURES_MAX = 100;
/** Sixteen signatures of the largest kind that is foreseen (5 kB), with room. */
const NOTE_CHARACTERS_MAX = 262_144;

/** How a key signs, as the specification numbers it: over the note's text, or as a witness with the time. */
export const ED25519_NOTE = 1;
export const ED25519_COSIGNATURE = 4;
export type KeyType = typeof ED25519_NOTE | typeof ED25519_COSIGNATURE;

export type VerifierKey = {
  readonly name: string;
  readonly type: KeyType;
  readonly publicKey: Id;
  readonly keyId: number;
};
export type NoteSignature = { readonly name: string; readonly keyId: number; readonly bytes: Uint8Array };
/** `text` ends with a newline; it is what is signed. */
export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] };

export type NoteRule =
  | "tooLong" // more characters than a note may have
  | "control" // a control character below U+0020 that is not a newline
  | "noSignatures" // no blank line with signature lines after it, or no newline at the end
  | "badLine" // a signature line that is not `— name base64`
  | "tooMany"; // more signatures than a note may have
export type MalformedNote = { readonly malformed: NoteRule };

/** Key names have no spaces, in the sense of Unicode, and no plus. */
const NAME = /^[^\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000+]+$/;
const BLANK_LINE = "\n\n";
const DASH = "\u2014 ";
const KEY_ID_BYTES = 4;

/** The note that a text is, or the rule it breaks. No signature is verified here. */
export function parseNote(note: string): Note | MalformedNote {
  if (note.length > NOTE_CHARACTERS_MAX) return { malformed: "tooLong" };
  if (/[\u0000-\u0009\u000b-\u001f]/.test(note)) return { malformed: "control" };
  const blank = note.lastIndexOf(BLANK_LINE);
  if (blank < 0 || !note.endsWith("\n") || blank + BLANK_LINE.length === note.length)
    return { malformed: "noSignatures" };
  const lines = note.slice(blank + BLANK_LINE.length, -1).split("\n");
  if (lines.length > SIGNATURES_MAX) return { malformed: "tooMany" };
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const signature = parseSignature(line);
    if (signature === null) return { malformed: "badLine" };
    signatures.push(signature);
  }
  return { text: note.slice(0, blank + 1), signatures };
}

function parseSignature(line: string): NoteSignature | null {
  if (!line.startsWith(DASH)) return null;
  const space = line.indexOf(" ", DASH.length);
  const name = line.slice(DASH.length, space);
  const bytes = fromBase64(line.slice(space + 1));
  if (space < 0 || !NAME.test(name) || bytes === null || bytes.length <= KEY_ID_BYTES) return null;
  return { name, keyId: uint32Of(bytes), bytes: bytes.subarray(KEY_ID_BYTES) };
}

/** The text of a note. Throws if the note would not be read back: that is a bug of whoever made it. */
export function formatNote({ text, signatures }: Note): string {
  const note = `${text}\n${signatures.map(signatureLine).join("")}`;
  if (!text.endsWith("\n") || "malformed" in parseNote(note)) throw new Error("These do not make a signed note.");
  return note;
}

function signatureLine({ name, keyId, bytes }: NoteSignature): string {
  return `${DASH}${name} ${base64Of(concatBytes(uint32Bytes(keyId), bytes))}\n`;
}

/** A key to verify with. The key id is the start of a hash over name, type and key: a handle, not a proof. */
export function verifierKey(name: string, type: KeyType, publicKey: Id): VerifierKey {
  if (!NAME.test(name)) throw new Error(`Not a key name: ${name}.`);
  const keyId = uint32Of(sha256(concatBytes(utf8Of(`${name}\n`), Uint8Array.of(type), bytesOf(publicKey))));
  return { name, type, publicKey, keyId };
}

/** `name+keyid+base64(type ‖ key)`: how verifier keys are handed round. */
export function formatVerifierKey({ name, type, publicKey, keyId }: VerifierKey): string {
  const id = keyId.toString(16).padStart(8, "0");
  return `${name}+${id}+${base64Of(concatBytes(Uint8Array.of(type), bytesOf(publicKey)))}`;
}

/** The key, or null: of another form, of a type not used here, or with a key id that is not its own. */
export function parseVerifierKey(vkey: string): VerifierKey | null {
  const [, name, id, key64] = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/.exec(vkey) ?? [];
  if (name === undefined || id === undefined || key64 === undefined || !NAME.test(name)) return null;
  const typed = fromBase64(key64);
  const type = typed?.[0];
  if (typed?.length !== 1 + HASH_BYTES || (type !== ED25519_NOTE && type !== ED25519_COSIGNATURE)) return null;
  const key = verifierKey(name, type, idOf(typed, 1));
  return formatVerifierKey(key) === vkey ? key : null;
}

/** What a note says of one key: it is signed by it, not signed by it, or badly signed, and then it is to be thrown away. */
export type NoteVerdict = "signed" | "notSigned" | "badSignature";

/** Whether the note is signed by an Ed25519 note key. Of several signatures by one key the first counts, as in Go. */
export async function verifyNote(note: Note, key: VerifierKey, verifier: Verifier): Promise<NoteVerdict> {
  if (key.type !== ED25519_NOTE) throw new Error("A witness's key verifies cosignatures, not notes.");
  const signature = signatureBy(note, key);
  if (signature === null) return "notSigned";
  return (await verifier.verify(key.publicKey, utf8Of(note.text), signature.bytes)) ? "signed" : "badSignature";
}

/** The first signature of a note that claims to be by this key. */
export function signatureBy(note: Note, key: VerifierKey): NoteSignature | null {
  return note.signatures.find((one) => one.name === key.name && one.keyId === key.keyId) ?? null;
}

/** Signs a note's text as an Ed25519 note key of that name. */
export async function signNote(text: string, name: string, signer: Signer): Promise<NoteSignature> {
  const { keyId } = verifierKey(name, ED25519_NOTE, signer.publicKey);
  return { name, keyId, bytes: await signer.sign(utf8Of(text)) };
}

function uint32Of(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(0);
}

function uint32Bytes(number: number): Uint8Array {
  const bytes = new Uint8Array(KEY_ID_BYTES);
  new DataView(bytes.buffer).setUint32(0, number);
  return bytes;
}
