/**
 * Bodies of acts and of attached commands, read by the shapes that their institutions declare. What does not fit was never
 * accepted by anybody, so it is shown as nothing rather than guessed.
 */
import { Malformed, type Command, type Kind, type Shape } from "../../../core/kernel/types.ts";
import type { Reading } from "../reading.ts";

type Declared<B> = { readonly kind: Kind; readonly shape: Shape<B> };

/** The command's body, if it is one of this kind. */
export const bodyOf = <B>({ kind, shape }: Declared<B>, command: Command): B | null => {
  if (command.kind !== kind) return null;
  const body = shape.read(command.body, "");
  return body instanceof Malformed ? null : body;
};

/** The body of the act at this place of the log, if it is one of this kind. */
export const bodyAt = <B>(reading: Reading, index: number, declared: Declared<B>): B | null => {
  const signed = reading.entry(index)?.signed;
  return signed === undefined || "withheld" in signed ? null : bodyOf(declared, signed.act.command);
};
