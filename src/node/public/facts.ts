/**
 * All that the public page shows of a community, gathered at one instant from public institutions only. The surprising rule:
 * what the page must never show (who belongs, who decided) is not asked for here, so no template can let it slip.
 */
import type { OwnWording } from "../../words/speaker.ts";
import { accords, assembly, charter } from "../../core/registry.ts";
import { endingsOf, type Ending } from "../../core/season/endings.ts";
import { seasonAround } from "../../core/season/layout.ts";
import { textOf } from "../../core/log/utf8.ts";
import type { Id, Instant } from "../../core/kernel/types.ts";
import type { LogReader } from "../ports/logStore.ts";
import type { RunningCommunity } from "../sequencer/running.ts";

/** More accords or decisions than a page can hold are in the export. */
export const ACCORDS_SHOWN_MAX = 200;
export const DECISIONS_SHOWN_MAX = 100;

/** As much of a community as the page needs; nothing that records, and no entries. */
export type ShownCommunity = Pick<RunningCommunity, "origin" | "vkey" | "core" | "world" | "head" | "health"> & {
  readonly reader: Pick<LogReader, "texts">;
};

const askPublic = (community: ShownCommunity, at: Instant) => {
  const { core } = community;
  const world = core.advance(community.world(), at);
  return {
    charter: core.standing(world, charter, at),
    assembly: core.standing(world, assembly, at),
    accords: core.standing(world, accords, at),
    endings: endingsOf({
      ask: (of) => core.standing(world, of, at),
      audience: "public",
      now: at,
      from: seasonAround(at).from,
    }),
  };
};

type Answers = ReturnType<typeof askPublic>;
type Register = ReturnType<Answers["accords"]["register"]>;
export type AccordShown = Register[number] & { readonly partner: ReturnType<Answers["accords"]["partner"]> };
export type DecisionShown = ReturnType<Answers["assembly"]["newest"]>[number];

export type PublicFacts = {
  readonly community: ShownCommunity;
  readonly at: Instant;
  readonly confirmedSize: number;
  readonly charter: Answers["charter"];
  readonly publishesDecisions: boolean;
  readonly accords: readonly AccordShown[];
  readonly accordCount: number;
  readonly decisions: readonly DecisionShown[];
  readonly decisionCount: number;
  /** What ends or is due from a month ago on, the soonest first. */
  readonly endings: readonly Ending[];
  /** The decision with this id as it was recorded, also where the charter does not publish it. */
  readonly decision: (id: Id) => DecisionShown | null;
  /** The wording behind a hash; null where it was erased. */
  readonly words: (hash: Id | null) => string | null;
};

/** The facts at `at`, with every public wording that the page may need. */
export const publicFacts = async (
  community: ShownCommunity,
  at: Instant,
  confirmedSize: number,
): Promise<PublicFacts> => {
  const ask = askPublic(community, at);
  const shown = ask.accords.register(ACCORDS_SHOWN_MAX).map((standing) => withPartner(standing, ask));
  return factsWith({ community, at, confirmedSize, ask, accords: shown });
};

/** The facts with one accord only; null where there is none of that number. */
export const accordFacts = async (
  community: ShownCommunity,
  at: Instant,
  confirmedSize: number,
  accord: number,
): Promise<PublicFacts | null> => {
  const ask = askPublic(community, at);
  if (ask.accords.accord(accord) === undefined) return null;
  const [standing] = ask.accords.register(1, accord + 1);
  if (standing === undefined) return null;
  return factsWith({ community, at, confirmedSize, ask, accords: [withPartner(standing, ask)] });
};

type Gathered = Pick<PublicFacts, "community" | "at" | "confirmedSize" | "accords"> & { readonly ask: Answers };

const withPartner = (standing: Register[number], { accords: register }: Answers): AccordShown => ({
  ...standing,
  partner: register.partner(standing.row.partner),
});

const factsWith = async ({ ask, ...gathered }: Gathered): Promise<PublicFacts> => {
  const publishesDecisions = ask.charter.isSet("publish.decisions");
  const facts = {
    ...gathered,
    charter: ask.charter,
    publishesDecisions,
    accordCount: ask.accords.count,
    decisions: publishesDecisions ? ask.assembly.newest(DECISIONS_SHOWN_MAX) : [],
    decisionCount: ask.assembly.count,
    endings: ask.endings,
    decision: (id: Id) => ask.assembly.byDecision(id),
  };
  const texts = await gathered.community.reader.texts([...new Set(hashesIn(facts))]);
  const words = (hash: Id | null): string | null => {
    const text = hash === null ? undefined : texts.get(hash);
    return text === undefined ? null : textOf(text.utf8);
  };
  return { ...facts, words };
};

/** What this community calls things, as far as the words are still kept. */
export const ownWordsIn = ({ charter: rules, words }: PublicFacts): readonly OwnWording[] =>
  rules.ownWords().flatMap(({ term, language, wording }) => {
    const said = words(wording);
    return said === null ? [] : [{ term, language, wording: said }];
  });

const hashesIn = ({ charter: rules, accords: shown, decisions, endings }: Omit<PublicFacts, "words">): readonly Id[] =>
  [
    rules.founding?.name,
    rules.founding?.purpose,
    ...rules.redLines().map(({ wording }) => wording),
    ...rules.ownWords().map(({ wording }) => wording),
    ...shown.flatMap(({ row, partner }) => [
      partner?.name,
      row.purpose,
      row.fallback,
      row.ended?.reason,
      ...row.weGive,
      ...row.theyGive,
      ...Object.values(row.clauses).map(({ wording }) => wording),
    ]),
    ...decisions.flatMap(({ title, summary }) => [title, summary]),
    ...endings.map(({ title }) => ("text" in title ? title.text : null)),
  ].filter((hash) => hash !== null && hash !== undefined);
