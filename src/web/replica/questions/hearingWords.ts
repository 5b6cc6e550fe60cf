/** What was said in a hearing: the reason and shared purpose of who asked for it, the last answer, the plea of an appeal. */
import * as z from "zod/mini";
import { kinds } from "../../../core/registry.ts";
import type { Id, Kind } from "../../../core/kernel/types.ts";
import { idSchema } from "../request.ts";
import type { Reading } from "../reading.ts";

export type HearingWords = {
  readonly reason: string | null;
  readonly purpose: string | null;
  readonly reply: string | null;
  readonly plea: string | null;
};
/** Where in the log the hearing was asked for and the appeal made; the standing itself keeps only their ids. */
export type Places = { readonly asked: number | null; readonly appealed: number | null };

const request = z.object({ reason: idSchema, sharedPurpose: idSchema });
const appeal = z.object({ text: idSchema });

export const wordsOfHearing = (reading: Reading, lastReply: Id | null, { asked, appealed }: Places): HearingWords => {
  const why = bodyAt(reading, asked, "exclusion.propose", request);
  const plea = bodyAt(reading, appealed, "exclusion.appeal", appeal);
  return {
    reason: reading.text(why?.reason ?? null),
    purpose: reading.text(why?.sharedPurpose ?? null),
    reply: reading.text(lastReply),
    plea: reading.text(plea?.text ?? null),
  };
};

const bodyAt = <T>(reading: Reading, index: number | null, kind: Kind, schema: z.ZodMiniType<T>): T | null => {
  const signed = index === null ? undefined : reading.entry(index)?.signed;
  if (signed === undefined || "withheld" in signed || signed.act.command.kind !== kind) return null;
  const read = z.safeParse(schema, kinds.get(kind)?.act.shape.read(signed.act.command.body, ""));
  return read.success ? read.data : null;
};
