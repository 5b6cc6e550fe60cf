/** What the papers in a store say of an act that is not in the log: promised an answer, or refused after one was promised. */
import type { Id } from "../../core/kernel/types.ts";
import { readReceipt } from "../../core/log/receipt.ts";
import type { LogReader } from "../ports/logStore.ts";
import type { Answer } from "../sequencer/submission.ts";

/** Null where there are none. */
export const paperOf = async (reader: LogReader, id: Id): Promise<Answer | null> => {
  const note = await reader.signedRefusal(id);
  const read = note === null ? null : readReceipt(note);
  if (note !== null && read?.receipt.kind === "refused")
    return { kind: "refused", id, refusal: read.receipt.refusal, note };
  const pending = (await reader.pending()).find((one) => one.id === id);
  return pending === undefined ? null : { kind: "promised", id, by: pending.by, note: pending.promise };
};
