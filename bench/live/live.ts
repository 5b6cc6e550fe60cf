/**
 * The fold as a running node and a phone use it: one act at a time, each giving a world of its own; a fork of that world for a drill
 * or a dry run; and a morning on which a hundred thousand deadlines fall at once.
 */
import { idOf, sha256 } from "../../src/core/hash.ts";
import { Run } from "../../src/core/kernel/run.ts";
import { daysAfter } from "../../src/core/kernel/time.ts";
import type { Cause, Entry, Id } from "../../src/core/kernel/types.ts";
import type { World } from "../../src/core/kernel/world.ts";
import { accords, core } from "../../src/core/registry.ts";
import { utf8Of } from "../../src/core/log/utf8.ts";
import { busyFor, median, medianBusy, quantile, wallMs } from "../clock.ts";
import type { Figure } from "../figure.ts";
import { accordCommand, Town } from "../town/town.ts";

const ACTS = 20_000;
const LIVE = 4_000;
const TURNS = 7;
const WARM_UPS = 2;
const FORKS = 100_000;
const DEADLINES = 100_000;
const US_PER_MS = 1000;
const MS_PER_S = 1000;

/** A town's world some thousand acts ago, and those acts. */
const townBefore = (): { readonly world: World; readonly acts: readonly Entry[] } => {
  const entries: Entry[] = [];
  const town = new Town({ people: 300, proposals: 12, signing: "unsigned" }, (taken, fold) => {
    entries.push(...taken);
    return fold();
  });
  while (town.ledger.size < ACTS) town.season();
  return { world: core.replay(core.begin(), entries.slice(0, -LIVE)), acts: entries.slice(-LIVE) };
};

/** What each act takes, in µs: every one leaves a world that may be kept. */
const timesOf = (from: World, acts: readonly Entry[]): readonly number[] => {
  let world = from;
  return acts.map((entry) => {
    const begun = wallMs();
    world = core.apply(world, entry).world;
    return (wallMs() - begun) * US_PER_MS;
  });
};

const hashOf = (words: string): Id => idOf(sha256(utf8Of(words)));

/** A community bound by a hundred thousand accords of the same day, which all lapse in the same minute. */
const boundByMany = (world: World): World => {
  const run = new Run(core.wiring, world);
  const command = accordCommand(hashOf);
  for (let accord = 0; accord < DEADLINES; accord += 1) {
    const decision = hashOf(`decision ${accord}`);
    const cause: Cause = { kind: "decision", decision, decisionClass: "weighty", act: hashOf(`accord ${accord}`) };
    const refusal = run.perform(command, cause);
    if (refusal !== null) throw new Error(`an accord was refused: ${refusal.kind}`);
  }
  return run.world();
};

export const measure = (): readonly Figure[] => {
  const { world, acts } = townBefore();
  const turns = Array.from({ length: TURNS + WARM_UPS }, () => timesOf(world, acts)).slice(WARM_UPS);
  const forking = medianBusy(5, () => {
    for (let fork = 0; fork < FORKS; fork += 1) new Run(core.wiring, world).world();
  });
  const bound = boundByMany(world);
  const later = daysAfter(world.at, 120);
  let after = bound;
  const lapsing = Array.from({ length: 3 }, () => busyFor(() => void (after = core.advance(bound, later))));
  const left = core.standing(after, accords, later).inForce().length;
  if (left > 0) throw new Error(`${left} accords did not lapse`);
  return [
    { what: "a live act, median", value: median(turns.map((times) => quantile(times, 0.5))), unit: "µs" },
    {
      what: "a live act, p99",
      value: median(turns.map((times) => quantile(times, 0.99))),
      unit: "µs",
      target: { atMost: 25 },
    },
    { what: "a fork to go on from", value: (forking / FORKS) * US_PER_MS, unit: "µs", target: { atMost: 1 } },
    { what: "100,000 deadlines at once", value: median(lapsing) / MS_PER_S, unit: "s", target: { atMost: 0.6 } },
  ];
};
