/**
 * One proposal as its page shows it: what it would change, its clock, its wordings, who said what, and what I may do now.
 * The surprising rule: what I may do is not worked out here; each act is rehearsed by the core, which says yes or why not.
 */
import type { Carried } from "../../../core/carried.ts";
import { community, deliberation } from "../../../core/registry.ts";
import type { Proposal, Proposals } from "../../../core/institutions/deliberation/questions.ts";
import { callBack } from "../../../core/institutions/deliberation/acts/coolingOff.ts";
import { object, standAside } from "../../../core/institutions/deliberation/acts/deciding.ts";
import { draft, revise } from "../../../core/institutions/deliberation/acts/drafting.ts";
import type { Word } from "../../../core/institutions/deliberation/state.ts";
import { parseId } from "../../../core/hash.ts";
import type { Command, Id, Refusal } from "../../../core/kernel/types.ts";
import type { Reading } from "../reading.ts";
import { bodyAt } from "./bodies.ts";
import { deedOf, type Deed } from "./deeds.ts";
import { NO_TEXT } from "./emptyDraft.ts";
import { resultShown, type ResultShown } from "./result.ts";
import { refusedNow } from "./undone.ts";
import { myself, somebody, type Somebody } from "./somebody.ts";

export type VersionShown = {
  readonly version: number;
  readonly id: Id;
  readonly at: number;
  readonly title: string | null;
  readonly text: string | null;
  readonly reviewDays: number | null;
};
export type VoiceShown = { readonly member: Somebody; readonly word: Word };
/** Objections and words of those who stood aside: with their reasons. */
export type Reasoned = { readonly member: Somebody; readonly reason: string | null; readonly purpose: string | null };

type Offer =
  | "open"
  | "revise"
  | "withdraw"
  | "freeze"
  | "consent"
  | "standAside"
  | "object"
  | "withdrawObjection"
  | "vote"
  | "callBack"
  | "post";
/** What I might do, each with the refusal it would meet now; null: it would be accepted. */
export type Offers = Readonly<Record<Offer, Refusal | null>>;

export type ProposalShown = Omit<Proposal, "author" | "title" | "summary"> & {
  readonly author: Somebody;
  readonly title: string | null;
  readonly summary: string | null;
  readonly text: string | null;
  readonly reviewDays: number | null;
  readonly deeds: readonly Deed[];
  /** The same as they stand in the log, to be carried on into a new wording. */
  readonly carried: readonly Carried[];
  readonly versions: readonly VersionShown[];
  readonly voices: readonly VoiceShown[];
  readonly objections: readonly Reasoned[];
  readonly asides: readonly Reasoned[];
  readonly calls: readonly Reasoned[];
  readonly myWord: Word | null;
  readonly iCalledBack: boolean;
  /** Whether I am one of those who can decide it; null before it opened, and for who only looks. */
  readonly iDecide: boolean | null;
  readonly offers: Offers;
  /** What it does asks that it opens later than now, such as a cooling interval after talks with a partner. */
  readonly opensTooEarly: Refusal | null;
  /** Adopted, and why it could not be done. */
  readonly undone: Refusal | null;
  readonly recorded: ResultShown | null;
};

/** By number, or by the id of its draft or of a revision; null when there is no such proposal. */
export const proposal = (
  reading: Reading,
  { proposal: named }: { readonly proposal: string },
): ProposalShown | null => {
  const asked = reading.ask(deliberation);
  const id = parseId(named);
  const ordinal = id === null ? (named === "" ? undefined : Number(named)) : asked.resolve(id);
  const found = ordinal === undefined || !Number.isSafeInteger(ordinal) ? null : asked.proposal(ordinal);
  return found === null ? null : shown(reading, asked, found);
};

const shown = (reading: Reading, asked: Proposals, row: Proposal): ProposalShown => {
  const { ordinal } = row;
  const me = myself(reading);
  const commands = asked.commandsOf(ordinal);
  const rows = asked.versions(ordinal);
  const versions = rows.map((version): VersionShown => ({
    version: version.version,
    id: version.id,
    at: version.at,
    title: reading.text(version.title),
    text: textAt(reading, version.entry),
    reviewDays: version.reviewDays,
  }));
  const present = versions.at(-1);
  return {
    ...row,
    author: somebody(reading, row.author),
    title: reading.text(row.title),
    summary: reading.text(row.summary),
    text: present?.text ?? null,
    reviewDays: present?.reviewDays ?? null,
    deeds: commands.map((command) => deedOf(reading, command)),
    carried: (rows.at(-1)?.commands ?? []).map(({ kind, body }) => ({ kind, body })),
    versions,
    ...voicesOf(reading, asked, ordinal),
    myWord: me === null ? null : asked.wordOf(ordinal, me),
    iCalledBack: asked.callBacks(ordinal).some(({ member }) => member === me),
    iDecide:
      me === null || row.procedure === null ? null : reading.ask(community).isElector(me, row.procedure.openedAt),
    offers: offersFor(reading, row),
    opensTooEarly: row.phase === "draft" ? tooEarly(reading, row, commands) : null,
    undone: refusedNow(reading, row),
    recorded: resultShown(reading, row.id),
  };
};

const tooEarly = (reading: Reading, { decisionClass }: Proposal, commands: readonly Command[]): Refusal | null => {
  const refusal = reading.refusalOfDecision(decisionClass, commands, reading.now);
  return refusal?.data["opensFrom"] === undefined ? null : refusal;
};

/** The text of a wording: of the draft, or of the revision that made it. */
const textAt = (reading: Reading, entry: number): string | null =>
  reading.text(bodyAt(reading, entry, draft)?.text ?? bodyAt(reading, entry, revise)?.text ?? null);

const voicesOf = (reading: Reading, asked: Proposals, ordinal: number) => {
  const voices = asked.voices(ordinal);
  const said = (word: Word): typeof voices => voices.filter((voice) => voice.word === word);
  return {
    voices: voices.map(({ member, word }) => ({ member: somebody(reading, member), word })),
    objections: said("object").map(({ member, entry }): Reasoned => {
      const body = bodyAt(reading, entry, object);
      return {
        member: somebody(reading, member),
        reason: reading.text(body?.reason ?? null),
        purpose: reading.text(body?.purpose ?? null),
      };
    }),
    asides: said("standAside").map(({ member, entry }): Reasoned => ({
      member: somebody(reading, member),
      reason: reading.text(bodyAt(reading, entry, standAside)?.reason ?? null),
      purpose: null,
    })),
    calls: asked.callBacks(ordinal).map(({ member, entry }): Reasoned => ({
      member: somebody(reading, member),
      reason: reading.text(bodyAt(reading, entry, callBack)?.reason ?? null),
      purpose: null,
    })),
  };
};

const offersFor = (reading: Reading, { id, versionId: version }: Proposal): Offers => {
  const wording = { title: NO_TEXT, text: NO_TEXT, commands: [], reviewDays: null };
  return {
    open: reading.refusalOf("proposal.open", { proposal: id }),
    revise: reading.refusalOf("proposal.revise", { proposal: id, ...wording }),
    withdraw: reading.refusalOf("proposal.withdraw", { proposal: id }),
    freeze: reading.refusalOf("proposal.freeze", { version, summary: NO_TEXT }),
    consent: reading.refusalOf("proposal.consent", { version }),
    standAside: reading.refusalOf("proposal.standAside", { version, reason: null }),
    object: reading.refusalOf("proposal.object", { version, reason: NO_TEXT, purpose: NO_TEXT }),
    withdrawObjection: reading.refusalOf("objection.withdraw", { version }),
    vote: reading.refusalOf("proposal.vote", { version, choice: "abstain" }),
    callBack: reading.refusalOf("proposal.callBack", { proposal: id, reason: null }),
    post: reading.refusalOf("thread.post", { proposal: id, parent: null, sort: "reply", text: NO_TEXT }),
  };
};
