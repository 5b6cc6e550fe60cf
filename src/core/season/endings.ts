/**
 * Everything of a community that ends, lapses or is due at a known minute, whatever institution it belongs to: what the calendar, its
 * feeds and the season line show. The surprising rule: nothing here says who spoke, voted or is heard about; a hearing, an appeal and
 * a lost phone are nobody's calendar.
 */
import { accords, assembly, charter, community, deliberation, kinds } from "../registry.ts";
import { deadline, MINUTE_MS } from "../kernel/time.ts";
import type { Ask } from "../kernel/wiring.ts";
import type { Audience, Id, Instant } from "../kernel/types.ts";

export type EndingSort =
  | "accord"
  | "windDown"
  | "review"
  | "decision"
  | "ratify"
  | "rule"
  | "word"
  | "pilot"
  | "office"
  | "ballot"
  | "coolingOff"
  | "secondReading";

export type Ending = {
  readonly what: EndingSort;
  readonly at: Instant;
  /** With `what` it names the ending for good, whatever its time becomes. */
  readonly thing: string;
  /** The text that names the thing. For a rule its path, for a term its office: words of the catalogue. */
  readonly title: { readonly text: Id | null } | { readonly path: string } | { readonly office: string };
  /** Of the accord, the result (public), the proposal, or the member who holds the office; null where there is none. */
  readonly ordinal: number | null;
  /** When this time was last set. */
  readonly setAt: Instant;
  /** It was to end then, and was ended before by a decision. */
  readonly isCancelled: boolean;
  /** A decision about a person: to be named by nobody outside. */
  readonly isPersonal: boolean;
};

/** What is looked at: by whom, when, and from when on what is past still counts. */
export type Looking = { readonly ask: Ask; readonly audience: Audience; readonly now: Instant; readonly from: Instant };

type Standing = ReturnType<ReturnType<typeof accords.ask>["register"]>[number];
type Result = ReturnType<ReturnType<typeof assembly.ask>["newest"]>[number];

/** More than any community can have in a season; see the institutions' own limits. */
const ALL = 1000;

/** All endings after `from`, the soonest first. For the public, what the public page shows and no more. */
export const endingsOf = (looking: Looking): readonly Ending[] => {
  const isMember = looking.audience === "members";
  return [
    ...ofAccords(looking),
    ...(isMember || looking.ask(charter).isSet("publish.decisions") ? ofDecisions(looking) : []),
    ...ofRules(looking),
    ...ofWords(looking),
    ...(isMember ? [...ofAmendments(looking), ...ofOffices(looking), ...ofProposals(looking)] : []),
  ]
    .filter(({ at }) => at > looking.from)
    .sort((a, b) => a.at - b.at || order(a, b));
};

const order = (a: Ending, b: Ending): number => (nameOf(a) < nameOf(b) ? -1 : 1);
/** The name of an ending within its community. */
export const nameOf = ({ what, thing }: Pick<Ending, "what" | "thing">): string => `${what} ${thing}`;

const certain = { isCancelled: false, isPersonal: false } as const;

const ofAccords = ({ ask, from }: Looking): readonly Ending[] => {
  const register = ask(accords);
  return register
    .register(ALL)
    .filter(({ row }) => row.overAt > from || row.expiresAt > from)
    .flatMap((standing) => ofAccord(standing, register.partner(standing.row.partner)?.name ?? null));
};

const ofAccord = ({ accord, row }: Standing, partner: Id | null): readonly Ending[] => {
  const setAt = row.ended?.at ?? row.renewed?.at ?? row.signedAt;
  const named = { ...certain, thing: row.id, title: { text: partner }, ordinal: accord, setAt };
  const isCancelled = row.ended !== null;
  return [
    { ...named, what: "accord", at: row.expiresAt, isCancelled },
    ...(row.reviewAt < row.expiresAt ? [{ ...named, what: "review", at: row.reviewAt, isCancelled } as const] : []),
    ...(row.isEssential ? [{ ...named, what: "windDown", at: row.overAt } as const] : []),
  ];
};

const ofDecisions = ({ ask, audience, from }: Looking): readonly Ending[] => {
  const results = ask(assembly);
  const named = (result: Result) => ({ ...certain, ...decisionNamed(ask, audience, result) });
  const reviews = results.reviewsNext(ALL, from).map((result): Ending => ({
    ...named(result),
    what: "decision",
    at: result.reviewUntil ?? result.recordedAt,
  }));
  const unratified = results.unratified().map((result): Ending => ({
    ...named(result),
    what: "ratify",
    at: result.ratifyBy ?? result.recordedAt,
  }));
  return [...reviews, ...unratified];
};

const decisionNamed = (ask: Ask, audience: Audience, result: Result) => {
  const setBy = result.reaffirmedBy === null ? null : ask(assembly).byDecision(result.reaffirmedBy);
  const named = { thing: result.decision, setAt: setBy?.recordedAt ?? result.recordedAt };
  if (audience === "public") return { ...named, title: { text: result.title }, ordinal: result.ordinal };
  const proposals = ask(deliberation);
  const proposal = proposals.resolve(result.decision);
  if (proposal === undefined) return { ...named, title: { text: result.title }, ordinal: null };
  const title = { text: proposals.proposal(proposal)?.title ?? result.title };
  return { ...named, title, ordinal: proposal, isPersonal: isAboutSomebody(ask, proposal) };
};

/** Whether it would do something to a person: take them in, put them out, give or take an office, give back a key. */
const isAboutSomebody = (ask: Ask, proposal: number): boolean =>
  ask(deliberation)
    .commandsOf(proposal)
    .some(({ kind }) => kinds.get(kind)?.institution.name === community.name);

const ofRules = ({ ask, from }: Looking): readonly Ending[] => {
  const rules = ask(charter);
  const pilots = new Map(
    rules.systems().flatMap(({ system, pilot }) => (pilot === null ? [] : [[`systems.${system}`, pilot]])),
  );
  return rules.lapsesSince(from).map(({ path, endsAt, madeAt, reaffirmedBy }) => {
    const setBy = reaffirmedBy === null ? null : ask(assembly).byDecision(reaffirmedBy);
    return {
      ...certain,
      what: pilots.get(path)?.endsAt === endsAt ? "pilot" : "rule",
      at: endsAt,
      thing: path,
      title: { path },
      ordinal: null,
      setAt: setBy?.recordedAt ?? madeAt,
    };
  });
};

const ofWords = ({ ask }: Looking): readonly Ending[] =>
  ask(charter)
    .ownWords()
    .map(({ term, language, wording, endsAt, madeAt }) => ({
      ...certain,
      what: "word",
      at: endsAt,
      thing: `${term} ${language}`,
      title: { text: wording },
      ordinal: null,
      setAt: madeAt,
    }));

/** Amendments taken once: the second reading begins, or, once it may be held, its time ends. */
const ofAmendments = ({ ask, now }: Looking): readonly Ending[] =>
  ask(charter)
    .readings()
    .map(({ decision, second, readAt }) => {
      const result = ask(assembly).byDecision(decision);
      const named = result === null ? null : decisionNamed(ask, "members", result);
      return {
        ...certain,
        what: "secondReading",
        at: now < second.from ? second.from : second.until,
        thing: decision,
        title: named?.title ?? { text: null },
        ordinal: named?.ordinal ?? null,
        setAt: readAt,
      };
    });

const ofOffices = ({ ask }: Looking): readonly Ending[] =>
  ask(community)
    .officeHolders()
    .map(({ ordinal, office, member, from, until }) => ({
      ...certain,
      what: "office",
      at: until,
      thing: String(ordinal),
      title: { office },
      ordinal: member,
      setAt: from,
    }));

const ofProposals = ({ ask }: Looking): readonly Ending[] =>
  ask(deliberation)
    .open()
    .flatMap(({ ordinal, id, phase, title, clock, decidedAt, procedure }): readonly Ending[] => {
      const at = clock.next?.at;
      if (at === undefined || procedure === null || (phase !== "deciding" && phase !== "coolingOff")) return [];
      // A ballot that is prolonged has its time set anew; that it was, and not by whose word.
      const openedAt = deadline(at, -procedure.voteMinutes * MINUTE_MS);
      return [
        {
          ...certain,
          what: phase === "deciding" ? "ballot" : "coolingOff",
          at,
          thing: id,
          title: { text: title },
          ordinal,
          setAt: phase === "deciding" ? openedAt : (decidedAt ?? openedAt),
          isPersonal: isAboutSomebody(ask, ordinal),
        },
      ];
    });
