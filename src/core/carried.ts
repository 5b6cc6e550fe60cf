/**
 * Commands carried inside an act: what a proposal will do when adopted, and what a recorded result sets off. They travel as
 * ordinary commands and are kept as plain data (kind and the hexadecimal of the body's canonical bytes), so that a row
 * of state can hold them. The surprising rule: their texts count among the texts of the act that carries them.
 */
import { bytesOf, hexOf } from "./hash.ts";
import { list, record } from "./kernel/schema.ts";
import { Malformed, type Command, type Id, type Kind, type Shape, type TextLimit, type Value } from "./kernel/types.ts";
import { decodeValue, encodeValue, MalformedCbor } from "./log/cbor.ts";

/** `body`: the canonical bytes of the command's body, in hexadecimal. */
export type Carried = { readonly kind: Kind; readonly body: string };

/** More than sixteen changes at once nobody can weigh in one reading. */
export const CARRIED_MAX = 16;
const BODY_BYTES_MAX = 16_384; // the longest accord has under 4 kB of clauses and hashes
const KIND_CHARACTERS_MAX = 64;

export const carry = ({ kind, body }: Command): Carried => ({ kind, body: hexOf(encodeValue(body)) });

/** The command as the kernel performs it. Throws on a body that no act could have carried. */
export const commandOf = ({ kind, body }: Carried): Command => {
  const decoded = decodeValue(bytesOf(body));
  if (decoded instanceof MalformedCbor) throw decoded;
  return { kind, body: decoded.value };
};

const isKind = (value: Value): value is Kind =>
  typeof value === "string" && value.length <= KIND_CHARACTERS_MAX && /^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/.test(value);
const kindShape: Shape<Kind> = {
  expects: "the kind of an act",
  read: (value, path) => (isKind(value) ? value : new Malformed(path, "the kind of an act")),
  write: (value) => value,
  texts: () => undefined,
};

const bodyShape: Shape<string> = {
  expects: `a body of at most ${BODY_BYTES_MAX} bytes`,
  read: (value, path) => {
    const bytes = encodeValue(value);
    return bytes.length > BODY_BYTES_MAX
      ? new Malformed(path, `a body of at most ${BODY_BYTES_MAX} bytes`)
      : hexOf(bytes);
  },
  write: (value) => commandOf({ kind: "carried.body", body: value }).body,
  texts: () => undefined,
};

export const carriedCommands: Shape<readonly Carried[]> = list(
  record({ kind: kindShape, body: bodyShape }),
  CARRIED_MAX,
);

type Carrier = { readonly shape: Shape<unknown>; carries?(body: unknown): readonly Command[] };

/** Visits every text that a command names, and every text that the commands it carries name; unknown kinds name none. */
export const visitTexts = (
  kinds: ReadonlyMap<Kind, { readonly act: Carrier }>,
  command: Command,
  visit: (hash: Id, limit: TextLimit) => void,
): void => {
  const act = kinds.get(command.kind)?.act;
  if (act === undefined) return;
  const body = act.shape.read(command.body, "");
  if (body instanceof Malformed) return;
  act.shape.texts(body, visit);
  for (const carried of act.carries?.(body) ?? []) visitTexts(kinds, carried, visit);
};
