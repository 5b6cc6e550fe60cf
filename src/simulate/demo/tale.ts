/**
 * A matter told in one breath, for the many that go their way without turns: drafted and opened on one day, talked about, frozen when
 * the charter allows it, decided by so many. The surprising rule: what the calendar puts after the end has not happened yet, so the
 * same tale told of last week is still being talked about.
 */
import type { Command, DecisionClass } from "../../core/kernel/types.ts";
import type { Name } from "./cast.ts";
import { Matter, type Sort, type Text } from "./matter.ts";
import type { Season } from "./season.ts";

/** Somebody, what sort of word, and the word. The first of a thread stands by itself, the others answer it. */
type Said = readonly [Name, Sort, string];
export type Tale = {
  readonly by: Name;
  /** Days before the end on which it was drafted and opened. */
  readonly day: number;
  readonly kind?: DecisionClass;
  readonly title: string;
  readonly text: string;
  readonly commands?: (text: Text) => readonly Command[];
  readonly reviewDays?: number;
  readonly threads?: readonly (readonly [Said, ...(readonly Said[])])[];
  readonly summary?: string;
  readonly frozenBy?: Name;
  /** How many consent (or vote yes), who surely and who surely not; nobody without it. */
  readonly agree?: number;
  readonly with?: readonly Name[];
  readonly without?: readonly Name[];
  readonly aside?: readonly (readonly [Name, string])[];
};

/** Days from opening to freezing: the least deliberation of the neighbourhood's charter, and an evening. */
const TALKING: Readonly<Record<DecisionClass, number>> = { ordinary: 5, weighty: 11, constitutional: 22, urgent: 1 };

export const tell = (season: Season, tale: Tale): Matter => {
  const { by, day, kind = "ordinary", threads = [], summary, agree, aside = [] } = tale;
  const drafted = season.someTime(day, 8, 17);
  const matter = new Matter(season, by, kind, drafted, tale).opens([day, "17:05"]);
  const days = TALKING[kind];
  for (const [place, [[name, sort, words], ...answers]] of threads.entries()) {
    const after = Math.floor((place * (days - 1)) / threads.length);
    matter.thread(season.someTime(day - 1 - after, 8, 20), name, sort, words, ...answers);
  }
  if (summary === undefined) return matter;
  matter.freezes([day - days, "18:10"], tale.frozenBy ?? by, summary);
  const among = { by: [by, ...(tale.with ?? [])], but: [...(tale.without ?? []), ...aside.map(([name]) => name)] };
  if (agree !== undefined && kind === "urgent") matter.voted([day - days, "18:20"], agree, among, 600);
  else if (agree !== undefined) matter.agreed([day - days, "18:20"], agree, among);
  for (const [name, reason] of aside) matter.standsAside(season.someTime(day - days - 1), name, reason);
  return matter;
};
