/**
 * Hearings, for the people whom they concern: the one it is about, who asked for it, those on its panel, and, once members
 * are to decide, all who decide. The surprising rule: a case that is over leaves nothing to ask about.
 */
import { charter, community } from "../../../core/registry.ts";
import type { Case } from "../../../core/institutions/community/questions.ts";
import type { HearingPhase, PanelVote } from "../../../core/institutions/community/state.ts";
import { DAY_MS } from "../../../core/kernel/time.ts";
import { parseId, ZERO_ID } from "../../../core/hash.ts";
import type { Id, Refusal } from "../../../core/kernel/types.ts";
import type { Reading } from "../reading.ts";
import { wordsOfHearing, type HearingWords, type Places } from "./hearingWords.ts";
import { myself, somebody, type Somebody } from "./somebody.ts";

export type HearingLine = {
  readonly id: Id;
  readonly about: Somebody;
  readonly proposer: Somebody;
  readonly phase: HearingPhase;
  readonly dueAt: number;
};
export type Hearings = { readonly mine: readonly HearingLine[]; readonly others: readonly HearingLine[] };

const lineOf = (reading: Reading, { id, member, proposer, phase, dueAt }: Case): HearingLine => ({
  id,
  about: somebody(reading, member),
  proposer: somebody(reading, proposer),
  phase,
  dueAt,
});

/** What the uninvolved are told: nothing, until there is something for the members to decide. */
const concerns = (reading: Reading, { about, proposer, phase }: HearingLine): boolean => {
  const me = myself(reading);
  if (about.isMe || proposer.isMe || phase !== "hearing") return true;
  return me !== null && GUARDING.some((power) => reading.ask(community).holdsPower(me, power));
};
const GUARDING = ["safeguard", "steward"];

export const hearings = (reading: Reading): Hearings => {
  const lines = reading
    .ask(community)
    .hearings()
    .map((row) => lineOf(reading, row));
  return {
    mine: lines.filter(({ about }) => about.isMe),
    others: lines.filter((line) => !line.about.isMe && concerns(reading, line)),
  };
};

/** What somebody who thinks of asking for a hearing should know; null when there is no such member. */
export const hearingRequest = (reading: Reading, { member }: { readonly member: number }) => {
  const row = reading.ask(community).member(member);
  if (row === undefined) return null;
  const words = { reason: ZERO_ID, sharedPurpose: ZERO_ID };
  return {
    about: somebody(reading, member),
    id: row.id,
    days: reading.ask(charter).whole("exclusion.hearingDays"),
    refusal: reading.refusalOf("exclusion.propose", { member: row.id, ...words }),
  };
};

export type PanelShown = {
  readonly commitments: number;
  readonly reveals: number;
  readonly seats: number;
  readonly panel: readonly Somebody[];
  readonly voted: number;
  readonly myVote: PanelVote | null;
  readonly isMine: boolean;
};
export type HearingShown = HearingLine & {
  readonly words: HearingWords;
  readonly replies: number;
  readonly measures: readonly { readonly with: Somebody; readonly until: number }[];
  readonly appeal: Id | null;
  readonly panel: PanelShown | null;
  readonly days: { readonly hearing: number; readonly appeal: number; readonly noContact: number };
  /** Each with the refusal it would meet now; null: it would be accepted. */
  readonly offers: {
    readonly reply: Refusal | null;
    readonly measure: Refusal | null;
    readonly appeal: Refusal | null;
    readonly commit: Refusal | null;
    readonly vote: Refusal | null;
  };
  /** I have a part in the draw that is not open yet. */
  readonly mayOpenLot: boolean;
  /** What others do in the draw and on the panel is not shown to this device any more. */
  readonly isOutside: boolean;
  /** Those a no-contact measure could protect. */
  readonly people: readonly (Somebody & { readonly id: Id })[];
};

/** Null when there is no such hearing, or it is over. */
export const hearing = (
  reading: Reading,
  { hearing: named, ...places }: { readonly hearing: string } & Places,
): HearingShown | null => {
  const id = parseId(named);
  const people = reading.ask(community);
  const found = id === null ? undefined : people.hearing(id);
  if (found === undefined) return null;
  const rules = reading.ask(charter);
  const { appeal } = found;
  return {
    ...lineOf(reading, found),
    words: wordsOfHearing(reading, found.lastReply, places),
    replies: found.replies,
    measures: found.noContact
      .filter(({ until }) => reading.now < until)
      .map((measure) => ({ with: somebody(reading, measure.with), until: measure.until })),
    appeal: appeal?.id ?? null,
    panel: appeal === null ? null : panelOf(reading, found, rules.whole("exclusion.panelSeats")),
    days: {
      hearing: rules.whole("exclusion.hearingDays"),
      appeal: rules.whole("exclusion.appealDays"),
      noContact: rules.whole("exclusion.noContactDaysMaximum"),
    },
    offers: offersFor(reading, found),
    isOutside: reading.isOutside,
    mayOpenLot: mayOpenLot(reading, appeal?.id ?? null),
    people: people
      .members()
      .filter(({ ended, ordinal }) => ended === null && ordinal !== found.member)
      .map(({ id: member, ordinal }) => ({ ...somebody(reading, ordinal), id: member })),
  };
};

const panelOf = (reading: Reading, { appeal }: Case, seats: number): PanelShown | null => {
  if (appeal === null) return null;
  const seat = appeal.panel.indexOf(myself(reading) ?? -1);
  return {
    commitments: appeal.commitments,
    reveals: appeal.reveals,
    seats,
    panel: appeal.panel.map((member) => somebody(reading, member)),
    voted: appeal.votes.filter((vote) => vote !== null).length,
    myVote: appeal.votes[seat] ?? null,
    isMine: seat >= 0,
  };
};

/** Rehearsed with a secret that cannot be mine: only who has a closed part is told that it is the wrong one. */
const mayOpenLot = (reading: Reading, appeal: Id | null): boolean =>
  appeal !== null && reading.refusalOf("panel.reveal", { appeal, secret: ZERO_ID })?.kind === "panel.wrongSecret";

const offersFor = (reading: Reading, { id, appeal, proposer }: Case): HearingShown["offers"] => {
  const people = reading.ask(community);
  const other = people.member(proposer)?.id ?? ZERO_ID;
  const of = { appeal: appeal?.id ?? id };
  return {
    reply: reading.refusalOf("exclusion.reply", { text: ZERO_ID }),
    measure: reading.refusalOf("exclusion.noContact", { hearing: id, with: other, until: reading.now + DAY_MS }),
    appeal: reading.refusalOf("exclusion.appeal", { text: ZERO_ID, commitment: ZERO_ID }),
    commit: reading.refusalOf("panel.commit", { ...of, commitment: ZERO_ID }),
    vote: reading.refusalOf("panel.vote", { ...of, vote: "uphold" }),
  };
};
