/** `accord.end`: the community leaves an accord before its term is over. It takes no more than an ordinary decision to leave. */
import { accept } from "../../../kernel/refusal.ts";
import { id, optional, record, text } from "../../../kernel/schema.ts";
import { act, decisionOf, foundAccord, no } from "../act.ts";
import { standingAt } from "../standing.ts";

const REASON_CHARACTERS_MAX = 2000;

export const end = act({
  kind: "accord.end",
  shape: record({ accord: id, reason: optional(text(REASON_CHARACTERS_MAX)) }),
  who: [{ kind: "decision", atLeast: "ordinary" }],
  decide: (state, body, { at, cause }) => {
    const found = foundAccord(state, body.accord);
    if ("refused" in found) return found;
    const standing = standingAt(found.row, at);
    if (standing.kind !== "inForce")
      return no("accord.notInForce", "law.expiry", { accord: body.accord, standing: standing.kind });
    return accept({
      kind: "accord.ended",
      accord: found.accord,
      by: decisionOf(cause),
      reason: body.reason,
      isVoid: false,
    });
  },
});
