/** The community at a glance: what it is, how much is in force, and what ends next. */
import { accords, assembly, charter, community, deliberation } from "../../core/registry.ts";
import type { Instant } from "../../core/kernel/types.ts";
import type { Call } from "../call.ts";
import { isoOf, isoOrNull, whenOf } from "../instants.ts";
import type { View } from "./view.ts";

const ENDS_MAX = 10;

type Ending = {
  readonly what: "accord" | "decision" | "rule" | "office";
  readonly number: number | null;
  readonly title: string | null;
  readonly endsAt: Instant;
};

export const overviewOf = async (view: View) => {
  const { founding, rules, template } = view.ask(charter);
  const ends = await endingsOf(view);
  return {
    name: await view.words(founding?.name ?? null),
    purpose: await view.words(founding?.purpose ?? null),
    template,
    locale: founding?.locale ?? null,
    foundedAt: isoOrNull(founding?.foundedAt ?? null),
    rules,
    inForce: {
      accords: view.ask(accords).inForce().length,
      decisions: decisionsInForce(view),
    },
    members: membersOf(view),
    stateRoots: {
      public: view.core.root(view.world, "public"),
      members: view.audience === "members" ? view.core.root(view.world, "members") : null,
    },
    endsNext: ends.map((end) => ({ ...end, endsAt: isoOf(end.endsAt) })),
  };
};
export type Overview = Awaited<ReturnType<typeof overviewOf>>;

const decisionsInForce = (view: View): number => {
  const results = view.ask(assembly);
  return Array.from({ length: results.count }, (_, number) => number).filter((number) => results.isInForce(number))
    .length;
};

/** Null where only the public part is seen. */
const membersOf = (view: View) => {
  if (view.audience !== "members") return null;
  const { totals } = view.ask(community);
  return { ...totals, openProposals: view.ask(deliberation).open().length };
};

/** What ends by itself unless somebody acts, soonest first. */
const endingsOf = async (view: View): Promise<readonly Ending[]> => {
  const register = view.ask(accords);
  const lapsing = register.lapsesNext(ENDS_MAX).map(async ({ accord, row, standing }): Promise<Ending> => {
    const partner = await view.words(register.partner(row.partner)?.name ?? null);
    return {
      what: "accord",
      number: accord,
      title: partner,
      endsAt: "until" in standing ? standing.until : row.overAt,
    };
  });
  const reviews = view.ask(assembly).reviewsNext(ENDS_MAX);
  const decisions = reviews.map(async ({ ordinal, title, reviewUntil, recordedAt }): Promise<Ending> => {
    return { what: "decision", number: ordinal, title: await view.words(title), endsAt: reviewUntil ?? recordedAt };
  });
  const rules = view
    .ask(charter)
    .lapsesNext(ENDS_MAX)
    .map(({ path, endsAt }): Ending => ({ what: "rule", number: null, title: path, endsAt }));
  const offices = view.audience === "members" ? view.ask(community).officeHolders() : [];
  const terms = offices.map(({ office, member, until }): Ending => ({
    what: "office",
    number: member,
    title: office,
    endsAt: until,
  }));
  const all = [...(await Promise.all([...lapsing, ...decisions])), ...rules, ...terms];
  return all.sort((a, b) => a.endsAt - b.endsAt).slice(0, ENDS_MAX);
};

export const overviewLines = (call: Call, overview: Overview): readonly string[] => {
  const { name, purpose, foundedAt, inForce, members, endsNext } = overview;
  return [
    ...(foundedAt === null ? [call.say("cli.show.unfounded")] : []),
    ...(name === null ? [] : [name]),
    ...(purpose === null ? [] : [purpose]),
    ...(foundedAt === null
      ? []
      : [call.say("cli.show.founded", { when: whenOf(foundedAt), template: overview.template })]),
    call.say("cli.show.inForce", inForce),
    ...(members === null ? [call.say("cli.show.publicOnly")] : [call.say("cli.show.members", members)]),
    "",
    call.say(endsNext.length === 0 ? "cli.show.nothingEnds" : "cli.show.endsNext"),
    ...endsNext.map(({ what, number, title, endsAt }) =>
      call.say("cli.show.ends", { what, number: number ?? 0, title: title ?? "", when: whenOf(endsAt) }),
    ),
  ];
};
