/**
 * The fold itself: whatever a member's device signs, well formed or not, is taken or refused, and nothing that is owed later
 * may fail because of it, since a fold that throws would stop the node and every device of the community for good.
 */
import { actId, decodeAct, encodeAct, isMalformed } from "../../src/core/log/act.ts";
import { idOf } from "../../src/core/hash.ts";
import { instantOf } from "../../src/core/kernel/time.ts";
import { openSnapshot, snapshotHead, snapshotPages } from "../../src/core/kernel/snapshot.ts";
import { core, institutionNames, kinds } from "../../src/core/registry.ts";
import type { Act, Author, Id } from "../../src/core/kernel/types.ts";
import type { Dice } from "../../src/simulate/dice.ts";
import { bodyFor, kindNames, seenIn, type Pool } from "./bodies.ts";
import type { Target } from "./fuzzing.ts";
import { promise } from "./logTargets.ts";
import { actOfEachKind, demo, demoActs } from "./samples.ts";

const world = core.replay(core.begin(), demo.entries);
const YEAR_MS = 31_557_600_000;
/** A number that no author has used, and that their window takes. */
const SEQ_AHEAD = 10_000;
const SNAPSHOT_OF_ONE_IN = 20;

const authors: readonly Author[] = [...new Map(demoActs.map(({ act }) => [act.author.key, act.author])).values()];
const ids: readonly Id[] = [
  ...demoActs.slice(-150).map(({ id }) => id),
  ...authors.map(({ key }) => key),
  ...demo.texts.slice(0, 20).map(({ hash }) => hash),
  idOf(new Uint8Array(32)),
];
const pool: Pool = { ids, now: world.at, seen: seenIn(demoActs.map(({ act }) => act.command)) };

/** An act of any kind by somebody of the community, which nobody has signed: the fold never looks at signatures. */
const anyAct = (dice: Dice): Uint8Array => {
  const kind = dice.pick(kindNames);
  const shape = kinds.get(kind)?.act.shape;
  if (shape === undefined) throw new Error(`${kind} has no shape`);
  const act: Act = {
    format: 1,
    origin: demo.origin,
    author: dice.pick(authors),
    seq: SEQ_AHEAD,
    previous: null,
    seen: null,
    after: [],
    signedAt: world.at,
    notAfter: instantOf(world.at + YEAR_MS),
    audience: kinds.get(kind)?.institution.audience ?? "members",
    evidence: dice.pick(demoActs).act.evidence,
    salt: new Uint8Array(16),
    command: { kind, body: bodyFor(shape, pool, dice) },
  };
  return encodeAct(act);
};

let judged = 0;

/** The state can be kept and found again: a row that is no plain data, or a page that does not read back, would show here. */
const keeps = (after: typeof world): void => {
  const pages = new Map<string, Uint8Array>();
  snapshotPages(
    after,
    (hash) => pages.has(hash),
    (hash, bytes) => pages.set(hash, bytes),
  );
  const read = (hash: string): Uint8Array => pages.get(hash) ?? new Uint8Array(0);
  const opened = openSnapshot(snapshotHead(after, institutionNames), institutionNames, read);
  promise(opened !== null, "a snapshot that was just made does not open");
  if (opened === null) return;
  for (const stratum of ["public", "members"] as const)
    promise(
      core.root(opened, stratum) === core.root(after, stratum),
      `the ${stratum} state is another after a snapshot`,
    );
};

const isTaken = (bytes: Uint8Array): boolean => {
  const act = decodeAct(bytes);
  if (isMalformed(act)) return false;
  const at = instantOf(world.at + 1000);
  const before = core.root(world, "members");
  const signed = { id: actId(bytes), act, bytes, signature: new Uint8Array(64) };
  const { world: after, refusal } = core.apply(world, { index: world.size, at, signed });
  promise(core.root(world, "members") === before, "the world that was asked has changed");
  if (refusal !== null) return false;
  lives(after, at);
  return true;
};

/** What holds of every world that came of something; whatever falls due in the years after is run through. */
const lives = (after: typeof world, at: number): void => {
  const later = core.advance(after, instantOf(at + 3 * YEAR_MS));
  core.root(later, "public");
  judged += 1;
  if (judged % SNAPSHOT_OF_ONE_IN === 0) keeps(later);
};

const [decision] = demoActs.filter(({ act }) => act.command.kind === "proposal.open").slice(-1);
const classes = ["ordinary", "weighty", "constitutional", "urgent"] as const;

/** The same acts, as if a decision of whatever class had set them off: so they get past who may do them. */
const isDoneByDecision = (bytes: Uint8Array): boolean => {
  const act = decodeAct(bytes);
  if (isMalformed(act) || decision === undefined) return false;
  return classes.some((decisionClass) => {
    const cause = { kind: "decision", decision: decision.id, decisionClass, act: actId(bytes) } as const;
    const { world: after, refusal } = core.perform(world, act.command, cause, instantOf(world.at + 1000));
    if (refusal !== null) return false;
    lives(after, world.at);
    return true;
  });
};

const samples = actOfEachKind.map(({ act }) =>
  encodeAct({ ...act, seq: SEQ_AHEAD, notAfter: instantOf(world.at + YEAR_MS) }),
);

export const actTargets: readonly Target[] = [
  { name: "fold", samples, make: anyAct, judge: isTaken },
  { name: "fold by decision", samples, make: anyAct, judge: isDoneByDecision },
];
