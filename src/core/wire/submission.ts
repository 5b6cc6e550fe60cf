/**
 * A submission: acts on their way to a node, with the texts they name (docs/formats/submission.md). The surprising rule:
 * nothing here judges an act; that its bytes are an act at all is found later, so that each gets its own answer.
 */
import { decodeValue, encodeValue, MalformedCbor } from "../log/cbor.ts";
import type { Value } from "../kernel/types.ts";
import { isList } from "./lists.ts";

type Pair = readonly [Uint8Array, Uint8Array];
/** Acts as [bytes, signature], texts as [32-byte salt, UTF-8]. */
export type WireSubmission = { readonly acts: readonly Pair[]; readonly texts: readonly Pair[] };

export const submissionBytes = ({ acts, texts }: WireSubmission): Uint8Array => encodeValue([acts, texts]);

/** The submission, or in words what it should have been. */
export const readSubmission = (bytes: Uint8Array): WireSubmission | { readonly expected: string } => {
  const decoded = decodeValue(bytes);
  if (decoded instanceof MalformedCbor)
    return { expected: `canonical CBOR (${decoded.rule} at byte ${decoded.offset})` };
  const fields = decoded.value;
  if (!isList(fields) || fields.length !== 2) return { expected: "[acts, texts]" };
  const [acts, texts] = [pairsOf(fields[0]), pairsOf(fields[1])];
  if (acts === null) return { expected: "acts as [bytes, signature]" };
  if (texts === null) return { expected: "texts as [salt, utf8]" };
  return { acts, texts };
};

const isPair = (value: Value): value is Pair =>
  isList(value) && value.length === 2 && value.every((part) => part instanceof Uint8Array);

const pairsOf = (value: Value | undefined): readonly Pair[] | null => {
  if (!isList(value)) return null;
  const pairs = value.filter(isPair);
  return pairs.length === value.length ? pairs : null;
};
