/**
 * The judgement of a recorded result by whoever holds the members' log: does one's own fold say the same? The node makes its
 * results by the same function, so agreement is by construction and a disagreement is a fault or a lie. The surprising rule:
 * a root of a size one does not stand at is left unsaid rather than guessed.
 */
import { Malformed, type Command, type Entry, type Id, type Instant } from "./kernel/types.ts";
import type { Core } from "./kernel/fold.ts";
import type { Askable } from "./kernel/wiring.ts";
import type { World } from "./kernel/world.ts";
import { resultShape, type ExpectedResult, type ResultBody } from "./result.ts";

/** The whole fold and the two institutions that a judgement asks. */
export type Court = {
  readonly core: Core;
  readonly deliberation: Askable<{
    awaitingResult(): readonly number[];
    resolve(id: Id): number | undefined;
    expectedResult(ordinal: number, publishes: boolean): ExpectedResult | null;
    commandsOf(ordinal: number): readonly Command[];
  }>;
  readonly charter: Askable<{ parameter(path: string): number | boolean | string }>;
};

/** What a device may say of a result in `result.dispute`, the gravest first. */
export const disagreements = ["outcome", "totals", "commands", "root", "procedure"] as const;
export type Disagreement = (typeof disagreements)[number];
export type Judgement =
  /** One's own fold says the same; `membersRoot` goes into `result.attest`. */
  | { readonly kind: "agrees"; readonly membersRoot: Id }
  | { readonly kind: "disagrees"; readonly on: readonly Disagreement[] }
  /** Everything agrees but the root, which is of a size one does not stand at. */
  | { readonly kind: "rootUnseen" };

/** The results that the node owes at `at`, each as it must be recorded in exactly this world, the oldest proposal first. */
export const resultsOwed = (court: Court, world: World, at: Instant): readonly ResultBody[] => {
  const { core, deliberation } = court;
  const waiting = core.standing(world, deliberation, at).awaitingResult();
  return waiting.flatMap((proposal) => resultOf(court, world, at, proposal) ?? []);
};

/**
 * What must be recorded of one proposal in this world; null where nothing is awaited. The whole batch is rehearsed, public
 * commands first as they will run, so that all of it takes effect or the result says *unfulfilled*.
 */
const resultOf = (court: Court, world: World, at: Instant, proposal: number): ResultBody | null => {
  const { core, deliberation, charter } = court;
  const publishes = core.standing(world, charter, at).parameter("publish.decisions") === true;
  const proposals = core.standing(world, deliberation, at);
  const expected = proposals.expectedResult(proposal, publishes);
  if (expected === null) return null;
  const roots = { membersRoot: core.root(world, "members"), membersSize: world.size };
  if (expected.outcome !== "adopted") return { ...expected, ...roots };
  const { decision, decisionClass, openedAt } = expected;
  const commands = proposals.commandsOf(proposal);
  const refused = core.rehearse(world, { decision, decisionClass, openedAt, commands }, at);
  return refused === null ? { ...expected, ...roots } : { ...unfulfilled(expected), ...roots };
};

const unfulfilled = (expected: ExpectedResult): ExpectedResult => ({
  ...expected,
  outcome: "unfulfilled",
  commands: [],
  reviewUntil: null,
});

/** Whether the `result.record` in this entry says what one's own world before it says. Throws on any other entry. */
export const judge = (court: Court, before: World, { at, signed }: Entry): Judgement => {
  if (!("act" in signed) || signed.act.command.kind !== "result.record")
    throw new TypeError("only a recorded result can be judged");
  const recorded = resultShape.read(signed.act.command.body, "");
  if (recorded instanceof Malformed) return { kind: "disagrees", on: ["outcome"] };
  const proposal = court.core.standing(before, court.deliberation, at).resolve(recorded.decision);
  const own = proposal === undefined ? null : resultOf(court, before, at, proposal);
  if (own === null) return { kind: "disagrees", on: ["outcome"] };
  const on = disagreements.filter((each) => differs[each](recorded, own));
  if (on.length > 0) return { kind: "disagrees", on };
  if (recorded.membersSize < before.size) return { kind: "rootUnseen" };
  return { kind: "agrees", membersRoot: own.membersRoot };
};

type Differs = (recorded: ResultBody, own: ResultBody) => boolean;
const differs: Readonly<Record<Disagreement, Differs>> = {
  outcome: (recorded, own) => recorded.outcome !== own.outcome,
  totals: (recorded, own) => figuresOf(recorded).join() !== figuresOf(own).join(),
  commands: (recorded, own) => carriedIn(recorded) !== carriedIn(own),
  root: (recorded, own) =>
    recorded.membersSize > own.membersSize ||
    (recorded.membersSize === own.membersSize && recorded.membersRoot !== own.membersRoot),
  procedure: (recorded, own) => procedureIn(recorded).join() !== procedureIn(own).join(),
};

const figuresOf = ({ totals }: ResultBody): readonly number[] => [
  totals.electors,
  totals.yes,
  totals.standAside,
  totals.no,
  totals.abstain,
  totals.quorumNeeded,
  totals.callBacks,
];
const carriedIn = ({ commands }: ResultBody): string => commands.map(({ kind, body }) => `${kind} ${body}`).join();
const procedureIn = (body: ResultBody): readonly (string | number | null)[] => [
  body.decisionClass,
  body.method,
  body.rules,
  body.openedAt,
  body.decidedAt,
  body.reviewUntil,
  body.title,
  body.summary,
];
