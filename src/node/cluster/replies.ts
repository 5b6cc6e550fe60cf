/**
 * What one process of a cluster answers another, on the line and off it. The surprising rule: it is parsed like anything from outside,
 * since the other process may run another version of this program.
 */
import { z } from "zod";
import { parseId } from "../../core/hash.ts";
import { instantOf } from "../../core/kernel/time.ts";
import type { Id, Kind } from "../../core/kernel/types.ts";
import { BusyError, NotSequencingError, SubmissionTooLargeError, type Answer } from "../sequencer/submission.ts";

/** The process that was asked does not write this community, or cannot be reached: look again who does. */
export class NotHolderError extends Error {
  override readonly name = "NotHolderError";
}

const isId = (value: unknown): value is Id => typeof value === "string" && parseId(value) !== null;
const isKind = (value: unknown): value is Kind => typeof value === "string" && /^\w+\.\w+$/.test(value);
const id = z.custom<Id>(isId);
const instant = z.int().nonnegative().transform(instantOf);
const bytes = z.base64().transform((text) => new Uint8Array(Buffer.from(text, "base64")));
const refusal = z.object({
  refused: z.literal(true),
  kind: z.custom<Kind>(isKind),
  clause: z.string(),
  madeBy: id.nullable(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
const answer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("recorded"), receipt: z.object({ id, index: z.int().nonnegative(), at: instant }) }),
  z.object({ kind: z.literal("refused"), id, refusal, note: bytes.exactOptional() }),
  z.object({ kind: z.literal("promised"), id, by: instant, note: bytes }),
]);
const reply = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("answers"), answers: z.array(answer) }),
  z.object({ kind: z.literal("done") }),
  z.object({ kind: z.literal("notHolder") }),
  z.object({ kind: z.literal("busy"), seconds: z.number() }),
  z.object({ kind: z.literal("tooLarge") }),
  z.object({ kind: z.literal("stopped"), reason: z.string(), seconds: z.number() }),
]);
export type Reply = z.input<typeof reply>;

const onTheLine = (one: Answer): z.input<typeof answer> => {
  if (one.kind === "recorded") return one;
  const { note, ...rest } = one;
  const noted = note === undefined ? {} : { note: Buffer.from(note).toString("base64") };
  return rest.kind === "promised"
    ? { ...rest, note: noted.note ?? "" }
    : { ...rest, refusal: { ...rest.refusal, data: { ...rest.refusal.data } }, ...noted };
};

export const answered = (answers: readonly Answer[]): Reply => ({ kind: "answers", answers: answers.map(onTheLine) });

/** A failure as it goes over the line; what nobody expected is thrown again. */
export const failed = (error: unknown): Reply => {
  if (error instanceof NotHolderError) return { kind: "notHolder" };
  if (error instanceof BusyError) return { kind: "busy", seconds: error.retryAfterSeconds };
  if (error instanceof SubmissionTooLargeError) return { kind: "tooLarge" };
  if (error instanceof NotSequencingError)
    return { kind: "stopped", reason: error.reason, seconds: error.retryAfterSeconds };
  throw error;
};

/** The answers in a reply; throws what the other process had thrown. */
export const answersIn = (json: unknown): readonly Answer[] => {
  const read = reply.safeParse(json);
  if (!read.success) throw new NotHolderError("it answers as no process of this program does");
  const { data } = read;
  switch (data.kind) {
    case "answers":
      return data.answers;
    case "done":
      return [];
    case "notHolder":
      throw new NotHolderError("it does not write this community");
    case "busy":
      throw new BusyError("community", data.seconds);
    case "tooLarge":
      throw new SubmissionTooLargeError("what the process that writes this community takes at once");
    case "stopped":
      throw new NotSequencingError(data.reason, data.seconds);
  }
};
