/**
 * `node … replaying.ts FILE`: how fast this process folds the decoded acts of an export, in acts per second of this thread, and
 * how much memory the standing takes. Run with `--import ../mutable/register.mjs` it tells the same of mutable Maps.
 */
import { Run } from "../../src/core/kernel/run.ts";
import { Table } from "../../src/core/kernel/table.ts";
import type { Entry } from "../../src/core/kernel/types.ts";
import type { World } from "../../src/core/kernel/world.ts";
import { core } from "../../src/core/registry.ts";
import { installNativeHash } from "../../src/node/crypto/sha256.ts";
import { medianBusy } from "../clock.ts";
import { decoded, recordedIn } from "../town/townFile.ts";
import type { Replayed } from "./replayed.ts";

const RUNS = 5;
const WARM_UPS = 2;
const MS_PER_S = 1000;
const BYTES_PER_MB = 1_000_000;

installNativeHash();
// Over Maps nothing can be undone, so nothing is rehearsed either: the Maps do a little less than the real fold.
if (Table.empty<number>().set(1, 1).root === null) Run.prototype.rehearse = () => null;

const replay = (entries: Iterable<Entry>): World =>
  core.replay(core.begin(), entries, (entry, refusal) => {
    throw new Error(`entry ${entry.index} was refused: ${refusal.kind}`);
  });

const [file = ""] = process.argv.slice(2);
const recorded = await recordedIn(file);
const entries = recorded.map(decoded);
const ms = medianBusy(RUNS, () => void replay(entries), WARM_UPS);

const heap = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};
function* decodedAnew(): Generator<Entry> {
  for (const entry of recorded) yield decoded(entry);
}
/** The standing alone: its acts are decoded anew and forgotten. */
const inMemory = (): number => {
  const before = heap();
  const world = replay(decodedAnew());
  const after = heap();
  return world.size === recorded.length ? after - before : Number.NaN;
};
const result: Replayed = {
  actsPerSecond: (entries.length / ms) * MS_PER_S,
  megabytesPer100k: (inMemory() / BYTES_PER_MB / recorded.length) * 100_000,
  size: recorded.length,
};
process.stdout.write(`${JSON.stringify(result)}\n`);
