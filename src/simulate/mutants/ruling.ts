/** Rules that are wrong in one way each, shipped to everybody: nobody's fold disagrees with anybody's, and still it must come out. */
import { DAY_MS, instantOf } from "../../core/kernel/time.ts";
import { accept } from "../../core/kernel/refusal.ts";
import type { AnyInstitution } from "../../core/kernel/wiring.ts";
import type { Context, Event, Id, Step } from "../../core/kernel/types.ts";
import { Table } from "../../core/kernel/table.ts";
import { Core } from "../../core/kernel/fold.ts";
import type { DeliberationEvent } from "../../core/institutions/deliberation/events.ts";
import { resolve } from "../../core/institutions/deliberation/rows.ts";
import type { DeliberationState, ProposalRow, Word } from "../../core/institutions/deliberation/state.ts";
import { core } from "../../core/registry.ts";
import { memberOf } from "../../core/institutions/deliberation/view.ts";
import { rulebookOver } from "../machine/rulebook.ts";
import { realSoftware, type Software } from "../machine/software.ts";
import { only, withRules } from "./wrap.ts";

const WEEK_MS = 7 * DAY_MS;
type Acts = AnyInstitution["acts"];

const LATE: Readonly<Record<string, Word>> = { "proposal.consent": "consent", "proposal.vote": "yes" };
const lenient = (act: Acts[number]): Acts[number] => {
  const word = LATE[act.kind];
  if (word === undefined) return act;
  return {
    ...act,
    decide: (state, body, context) => {
      const decided = act.decide(state, body, context);
      const late =
        "refused" in decided ? lateSay(state as DeliberationState, body as { version: Id }, word, context) : null;
      return late ?? decided;
    },
  };
};
const lateSay = (
  state: DeliberationState,
  { version }: { version: Id },
  word: Word,
  { cause, entry }: Context<unknown>,
): Step<Event> | null => {
  const proposal = resolve(state, version);
  const row = proposal === undefined ? undefined : state.proposals.get(proposal);
  if (proposal === undefined || row?.stage !== "coolingOff") return null;
  const said: DeliberationEvent = { kind: "proposal.said", proposal, member: memberOf(cause), word, entry };
  return accept(said);
};

/** A word that comes while the decision cools off is counted as if it had been in time. */
export const lateVote: Software = withRules(only("deliberation", ({ acts }) => ({ acts: acts.map(lenient) })));

/** Renewals are not held against the red lines. */
export const redLineAtRenewal: Software = withRules(
  (right) => right,
  (wiring) => ({
    authority: (cause, definition, facts, at, ask) =>
      wiring.authority(cause, definition, definition.act.kind === "accord.reaffirm" ? () => ({}) : facts, at, ask),
  }),
);

type Evolve = AnyInstitution["evolve"];
const evolving = (change: (evolve: Evolve) => Evolve): Software =>
  withRules(
    only("deliberation", (right) => ({ evolve: change((state, event, at) => right.evolve(state, event, at)) })),
  );

/** When the newest proposal is over, the next one gets its number. */
export const reuseOrdinal: Software = evolving((evolve) => (state, event, at) => {
  const next = evolve(state, event, at) as DeliberationState;
  const isLast =
    event.kind === "proposal.closed" && (event as { proposal: number } & Event).proposal === next.count - 1;
  return isLast ? { ...next, count: next.count - 1 } : next;
});

/** A new round keeps what was said of the wording before. */
export const keepConsents: Software = evolving((evolve) => (state, event, at) => {
  if (event.kind !== "proposal.frozen") return evolve(state, event, at);
  const { proposal } = event as { proposal: number } & Event;
  // Tables may change in place while an entry is folded, so what was before is read before.
  const before = (state as DeliberationState).proposals.get(proposal);
  const next = evolve(state, event, at) as DeliberationState;
  const after = next.proposals.get(proposal);
  if (before === undefined || after === undefined || before.ballot === 0) return next;
  const row: ProposalRow = { ...after, ballot: before.ballot };
  return { ...next, proposals: next.proposals.set(proposal, row) };
});

/** What is adopted takes effect at once. */
export const skipCoolingOff: Software = evolving(
  (evolve) => (state, event, at) =>
    evolve(state, event.kind === "proposal.decided" ? { ...event, ...{ coolingOffEnds: null } } : event, at),
);

/** Accords lapse when a weekly job has run. */
export const lapseByScheduler: Software = withRules(
  only("accords", (right) => ({
    ask: (state, at) => right.ask(state, instantOf(Math.floor(at / WEEK_MS) * WEEK_MS)),
  })),
);

class ForgetfulCore extends Core {
  override apply: Core["apply"] = (world, entry) => {
    const nobody = { public: Table.empty<never>(), members: Table.empty<never>() };
    return super.apply({ ...world, used: nobody }, entry);
  };
}
/** Nobody's numbers are remembered. */
export const forgetNumbers: Software = { ...realSoftware, rulebook: rulebookOver(new ForgetfulCore(core.wiring)) };

/** The node records that a text is erased, and keeps it. */
export const keepErased: Software = { ...realSoftware, rulebook: { ...realSoftware.rulebook, erasedBy: () => [] } };
