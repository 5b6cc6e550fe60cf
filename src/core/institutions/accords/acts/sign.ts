/**
 * `accord.sign`: an accord with an outside body comes into force. The surprising rule: a single "unsure" blocks it, since
 * what nobody here understands cannot have been agreed.
 */
import { accept } from "../../../kernel/refusal.ts";
import { daysAfter } from "../../../kernel/time.ts";
import type { Cause, Id, Instant, Refusal } from "../../../kernel/types.ts";
import { act, decisionOf, no, noByCharter, type AccordsView, type Agreeing } from "../act.ts";
import type { AccordEvent } from "../events.ts";
import { accordAt, type AccordRow, type AccordsState, type Term } from "../state.ts";
import { accordTerms, factsOf, unsureOf, type AccordTerms, type PartnerSort } from "../terms.ts";
import { termFrom } from "./term.ts";

const barred = (state: AccordsState, body: AccordTerms, { at, cause, view }: Agreeing): Refusal | null => {
  if (state.names.isTaken(cause.act)) return no("accord.idTaken", "law.ids");
  const unsure = unsureOf(body.clauses);
  if (unsure !== null) return no("accord.unsure", "law.certainty", { question: unsure });
  if (body.isEssential && body.fallback === null) return no("accord.noFallback", "law.windDown");
  return tooSoon(body.negotiatedUntil, at, cause, view);
};

/** Between a negotiation and the opening of the decision about it lies the charter's cooling interval. */
const tooSoon = (negotiatedUntil: Instant | null, at: Instant, cause: Cause, view: AccordsView): Refusal | null => {
  const openedAt = cause.kind === "decision" && cause.openedAt !== undefined ? cause.openedAt : at;
  if (negotiatedUntil === null || openedAt === null) return null;
  const path = "negotiation.coolingDays";
  const opensFrom = daysAfter(negotiatedUntil, view.charter.whole(path));
  return openedAt < opensFrom
    ? noByCharter("accord.coolingInterval", path, { negotiatedUntil, opensFrom }, view)
    : null;
};

type Partner = { readonly partner: number; readonly added: readonly AccordEvent[] };
const partnerFor = (
  state: AccordsState,
  { partnerOf, partnerName, partnerSort }: AccordTerms,
  at: Instant,
): Partner | Refusal => {
  if (partnerOf !== null) {
    const known = state.names.resolve(partnerOf);
    if (known === undefined) return no("accord.unknownPartner", "law.register", { accord: partnerOf });
    return { partner: accordAt(state, known).partner, added: [] };
  }
  if (partnerName === null || partnerSort === null) return no("accord.partnerUnnamed", "law.register");
  const partner = state.partners.size;
  return {
    partner,
    added: [{ kind: "accord.partnerAdded", partner, row: { name: partnerName, sort: partnerSort, since: at } }],
  };
};

const sortOf = (state: AccordsState, { partnerOf, partnerSort }: AccordTerms): PartnerSort | null => {
  const known = partnerOf === null ? undefined : state.names.resolve(partnerOf);
  return known === undefined ? partnerSort : (state.partners.get(accordAt(state, known).partner)?.sort ?? null);
};

type Signed = Omit<AccordRow, "overAt" | "turnAt">;
const rowOf = (body: AccordTerms, partner: number, term: Term, id: Id, signedBy: Id, signedAt: Instant): Signed => ({
  id,
  partner,
  purpose: body.purpose,
  clauses: body.clauses,
  weGive: body.weGive,
  theyGive: body.theyGive,
  isEssential: body.isEssential,
  fallback: body.fallback,
  negotiatedUntil: body.negotiatedUntil,
  signedAt,
  signedBy,
  ...term,
  renewals: 0,
  renewed: null,
  ended: null,
});

export const sign = act({
  kind: "accord.sign",
  shape: accordTerms,
  who: [{ kind: "decision", atLeast: "weighty" }],
  facts: (state, body) => factsOf({ ...body, partnerSort: sortOf(state, body) }),
  decide: (state, body, context) => {
    const { at, cause, view } = context;
    const refusal = barred(state, body, context);
    if (refusal !== null) return refusal;
    const partner = partnerFor(state, body, at);
    if ("refused" in partner) return partner;
    const term = termFrom(at, body, view);
    if ("refused" in term) return term;
    const row = rowOf(body, partner.partner, term, cause.act, decisionOf(cause), at);
    return accept<AccordEvent>(...partner.added, { kind: "accord.signed", accord: state.accords.size, row });
  },
});
