/**
 * `accord.reaffirm`: fresh consent for another term, counted from now. Its clauses are facts again, so a red line drawn since
 * the signature bites here. An essential supply that is winding down because its term ran out can still be reaffirmed.
 */
import { accept } from "../../../kernel/refusal.ts";
import { id, optional, record } from "../../../kernel/schema.ts";
import type { Facts, Id, Instant } from "../../../kernel/types.ts";
import { act, decisionOf, foundAccord, no } from "../act.ts";
import { standingAt } from "../standing.ts";
import type { AccordRow, AccordsState } from "../state.ts";
import { factsOf, months } from "../terms.ts";
import { termFrom } from "./term.ts";

const isRenewable = (row: AccordRow, at: Instant): boolean => {
  const standing = standingAt(row, at);
  return standing.kind === "inForce" || (standing.kind === "windingDown" && standing.because === "lapsed");
};

const factsAgain = (state: AccordsState, accordId: Id, termMonths: number | null): Facts => {
  const found = foundAccord(state, accordId);
  if ("refused" in found) return {};
  const partnerSort = state.partners.get(found.row.partner)?.sort ?? null;
  return factsOf({ ...found.row, termMonths, partnerSort });
};

export const reaffirm = act({
  kind: "accord.reaffirm",
  shape: record({ accord: id, termMonths: optional(months), reviewMonths: optional(months) }),
  who: [{ kind: "decision", atLeast: "urgent" }],
  facts: (state, { accord, termMonths }) => factsAgain(state, accord, termMonths),
  decide: (state, body, { at, cause, view }) => {
    const found = foundAccord(state, body.accord);
    if ("refused" in found) return found;
    const { accord, row } = found;
    if (!isRenewable(row, at))
      return no("accord.notInForce", "law.expiry", { accord: body.accord, standing: standingAt(row, at).kind });
    const term = termFrom(at, body, view);
    if ("refused" in term) return term;
    return accept({ kind: "accord.reaffirmed", accord, by: decisionOf(cause), term });
  },
});
