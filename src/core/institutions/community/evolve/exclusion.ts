/** How a hearing, an exclusion and its appeal go on. A case has one deadline at a time, in its row and in the due index. */
import { pairKey } from "../../../kernel/time.ts";
import type { Id, Instant } from "../../../kernel/types.ts";
import { withDue, withoutDue } from "../dues.ts";
import type { Evolve } from "../events.ts";
import { appealAt, hearingAt, memberAt, type AppealRow, type HearingRow, type LotRow, type State } from "../state.ts";
import { changeMember, endMember, removeDevices, withGuestEnd, withProbation } from "./member.ts";

/** Writes the row, and moves its deadline if that changed. */
const withHearing = (state: State, hearing: number, change: Partial<HearingRow>): State => {
  const before = hearingAt(state, hearing);
  const row = { ...before, ...change };
  const dues = withoutDue(state.dues, "hearing", hearing, before.dueAt);
  return {
    ...state,
    hearings: state.hearings.set(hearing, row),
    dues: withDue(dues, "hearing", hearing, row.dueAt),
  };
};

const withAppeal = (state: State, hearing: number, change: Partial<AppealRow>): State => ({
  ...state,
  appeals: state.appeals.set(hearing, { ...appealAt(state, hearing), ...change }),
});

const withLot = (state: State, hearing: number, member: number, row: LotRow): State => ({
  ...state,
  lots: state.lots.set(pairKey(hearing, member), row),
});

const withoutLots = (state: State, hearing: number): State => {
  const keys = [...state.lots.entries(pairKey(hearing, 0), pairKey(hearing + 1, 0))].map(([key]) => key);
  return { ...state, lots: keys.reduce((lots, key) => lots.delete(key), state.lots) };
};

/** Deletes all that is kept of a case. */
const withoutHearing = (state: State, hearing: number): State => {
  const row = hearingAt(state, hearing);
  const appeal = state.appeals.get(hearing);
  const freed = changeMember(withoutLots(state, hearing), row.member, { hearing: 0 });
  const released = changeMember(freed, row.proposer, { accusing: 0 });
  const names = released.hearingNames.without(row.id);
  return {
    ...released,
    hearings: released.hearings.delete(hearing),
    appeals: released.appeals.delete(hearing),
    hearingNames: appeal === undefined ? names : names.without(appeal.id),
    dues: withoutDue(released.dues, "hearing", hearing, row.dueAt),
  };
};

const opened = (id: Id, member: number, proposer: number, dueAt: Instant): HearingRow => ({
  id,
  member,
  proposer,
  phase: "hearing",
  dueAt,
  lastReply: null,
  replies: 0,
  noContact: [],
});

type Hearing = "hearing.opened" | "hearing.answered" | "hearing.measured" | "hearing.ended" | "hearing.closed";
const hearings: Evolve<State, Hearing> = {
  "hearing.opened": (state, { id, member, proposer, until }) => {
    const hearing = state.last.hearing + 1;
    const accused = changeMember(state, member, { hearing });
    const changed = changeMember(accused, proposer, { accusing: hearing });
    return {
      ...changed,
      last: { ...changed.last, hearing },
      hearings: changed.hearings.set(hearing, opened(id, member, proposer, until)),
      hearingNames: changed.hearingNames.with(id, hearing),
      dues: withDue(changed.dues, "hearing", hearing, until),
    };
  },
  "hearing.answered": (state, { hearing, reply }) =>
    withHearing(state, hearing, { lastReply: reply, replies: hearingAt(state, hearing).replies + 1 }),
  "hearing.measured": (state, { hearing, with: other, by, from, until }) => {
    const others = hearingAt(state, hearing).noContact.filter((measure) => measure.with !== other);
    return withHearing(state, hearing, { noContact: [...others, { with: other, by, from, until }] });
  },
  "hearing.ended": (state, { hearing, until }) => withHearing(state, hearing, { phase: "heard", dueAt: until }),
  "hearing.closed": (state, { hearing }) => withoutHearing(state, hearing),
};

type Appeal =
  | "member.excluded"
  | "appeal.opened"
  | "lot.committed"
  | "lot.closed"
  | "lot.revealed"
  | "panel.drawn"
  | "panel.voted"
  | "appeal.referred";
const appeals: Evolve<State, Appeal> = {
  "member.excluded": (state, { hearing, member, appealUntil }) =>
    withHearing(endMember(state, member, "excluded"), hearing, { phase: "excluded", dueAt: appealUntil }),
  "appeal.opened": (state, { hearing, id, commitment, until }) => {
    const appeal: AppealRow = { id, commitments: 1, reveals: 0, closedAt: null, seed: null, panel: [], votes: [] };
    const { member } = hearingAt(state, hearing);
    const named = {
      ...state,
      appeals: state.appeals.set(hearing, appeal),
      hearingNames: state.hearingNames.with(id, hearing),
    };
    const changed = withHearing(named, hearing, { phase: "committing", dueAt: until });
    return withLot(changed, hearing, member, { commitment, secret: null });
  },
  "lot.committed": (state, { hearing, member, commitment }) =>
    withLot(withAppeal(state, hearing, { commitments: appealAt(state, hearing).commitments + 1 }), hearing, member, {
      commitment,
      secret: null,
    }),
  "lot.closed": (state, { hearing, until }, at) =>
    withHearing(withAppeal(state, hearing, { closedAt: at }), hearing, { phase: "revealing", dueAt: until }),
  "lot.revealed": (state, { hearing, member, secret }) => {
    const lot = state.lots.get(pairKey(hearing, member));
    if (lot === undefined) return state;
    const counted = withAppeal(state, hearing, { reveals: appealAt(state, hearing).reveals + 1 });
    return withLot(counted, hearing, member, { ...lot, secret });
  },
  "panel.drawn": (state, { hearing, seed, panel, until }) => {
    const votes = panel.map(() => null);
    const drawn = withAppeal(withoutLots(state, hearing), hearing, { seed, panel, votes });
    return withHearing(drawn, hearing, { phase: "panel", dueAt: until });
  },
  "panel.voted": (state, { hearing, member, vote }) => {
    const { panel, votes } = appealAt(state, hearing);
    return withAppeal(state, hearing, { votes: votes.map((other, seat) => (panel[seat] === member ? vote : other)) });
  },
  "appeal.referred": (state, { hearing, until }) =>
    withHearing(withoutLots(state, hearing), hearing, { phase: "assembly", dueAt: until }),
};

const outcomes: Evolve<State, "exclusion.final" | "member.restored"> = {
  "exclusion.final": (state, { hearing, member }) =>
    removeDevices(changeMember(withoutHearing(state, hearing), member, { ended: "gone", about: null }), member),
  "member.restored": (state, { hearing, member, back, probationUntil, guestUntil }) => {
    const returned = changeMember(withoutHearing(state, hearing), member, { ended: null });
    return memberAt(returned, member).role === "guest"
      ? withGuestEnd(returned, member, guestUntil)
      : withProbation(returned, member, probationUntil, back);
  },
};

export const exclusion = { ...hearings, ...appeals, ...outcomes };
