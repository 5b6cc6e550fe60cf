/**
 * Bodies of acts as people type them: JSON, checked against the shape of their kind before anything is signed, so that a slip of the pen is
 * said by field and not refused by the node.
 */
import { z } from "zod";
import { withHashes, type Plain } from "../core/plain.ts";
import type { Wordings } from "../core/desk.ts";
import type { Command, Kind } from "../core/kernel/types.ts";
import { command, kinds } from "../core/registry.ts";
import { UsageError } from "./exits.ts";
import { misfitIn } from "./shapes.ts";

/** The kind, if there is one of this name. Throws `UsageError`. */
export const kindNamed = (name: string): Kind => {
  const found = [...kinds.keys()].find((kind) => kind === name);
  if (found === undefined) throw new UsageError("cli.kinds.unknown", { kind: name });
  return found;
};

const plainSchema: z.ZodType<Plain> = z.lazy(() =>
  z.union([z.null(), z.boolean(), z.int(), z.string(), z.array(plainSchema), z.record(z.string(), plainSchema)]),
);

/** The body in this text. Throws `UsageError` on what is no JSON of whole numbers, texts, lists and records. */
export const parseBody = (text: string): Plain => {
  const read = plainSchema.safeParse(jsonIn(text));
  if (!read.success) throw new UsageError("cli.act.notABody", { what: z.prettifyError(read.error) });
  return read.data;
};

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError("cli.act.notJson", { what: error instanceof Error ? error.message : "" });
  }
};

/** The command, with its texts gathered. Throws `UsageError` that names the field that does not fit. */
export const plainCommand = (kind: Kind, body: Plain, texts: Wordings): Command => {
  const hashed = hashedBody(kind, body, texts);
  const shape = kinds.get(kind)?.act.shape;
  const misfit = shape === undefined ? null : misfitIn(shape, hashed);
  if (misfit === null) return command(kind, hashed);
  const field = misfit.field === "" ? kind : misfit.field.replace(/^\./, "");
  if (misfit.expects === null) throw new UsageError("cli.act.noField", { kind, field });
  throw new UsageError("cli.act.misfit", { kind, field, expects: misfit.expects });
};

/** What is wrong inside an attached command is said as the core says it. */
const hashedBody = (kind: Kind, body: Plain, texts: Wordings): unknown => {
  try {
    return withHashes(body, texts);
  } catch (error) {
    throw new UsageError("cli.act.unwritable", { kind, what: error instanceof Error ? error.message : "" });
  }
};
