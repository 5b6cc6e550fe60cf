/** What people propose, over everything a decision can do, alone or several at once; and what devices say of results. */
import { carry } from "../../core/carried.ts";
import { monthsAfter } from "../../core/calendar.ts";
import type { DecisionClass } from "../../core/kernel/types.ts";
import { command } from "../../core/registry.ts";
import type { Habit, Mind } from "../people/society.ts";
import { amendment } from "./amending.ts";
import { ending, reaffirming, signing } from "./agreeing.ts";
import { RANK, type Having, type Idea, type Text } from "./idea.ts";

const REVIEW_DAYS = 20;
/** More at once and nobody would vote in time. */
const PROPOSED_MAX = 4;

const appoint: Having = (mind) => {
  const [offices, members] = [mind.charter.offices(), mind.community.members()];
  if (offices.length === 0) return null;
  const { office } = mind.dice.pick(offices);
  const until = monthsAfter(mind.now, mind.dice.between(1, 3));
  return {
    atLeast: "ordinary",
    command: command("office.appoint", { office, member: mind.dice.pick(members).id, until }),
  };
};

const pilot: Having = (mind, text) => {
  const { system } = mind.dice.pick(mind.charter.systems());
  const days = mind.dice.between(5, 40);
  const isKeeping = mind.dice.perMille(400);
  return isKeeping
    ? { atLeast: "weighty", command: command("charter.keepSystem", { system }) }
    : { atLeast: "ordinary", command: command("charter.startPilot", { system, question: text(), days }) };
};

const useRules: Having = (mind) => ({
  atLeast: "weighty",
  command: command("charter.useRules", { version: mind.dice.between(1, 3) }),
});

/** A word of their own for a class of decision; now and then for what nobody named, or taken back before it was said. */
const naming: Having = (mind, text) => {
  const term = mind.dice.pick(["class.ordinary", "class.weighty", "system.guests", "office.nobody"]);
  const wording = mind.dice.perMille(250) ? null : text();
  return {
    atLeast: "ordinary",
    command: command("words.set", { term, language: mind.dice.pick(["en", "ar"]), wording }),
  };
};

const exclude: Having = (mind) => {
  const heard = mind.community.hearings();
  if (heard.length === 0) return null;
  const { id: hearing, phase } = mind.dice.pick(heard);
  const isOut = phase !== "hearing" && phase !== "heard";
  return isOut
    ? { atLeast: "ordinary", command: command("exclusion.reverse", { hearing }) }
    : { atLeast: "weighty", command: command("member.exclude", { hearing }) };
};

const recovery: Having = (mind) => {
  const open = mind.community.recoveries();
  if (open.length === 0) return null;
  const body = { recovery: mind.dice.pick(open).id, grant: mind.dice.perMille(500) };
  return { atLeast: "urgent", command: command("recovery.decide", body) };
};

const earlier: Having = (mind) => {
  const results = mind.assembly.newest(12).filter(({ isInForce }) => isInForce);
  const waiting = mind.assembly.unratified();
  if (results.length === 0) return null;
  const { decision, decisionClass, ratifyBy } = mind.dice.pick(waiting.length > 0 ? waiting : results);
  const kind = ratifyBy !== null ? "ratify" : mind.dice.pick(["reaffirm", "end"] as const);
  const body = kind === "reaffirm" ? { decision, reviewDays: REVIEW_DAYS } : { decision };
  return {
    atLeast: decisionClass === "urgent" ? "ordinary" : decisionClass,
    command: command(`decision.${kind}`, body),
  };
};

/** What somebody else proposes already: when both are adopted, the second can no longer be done. */
const another: Having = (mind) => {
  const live = mind.deliberation.live();
  if (live.length === 0) return null;
  const { ordinal, decisionClass } = mind.dice.pick(live);
  const [first] = mind.deliberation.commandsOf(ordinal);
  return first === undefined ? null : { atLeast: decisionClass, command: first };
};

const having: readonly (readonly [weight: number, Having])[] = [
  [8, signing],
  [8, reaffirming],
  [2, ending],
  [3, appoint],
  [2, pilot],
  [1, useRules],
  [2, naming],
  [4, exclude],
  [4, recovery],
  [4, earlier],
  [6, another],
  [4, amendment],
];

const ideas = (mind: Mind, text: Text): readonly Idea[] =>
  Array.from({ length: mind.dice.pick([0, 1, 1, 1, 1, 2, 2, 3]) }, () => {
    const [, have] = mind.dice.weighted(having, ([weight]) => weight) ?? [0, useRules];
    return have(mind, text);
  }).filter((idea) => idea !== null);

/** The least class that its effects allow; now and then another one, lower or higher. */
const classFor = (mind: Mind, wanted: readonly Idea[]): DecisionClass => {
  if (mind.dice.perMille(100)) return mind.dice.pick(RANK);
  if (wanted.length === 0) return mind.dice.perMille(60) ? "urgent" : "ordinary";
  return RANK[Math.max(...wanted.map(({ atLeast }) => RANK.indexOf(atLeast)))] ?? "ordinary";
};

const propose: Habit = {
  name: "propose",
  weight: 22,
  tries: (mind) => {
    if (mind.deliberation.live().length > PROPOSED_MAX) return null;
    return mind.deed("proposal.draft", (text) => {
      const wanted = ideas(mind, () => text());
      return {
        decisionClass: classFor(mind, wanted),
        title: text(),
        text: text(),
        commands: wanted.map(({ command: each }) => carry(each)),
        reviewDays: mind.dice.perMille(300) ? mind.dice.between(1, 60) : null,
      };
    });
  },
};

/** Devices attest by themselves; some say what is not so. */
const attest: Habit = {
  name: "attest",
  weight: 10,
  tries: (mind) => {
    const results = mind.assembly.newest(5);
    if (results.length === 0) return null;
    const { decision, membersRoot } = mind.dice.pick(results);
    if (mind.dice.perMille(100)) return mind.deed("result.dispute", () => ({ decision, reason: "totals" }));
    return mind.deed("result.attest", () => ({ decision, membersRoot }));
  },
};

export const proposing: readonly Habit[] = [propose, attest];
