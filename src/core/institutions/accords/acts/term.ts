/** How long an accord runs: the charter's default and maximum, and a review in public before the end. */
import { monthsAfter } from "../../../calendar.ts";
import type { Instant, Refusal } from "../../../kernel/types.ts";
import { no, noByCharter, type AccordsView } from "../act.ts";
import type { Term } from "../state.ts";

type Asked = { readonly termMonths: number | null; readonly reviewMonths: number | null };

/** The term from `at` on, or the refusal of one that is too long or reviewed too late. */
export const termFrom = (at: Instant, { termMonths, reviewMonths }: Asked, view: AccordsView): Term | Refusal => {
  const max = view.charter.whole("accord.maximumMonths");
  const months = termMonths ?? Math.min(view.charter.whole("accord.defaultMonths"), max);
  if (months > max) return noByCharter("accord.termTooLong", "accord.maximumMonths", { months, max }, view);
  const review = reviewMonths ?? Math.ceil(months / 2);
  if (review > months) return no("accord.reviewAfterEnd", "law.review", { months, reviewMonths: review });
  return { termMonths: months, expiresAt: monthsAfter(at, months), reviewAt: monthsAfter(at, review) };
};
