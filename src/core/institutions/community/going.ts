/** What ends with a membership, whichever way it ends: offices, the founder's powers, an open recovery, and a hearing nobody needs. */
import { daysAfter, deadline } from "../../kernel/time.ts";
import type { Instant } from "../../kernel/types.ts";
import type { CommunityEvent, EventOf } from "./events.ts";
import { SEASON_DAYS } from "./limits.ts";
import { FOUNDER, memberAt, officeAt, recoveryAt, type RecoveryEnd, type State } from "./state.ts";

/** The powers and duties that end when the member goes. */
export const powersEnd = (state: State, member: number, at: Instant): readonly CommunityEvent[] => {
  const { offices, recovery } = memberAt(state, member);
  return [
    ...offices.map((ordinal) => officeEnd(state, ordinal, "memberGone")),
    ...(recovery === 0 ? [] : [recoveryEnd(state, recovery, "memberGone", at)]),
    ...(member === FOUNDER ? foundingEnd(state) : []),
  ];
};

/** All that ends when somebody leaves, or a guest's stay is over: a hearing about them has lost its question. */
export const goodbye = (state: State, member: number, at: Instant): readonly CommunityEvent[] => {
  const { hearing } = memberAt(state, member);
  return [...powersEnd(state, member, at), ...(hearing === 0 ? [] : [{ kind: "hearing.closed", hearing } as const])];
};

export const officeEnd = (
  state: State,
  ordinal: number,
  why: EventOf<"office.ended">["why"],
): EventOf<"office.ended"> => {
  const { member, office } = officeAt(state, ordinal);
  return { kind: "office.ended", member, ordinal, office, why };
};

export const foundingEnd = ({ foundingUntil }: State): readonly EventOf<"founding.ended">[] =>
  foundingUntil === null ? [] : [{ kind: "founding.ended", until: foundingUntil }];

export const recoveryEnd = (
  state: State,
  recovery: number,
  end: RecoveryEnd,
  at: Instant,
): EventOf<"recovery.ended"> => ({ kind: "recovery.ended", recovery, end, forgetAt: forgetAt(state, recovery, at) });

/** A closed recovery is remembered until a season after its start, so that too many are noticed. */
export const forgetAt = (state: State, recovery: number, at: Instant): Instant => {
  const season = daysAfter(recoveryAt(state, recovery).startedAt, SEASON_DAYS);
  return season > at ? season : deadline(at, 0);
};
