/**
 * What a node signs about an act it was handed and has not ordered yet (docs/formats/receipt.md): a promise that by a stated time the
 * act is in the log or refused, and the refusal. The surprising rule: a recorded act needs no such paper, since the log itself proves
 * it; whoever holds a promise, and a later checkpoint without the act, and got no signed refusal, has proof against the node.
 */
import type { Datum, Id, Instant, Kind, Refusal, Value } from "../kernel/types.ts";
import { bytesOf, concatBytes, HASH_BYTES, idOf } from "../hash.ts";
import { isInstant, isKind } from "./actFields.ts";
import { decodeValue, encodeValue, MalformedCbor } from "./cbor.ts";
import { SIGNATURE_BYTES, type Signer, type Verifier } from "./ed25519.ts";
import { utf8Of } from "./utf8.ts";

export type Promised = {
  readonly kind: "promised";
  readonly origin: Id;
  readonly act: Id;
  readonly takenAt: Instant;
  readonly by: Instant;
};
export type Refused = {
  readonly kind: "refused";
  readonly origin: Id;
  readonly act: Id;
  readonly at: Instant;
  readonly refusal: Refusal;
};
export type Receipt = Promised | Refused;

const PROMISE_LINE = utf8Of("folkmoot/promise/v1\n");
const REFUSAL_LINE = utf8Of("folkmoot/refusal/v1\n");

/** The receipt as bytes, signed by the node's log key. */
export async function signReceipt(receipt: Receipt, signer: Signer): Promise<Uint8Array> {
  const fields = fieldsOf(receipt);
  return encodeValue([...fields, await signer.sign(signedBytes(receipt.kind, fields))]);
}

/** The receipt in the bytes once its signature by the node's key is verified; null where it is none, or not by that key. */
export async function openReceipt(bytes: Uint8Array, nodeKey: Id, verifier: Verifier): Promise<Receipt | null> {
  const read = readReceipt(bytes);
  if (read === null) return null;
  const message = signedBytes(read.receipt.kind, fieldsOf(read.receipt));
  return (await verifier.verify(nodeKey, message, read.signature)) ? read.receipt : null;
}

/** The receipt in the bytes, its signature not looked at. */
export function readReceipt(bytes: Uint8Array): { readonly receipt: Receipt; readonly signature: Uint8Array } | null {
  const decoded = decodeValue(bytes);
  if (decoded instanceof MalformedCbor || !isList(decoded.value)) return null;
  const signature = decoded.value.at(-1);
  const receipt = receiptOf(decoded.value.slice(0, -1));
  return receipt === null || !isBytes(signature, SIGNATURE_BYTES) ? null : { receipt, signature };
}

const signedBytes = (kind: Receipt["kind"], fields: readonly Value[]): Uint8Array =>
  concatBytes(kind === "promised" ? PROMISE_LINE : REFUSAL_LINE, encodeValue(fields));

const fieldsOf = (receipt: Receipt): readonly Value[] => {
  const [origin, act] = [bytesOf(receipt.origin), bytesOf(receipt.act)];
  if (receipt.kind === "promised") return [origin, act, receipt.takenAt, receipt.by];
  const { kind, clause, madeBy, data } = receipt.refusal;
  const sorted = Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));
  return [origin, act, receipt.at, kind, clause, madeBy === null ? null : bytesOf(madeBy), sorted];
};

const receiptOf = (fields: readonly Value[]): Receipt | null => {
  const [origin, act, at, ...rest] = fields;
  if (!isBytes(origin, HASH_BYTES) || !isBytes(act, HASH_BYTES) || !isTime(at)) return null;
  const common = { origin: idOf(origin), act: idOf(act) };
  if (rest.length === 1 && isTime(rest[0])) return { kind: "promised", ...common, takenAt: at, by: rest[0] };
  const refusal = refusalOf(rest);
  return refusal === null ? null : { kind: "refused", ...common, at, refusal };
};

const refusalOf = ([kind, clause, madeBy, data, ...more]: readonly Value[]): Refusal | null => {
  if (!isKindText(kind) || typeof clause !== "string" || more.length > 0 || !isList(data)) return null;
  if (madeBy !== null && !isBytes(madeBy, HASH_BYTES)) return null;
  const pairs = data.flatMap((pair) => (isDatumPair(pair) ? [pair] : []));
  if (pairs.length !== data.length) return null;
  return {
    refused: true,
    kind,
    clause,
    madeBy: madeBy === null ? null : idOf(madeBy),
    data: Object.fromEntries(pairs),
  };
};

const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);
const isBytes = (value: Value | undefined, length: number): value is Uint8Array =>
  value instanceof Uint8Array && value.length === length;
const isTime = (value: Value | undefined): value is Instant => typeof value === "number" && isInstant(value);
const isKindText = (value: Value | undefined): value is Kind => typeof value === "string" && isKind(value);
const isDatum = (value: Value | undefined): value is Datum =>
  value === null || ["string", "number", "boolean"].includes(typeof value);
const isDatumPair = (value: Value): value is readonly [string, Datum] =>
  isList(value) && value.length === 2 && typeof value[0] === "string" && isDatum(value[1]);
