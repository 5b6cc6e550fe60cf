/** What `verify` says of a true export, of a damaged one, and of one that its own node has falsified. */
import { beforeAll, describe, expect, it } from "vitest";
import { instantOf } from "../../src/core/kernel/time.ts";
import type { Entry } from "../../src/core/kernel/types.ts";
import { verifyExport, type Verification } from "../../src/core/verify/verifyExport.ts";
import { verifierPool } from "./verifier.ts";
import { exportOf, type Changes } from "./exporting.ts";
import { accordCommand, consented, DAY, draft, village, type Village } from "./village.ts";

let town: Village;
beforeAll(() => {
  town = village(5);
  consented(town, draft(town, (text) => [accordCommand(text)]).id);
  town.log.wait(20 * DAY);
});

const verified = async (audience: "public" | "members", changes?: Changes): Promise<Verification> =>
  verifyExport([await exportOf(town.log, audience, changes)], verifierPool);
const rulesOf = (verification: Verification): readonly (readonly [number | null, string])[] =>
  verification.kind === "judged" ? verification.report.faults.map(({ entry, rule }) => [entry, rule]) : [];

describe("verifying an export", () => {
  it("finds nothing wrong with a true members' export, and judges its results", async () => {
    const verification = await verified("members");
    expect(rulesOf(verification)).toEqual([]);
    if (verification.kind !== "judged") throw new Error("it is whole");
    expect(verification.report.results).toMatchObject({ recorded: 1, judged: 1 });
    expect(verification.report.withheld).toBe(0);
  });

  it("says of a public export what it replayed and how much was withheld", async () => {
    const verification = await verified("public");
    expect(rulesOf(verification)).toEqual([]);
    if (verification.kind !== "judged") throw new Error("it is whole");
    expect(verification.report).toMatchObject({
      results: { recorded: 1, judged: 0 },
      withheld: town.log.entries.length - 2,
    });
  });

  it("finds any flipped byte", async () => {
    const good = await exportOf(town.log, "members");
    for (let at = 0; at < good.length; at += 97) {
      const bad = good.slice();
      bad[at] = (bad[at] ?? 0) ^ 1;
      const verification = await verifyExport([bad], verifierPool);
      expect(verification.kind === "damaged" || verification.report.faults.length > 0, `byte ${at}`).toBe(true);
    }
  });

  it("names an entry whose time runs backwards", async () => {
    const last = town.log.entries.length - 1;
    const entries = (all: readonly Entry[]): readonly Entry[] =>
      all.map((entry) => (entry.index === last ? { ...entry, at: instantOf(entry.at - 30 * DAY) } : entry));
    expect(rulesOf(await verified("members", { entries }))).toContainEqual([last, "act.backInTime"]);
  });

  it("names an act that stands in the log twice", async () => {
    const entries = (all: readonly Entry[]): readonly Entry[] => [
      ...all,
      { ...(all.at(-2) ?? fail()), index: all.length, at: (all.at(-1) ?? fail()).at },
    ];
    expect(rulesOf(await verified("members", { entries }))).toContainEqual([
      town.log.entries.length,
      "act.sequenceUsed",
    ]);
  });

  it("tells a missing text from an erased one", async () => {
    const { log } = town;
    const [hash] = [...log.texts.keys()].slice(-1);
    if (hash === undefined) throw new Error("there are texts");
    expect(rulesOf(await verified("members", { without: hash })).map(([, rule]) => rule)).toEqual(["text.missing"]);
  });
});

const fail = (): never => {
  throw new Error("the log is not empty");
};
