/**
 * What one act costs when the log is long. A town lives on until its log has a million acts, or until the time is up; the cost is that
 * of folding alone, in two stretches of the same length: after the first 10,000 acts, and at the end.
 */
import { busyMs, wallMs } from "../clock.ts";
import { ratio, type Figure } from "../figure.ts";
import { Town } from "../town/town.ts";

const EARLY = 10_000;
const STRETCH = 30_000;
const ACTS = 1_000_000;
const PATIENCE_MS = 50_000;
const US_PER_MS = 1000;

type Batch = { readonly size: number; readonly acts: number; readonly ms: number };

const costOf = (batches: readonly Batch[]): number => {
  const acts = batches.reduce((sum, batch) => sum + batch.acts, 0);
  return (batches.reduce((sum, batch) => sum + batch.ms, 0) / acts) * US_PER_MS;
};

export const measure = (): readonly Figure[] => {
  const begun = wallMs();
  const batches: Batch[] = [];
  const town = new Town({ people: 300, proposals: 12, signing: "unsigned" }, (entries, fold) => {
    const from = busyMs();
    const world = fold();
    batches.push({ size: world.size, acts: entries.length, ms: busyMs() - from });
    return world;
  });
  while (town.ledger.size < ACTS && wallMs() - begun < PATIENCE_MS) town.season();
  const { size } = town.ledger;
  const early = costOf(batches.filter((batch) => batch.size > EARLY && batch.size <= EARLY + STRETCH));
  const late = costOf(batches.filter((batch) => batch.size > size - STRETCH));
  return [
    { what: "acts in the log at the end", value: size, unit: "acts", target: { atLeast: ACTS } },
    { what: "cost of an act after 10,000", value: early, unit: "µs" },
    { what: "cost of an act at the end", value: late, unit: "µs" },
    ratio("cost at the end ÷ cost after 10,000", late / early, { atMost: 1.5 }),
  ];
};
