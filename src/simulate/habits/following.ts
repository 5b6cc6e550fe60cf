/**
 * What a community has on its table because of what it did before: an accord that runs out, a hearing that was held, an amendment
 * read once. The surprising rule: each is proposed alone, so that it is not undone with something else.
 */
import { carry } from "../../core/carried.ts";
import { monthsAfter } from "../../core/calendar.ts";
import { DAY_MS } from "../../core/kernel/time.ts";
import { command } from "../../core/registry.ts";
import type { Habit, Mind } from "../people/society.ts";
import { ending, signing } from "./agreeing.ts";
import { amendment } from "./amending.ts";
import type { Idea, Text } from "./idea.ts";

/** More than that and what has to be done is not proposed either. */
const ON_TABLE_MAX = 6;
/** Of a thousand: those excluded whom somebody would have back. */
const FORGIVEN = 300;
/** Of a thousand: those in office whom somebody would rather not have there. */
const RECALLED = 500;
const AMENDMENTS_KEPT_IN_MIND = 60;
/** Nearly as long as the heaviest decision takes. */
const READ_AGAIN_MS = 11 * DAY_MS;

type Following = (mind: Mind, text: Text) => Idea | null;

const oneOf = <T>({ dice }: Mind, list: readonly T[]): T | null => (list.length === 0 ? null : dice.pick(list));

/** Somebody always knows somebody to agree with. */
const accord: Following = (mind, text) => (mind.accords.lapsesNext(2).length < 2 ? signing(mind, text) : null);

const renewal: Following = (mind) => {
  const next = oneOf(mind, mind.accords.lapsesNext(3));
  if (next === null) return null;
  const body = { accord: next.row.id, termMonths: mind.dice.pick([null, 1]), reviewMonths: null };
  return { atLeast: "ordinary", command: command("accord.reaffirm", body) };
};

const exclusion: Following = (mind) => {
  const heard = mind.community.hearings().filter(({ phase }) => phase === "hearing" || phase === "heard");
  const hearing = oneOf(mind, heard)?.id;
  return hearing === undefined ? null : { atLeast: "weighty", command: command("member.exclude", { hearing }) };
};

const forgiveness: Following = (mind) => {
  const out = mind.community.hearings().filter(({ phase }) => phase !== "hearing" && phase !== "heard");
  const hearing = mind.dice.perMille(FORGIVEN) ? oneOf(mind, out)?.id : undefined;
  return hearing === undefined ? null : { atLeast: "ordinary", command: command("exclusion.reverse", { hearing }) };
};

/** Whose word counts, the devices' or the helpers', is for the assembly to say once somebody has objected. */
const contest: Following = (mind) => {
  const contested = mind.community.recoveries().filter(({ phase }) => phase === "contested");
  const recovery = oneOf(mind, contested)?.id;
  if (recovery === undefined) return null;
  const grant = mind.dice.perMille(600);
  return { atLeast: grant ? "ordinary" : "urgent", command: command("recovery.decide", { recovery, grant }) };
};

/** The very same changes as were read once, in time to be decided when a season has passed; else something to be read first. */
const secondReading: Following = (mind) => {
  const isSoon = mind.charter.readings().some(({ second }) => second.from - READ_AGAIN_MS <= mind.now);
  if (!isSoon) return mind.charter.readings().length === 0 ? amendment(mind) : null;
  const { deliberation } = mind;
  const adopted = deliberation.closed(AMENDMENTS_KEPT_IN_MIND).filter(({ ending }) => ending === "adopted");
  const amendments = adopted
    .flatMap(({ ordinal }) => deliberation.commandsOf(ordinal))
    .filter(({ kind }) => kind === "charter.amend");
  const read = oneOf(mind, amendments);
  return read === null ? null : { atLeast: "constitutional", command: read };
};

const trial: Following = (mind, text) => {
  const off = mind.charter.systems().filter(({ pilot, isOn }) => pilot === null && !isOn);
  const system = oneOf(mind, off)?.system;
  if (system === undefined) return null;
  return { atLeast: "ordinary", command: command("charter.startPilot", { system, question: text(), days: 14 }) };
};

const keeping: Following = (mind) => {
  const piloted = mind.charter.systems().filter(({ pilot, isOn }) => pilot !== null && isOn);
  const system = oneOf(mind, piloted)?.system;
  return system === undefined ? null : { atLeast: "weighty", command: command("charter.keepSystem", { system }) };
};

const lasting: Following = (mind) => {
  const path = oneOf(mind, mind.charter.lapsesNext(3))?.path;
  return path === undefined ? null : { atLeast: "weighty", command: command("charter.reaffirm", { paths: [path] }) };
};

const recall: Following = (mind) => {
  const holder = oneOf(mind, mind.community.officeHolders());
  const member = holder === null ? undefined : mind.community.member(holder.member)?.id;
  if (holder === null || member === undefined || !mind.dice.perMille(RECALLED)) return null;
  return { atLeast: "ordinary", command: command("office.recall", { office: holder.office, member }) };
};

const ratification: Following = (mind) => {
  const decision = oneOf(mind, mind.assembly.unratified())?.decision;
  return decision === undefined ? null : { atLeast: "ordinary", command: command("decision.ratify", { decision }) };
};

const appointment: Following = (mind) => {
  const held = new Set(mind.community.officeHolders().map(({ office }) => office));
  const office = oneOf(
    mind,
    mind.charter.offices().filter((each) => !held.has(each.office)),
  )?.office;
  const present = mind.community.members().filter(({ ended, role }) => ended === null && role === "member");
  const member = oneOf(mind, present)?.id;
  if (office === undefined || member === undefined) return null;
  const until = monthsAfter(mind.now, 1);
  return { atLeast: "ordinary", command: command("office.appoint", { office, member, until }) };
};

const followings: readonly (readonly [weight: number, Following])[] = [
  [6, accord],
  [8, renewal],
  [1, ending],
  [6, exclusion],
  [2, forgiveness],
  [10, contest],
  [6, secondReading],
  [4, trial],
  [6, keeping],
  [5, lasting],
  [5, ratification],
  [2, appointment],
  [2, recall],
];

const follow: Habit = {
  name: "followUp",
  weight: 26,
  tries: (mind) => {
    const { deliberation, dice } = mind;
    const live = deliberation.live();
    if (live.length > ON_TABLE_MAX) return null;
    const [, following] = dice.weighted(followings, ([weight]) => weight) ?? [0, renewal];
    return mind.deedOrNot("proposal.draft", (text) => {
      const idea = following(mind, () => text());
      return idea === null || isOnTable(mind, idea) ? null : alone(idea, () => text());
    });
  },
};

const alone = ({ atLeast, command: carried }: Idea, text: Text) => ({
  decisionClass: atLeast,
  title: text(),
  text: text(),
  commands: [carry(carried)],
  reviewDays: null,
});

const isOnTable = ({ deliberation }: Mind, { command: { kind } }: Idea): boolean =>
  deliberation.live().some(({ ordinal }) => deliberation.commandsOf(ordinal).some((each) => each.kind === kind));

export const following: readonly Habit[] = [follow];
