/**
 * Replay: the acts of a town of three hundred, decoded, folded by the kernel's tables and by mutable Maps, each in a process of
 * its own and in turns, so that a busy minute of the machine strikes both.
 */
import { median } from "../clock.ts";
import { ratio, type Figure } from "../figure.ts";
import { runAlone } from "../process.ts";
import { inFolder, writeTown } from "../town/townFile.ts";
import { replayedShape, type Replayed } from "./replayed.ts";

const ACTS = 30_000;
const TURNS = 2;

export const measure = (): Promise<readonly Figure[]> =>
  inFolder(async (folder) => {
    const file = await writeTown(folder, { people: 300, proposals: 12, signing: "unsigned" }, ACTS);
    const ours: Replayed[] = [];
    const maps: Replayed[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      ours.push(await runAlone("fold/replaying.ts", [file], replayedShape));
      maps.push(await runAlone("fold/replaying.ts", [file], replayedShape, ["mutable/register.mjs"]));
    }
    const rate = (all: readonly Replayed[]): number => median(all.map(({ actsPerSecond }) => actsPerSecond));
    const heap = (all: readonly Replayed[]): number => median(all.map(({ megabytesPer100k }) => megabytesPer100k));
    return [
      { what: "replay of decoded acts", value: rate(ours), unit: "acts/s", target: { atLeast: 150_000 } },
      { what: "the same over mutable Maps", value: rate(maps), unit: "acts/s" },
      ratio("replay ÷ the same over mutable Maps", rate(ours) / rate(maps), { atLeast: 0.5 }),
      { what: "heap of the standing, per 100,000 acts", value: heap(ours), unit: "MB", target: { atMost: 15 } },
      { what: "the same over mutable Maps", value: heap(maps), unit: "MB" },
    ];
  });
