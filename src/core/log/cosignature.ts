/**
 * Cosignatures (C2SP tlog-cosignature 1.0.1, Ed25519): a witness's word that a checkpoint continues all it has seen of that log. The
 * surprising rule: it says at what second the witness looked, and anyone can obtain a fresh one on an old checkpoint, so it proves
 * that there is no fork, never that the log is alive.
 */
import { concatBytes } from "../hash.ts";
import type { Signer, Verifier } from "./ed25519.ts";
import {
  ED25519_COSIGNATURE,
  signatureBy,
  verifierKey,
  type Note,
  type NoteSignature,
  type VerifierKey,
} from "./note.ts";
import { utf8Of } from "./utf8.ts";

const TIME_BYTES = 8;
const COSIGNATURE_BYTES = TIME_BYTES + 64;
const TWO_32 = 0x1_0000_0000;

/** What a witness signs: the header, its time in whole seconds since 1970, and the checkpoint's text. */
export function cosignatureMessage(checkpointText: string, seconds: number): Uint8Array {
  if (!Number.isSafeInteger(seconds) || seconds < 0) throw new Error(`Not a time in seconds: ${seconds}.`);
  return utf8Of(`cosignature/v1\ntime ${seconds}\n${checkpointText}`);
}

/** Cosigns a checkpoint's text as the witness of that name. */
export async function cosign(
  checkpointText: string,
  seconds: number,
  name: string,
  signer: Signer,
): Promise<NoteSignature> {
  const { keyId } = verifierKey(name, ED25519_COSIGNATURE, signer.publicKey);
  const time = new Uint8Array(TIME_BYTES);
  const view = new DataView(time.buffer);
  view.setUint32(0, Math.floor(seconds / TWO_32));
  view.setUint32(4, seconds % TWO_32);
  return { name, keyId, bytes: concatBytes(time, await signer.sign(cosignatureMessage(checkpointText, seconds))) };
}

export type Cosignature = { readonly witness: VerifierKey; readonly seconds: number };
/** `bad` are witnesses we know under whose name the note carries something they did not sign: throw such a note away. */
export type Cosignatures = { readonly good: readonly Cosignature[]; readonly bad: readonly VerifierKey[] };

/** Which of the witnesses we know have cosigned the note, and when. Others are ignored. */
export async function verifyCosignatures(
  note: Note,
  witnesses: readonly VerifierKey[],
  verifier: Verifier,
): Promise<Cosignatures> {
  const good: Cosignature[] = [];
  const bad: VerifierKey[] = [];
  for (const witness of witnesses) {
    if (witness.type !== ED25519_COSIGNATURE) throw new Error(`${witness.name} is not the key of a witness.`);
    const signature = signatureBy(note, witness);
    if (signature === null) continue;
    const seconds = secondsOf(signature.bytes);
    const isGood =
      seconds !== null &&
      (await verifier.verify(
        witness.publicKey,
        cosignatureMessage(note.text, seconds),
        signature.bytes.subarray(TIME_BYTES),
      ));
    if (isGood) good.push({ witness, seconds });
    else bad.push(witness);
  }
  return { good, bad };
}

/** The time in a cosignature, or null where it has another length or a time beyond 2^53. */
function secondsOf(bytes: Uint8Array): number | null {
  if (bytes.length !== COSIGNATURE_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const seconds = view.getUint32(0) * TWO_32 + view.getUint32(4);
  return Number.isSafeInteger(seconds) ? seconds : null;
}
