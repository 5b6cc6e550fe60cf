/**
 * The embedded store: how fast a stored log becomes a standing again without a snapshot and without checking signatures, how many
 * bytes it takes on the disk, and how many on the wire before compression. Texts are counted on both sides where they go along.
 */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { openStanding } from "../../src/node/sequencer/opening.ts";
import { registryRulebook } from "../../src/node/sequencer/registryRulebook.ts";
import { openLogStore } from "../../src/node/store/sqliteStore.ts";
import { busyMs, median } from "../clock.ts";
import { ratio, type Figure } from "../figure.ts";
import { inFolder } from "../town/townFile.ts";
import { feedLength } from "./feedLength.ts";
import { storeTown } from "./storeTown.ts";

const ACTS = 20_000;
const TURNS = 5;
const MS_PER_S = 1000;

const openingRate = async (folder: string, size: number): Promise<number> => {
  const store = openLogStore(folder);
  const head = await store.head();
  const begun = busyMs();
  const { world } = await openStanding(store, registryRulebook, head);
  const ms = busyMs() - begun;
  await store.close();
  if (world.size !== size) throw new Error("the stored town came back another");
  return (size / ms) * MS_PER_S;
};

const bytesIn = (folder: string): number =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

export const measure = (): Promise<readonly Figure[]> =>
  inFolder(async (folder) => {
    const bare = join(folder, "bare");
    const whole = join(folder, "whole");
    const town = await storeTown({ people: 300, proposals: 12, signing: "signed" }, ACTS, { bare, whole });
    const rates: number[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) rates.push(await openingRate(bare, town.size));
    const wire = await feedLength(whole);
    return [
      {
        what: "database to standing, no signatures",
        value: median(rates),
        unit: "acts/s",
        target: { atLeast: 100_000 },
      },
      { what: "an act with its signature", value: town.signedBytes / town.size, unit: "bytes" },
      ratio("on the disk, acts only ÷ act + signature", bytesIn(bare) / town.signedBytes, { atMost: 1.5 }),
      ratio("on the disk with texts ÷ act + signature + text", bytesIn(whole) / (town.signedBytes + town.textBytes), {
        atMost: 1.5,
      }),
      ratio("on the wire with texts ÷ act + signature + text", wire / (town.signedBytes + town.textBytes), {
        atMost: 1.05,
      }),
    ];
  });
