/** What happens by itself when a deadline of the community comes: one case per sort of due. Nothing needs a server to be awake. */
import { accept } from "../../kernel/refusal.ts";
import { daysAfter, hoursAfter } from "../../kernel/time.ts";
import type { Context, Due, Step } from "../../kernel/types.ts";
import { readDue } from "./dues.ts";
import type { CommunityEvent } from "./events.ts";
import { foundingEnd, goodbye, officeEnd } from "./going.ts";
import { REVEAL_HOURS, SEASON_DAYS } from "./limits.ts";
import { closeLot, fillPanel, settlePanel } from "./settle/appeal.ts";
import { settleRecovery } from "./settle/recovery.ts";
import { appealAt, hearingAt, memberAt, type State } from "./state.ts";
import type { View } from "./view.ts";

type Coming = Omit<Context<View>, "cause">;

export const settle = (state: State, due: Due, context: Coming): Step<CommunityEvent> => {
  const { sort, ordinal } = readDue(due);
  const { at } = due;
  switch (sort) {
    case "founding":
      return accept(...foundingEnd(state));
    case "probation":
      return accept({ kind: "member.probationEnded", member: ordinal });
    case "guest":
      return accept(...goodbye(state, ordinal, at), { kind: "guest.ended", member: ordinal });
    case "leaveStart":
      return accept({ kind: "leave.began", member: ordinal, until: plannedEnd(state, ordinal) });
    case "leaveEnd":
      return accept({ kind: "leave.ended", member: ordinal, back: at });
    case "office":
      return accept(officeEnd(state, ordinal, "term"));
    case "invitation":
      return accept({ kind: "invitation.ended", invitation: ordinal, end: "expired" });
    case "hearing":
      return accept(...settleHearing(state, ordinal, { ...context, at }));
    case "recovery":
      return accept(...settleRecovery(state, ordinal, at));
  }
};

const plannedEnd = (state: State, member: number): Due["at"] => {
  const { leaveUntil } = memberAt(state, member);
  if (leaveUntil === null) throw new RangeError(`member ${member} planned no leave`);
  return leaveUntil;
};

const settleHearing = (state: State, hearing: number, { at, view }: Coming): readonly CommunityEvent[] => {
  const { phase, member } = hearingAt(state, hearing);
  switch (phase) {
    case "hearing":
      return [{ kind: "hearing.ended", hearing, until: daysAfter(at, SEASON_DAYS) }];
    case "heard":
      return [{ kind: "hearing.closed", hearing }];
    case "excluded":
    case "assembly":
      return [{ kind: "exclusion.final", hearing, member }];
    case "committing":
      return closeLot(state, hearing, at, hoursAfter(at, REVEAL_HOURS));
    case "revealing":
      return fillPanel(state, hearing, at, view);
    case "panel":
      return settlePanel(state, hearing, appealAt(state, hearing).votes, at, at);
  }
};
