/** The demo must be believable on whatever day somebody opens it: real acts, all accepted, and something to do this week. */
import { describe, expect, it } from "vitest";
import { accords, assembly, charter, community, core, deliberation, kinds } from "../../core/registry.ts";
import { DAY_MS, HOUR_MS, instantOf } from "../../core/kernel/time.ts";
import type { Instant, Kind, Refusal } from "../../core/kernel/types.ts";
import type { World } from "../../core/kernel/world.ts";
import { wordsOf } from "../../core/log/text.ts";
import { verifyExport } from "../../core/verify/verifyExport.ts";
import { openVerifierPool } from "../../node/crypto/verifierPool.ts";
import { exportOf } from "./exportOf.ts";
import { writeDemo, type Demo } from "./writeDemo.ts";

const AFTERNOON = instantOf(Date.UTC(2026, 5, 17, 15, 30));
/** Ends of months long and short, a leap day, midnights; each with a seed of its own. */
const OTHER_ENDS = [Date.UTC(2026, 0, 31, 0, 0, 1), Date.UTC(2027, 2, 1, 23, 59), Date.UTC(2028, 1, 29, 12)].map(
  instantOf,
);
/** So many entries a phone reads in a few seconds. */
const ENTRIES_MAX = 3000;

/** What no member of a peaceful year does: each with why. */
const NOT_DONE: Readonly<Record<Kind, string>> = {
  "charter.reaffirm": "no rule that a decision made is old enough",
  "charter.useRules": "it was founded under the newest rules",
  "result.dispute": "the node recorded nothing that was wrong",
  "text.erasePublic": "only the node does it, and nobody asked",
  "device.flagCloned": "only the node does it, and no key was copied",
  "office.recall": "nobody was recalled; one resigned",
  "exclusion.reverse": "the panel took the exclusion back, so the assembly did not have to",
  "recovery.decide": "no recovery came before the assembly",
};

type Lived = { readonly demo: Demo; readonly world: World; readonly refusals: readonly Refusal[] };
const lived = (until: Instant, seed = "a test"): Lived => {
  const demo = writeDemo({ seed, until });
  const refusals: Refusal[] = [];
  const world = core.replay(core.begin(), demo.entries, (_entry, refusal) => refusals.push(refusal));
  return { demo, world, refusals };
};

const { demo, world, refusals } = lived(AFTERNOON);
const proposals = core.standing(world, deliberation, AFTERNOON);
const words = demo.texts.map((text) => wordsOf(text) ?? "");

describe("the demo", () => {
  it("is made of acts that the rules accept", () => {
    expect(refusals).toEqual([]);
    expect(demo.entries.length).toBeGreaterThan(2000);
    expect(demo.entries.length).toBeLessThan(ENTRIES_MAX);
    const isInOrder = demo.entries.every(
      ({ at }, place) => at >= (demo.entries[place - 1]?.at ?? 0) && at <= AFTERNOON,
    );
    expect(isInOrder).toBe(true);
  });

  it("is a log in which whoever verifies it finds no fault", async () => {
    const verifier = openVerifierPool();
    const verification = await verifyExport(await exportOf(demo), verifier);
    await verifier.close();
    expect(verification).toMatchObject({ kind: "judged", report: { faults: [] } });
  });

  it("has every act that there is but for those of an unpeaceful year", () => {
    const done = new Set(demo.entries.flatMap(({ signed }) => ("act" in signed ? [signed.act.command.kind] : [])));
    const results = core.standing(world, assembly, AFTERNOON);
    for (let ordinal = 0; ordinal < results.count; ordinal += 1) {
      const outcome = results.result(ordinal)?.outcome;
      const proposal = proposals.resolve(results.result(ordinal)?.decision ?? demo.origin);
      if (outcome !== "adopted" || proposal === undefined) continue;
      for (const { kind } of proposals.commandsOf(proposal)) done.add(kind);
    }
    expect([...kinds.keys()].filter((kind) => !done.has(kind))).toEqual(Object.keys(NOT_DONE));
  });

  it("shows every way a proposal can go", () => {
    const closed = proposals.closed(100);
    expect(new Set(closed.map(({ ending }) => ending))).toEqual(
      new Set(["adopted", "calledBack", "noQuorum", "rejected", "unfulfilled", "withdrawn"]),
    );
    expect(closed.some(({ version, ending }) => version > 1 && ending === "adopted")).toBe(true);
    const byVote = closed.filter(({ method, procedure }) => procedure?.method === "consent" && method !== "consent");
    expect(new Set(byVote.map(({ ending }) => ending))).toEqual(new Set(["adopted", "rejected"]));
    expect(new Set(proposals.live().map(({ phase }) => phase))).toEqual(
      new Set(["draft", "deliberating", "mayFreeze", "revising", "deciding", "coolingOff"]),
    );
  });

  it("shows an urgent decision that was ratified and one that ended because it was not", () => {
    const results = core.standing(world, assembly, AFTERNOON);
    const urgent = results.newest(100).filter(({ decisionClass }) => decisionClass === "urgent");
    expect(urgent.map(({ ratifiedBy }) => ratifiedBy !== null).sort()).toEqual([false, true]);
  });

  it("shows accords in force, reaffirmed, lapsed, winding down, ended early, and refused", () => {
    const register = core.standing(world, accords, AFTERNOON).register();
    expect(new Set(register.map(({ standing }) => standing.kind))).toEqual(
      new Set(["inForce", "windingDown", "lapsed", "ended"]),
    );
    expect(register.length).toBeGreaterThanOrEqual(12);
    expect(register.filter(({ row }) => row.renewals > 0).length).toBeGreaterThan(2);
    expect(demo.refused.map(({ refusal }) => refusal.kind)).toEqual(["redLine.crossed"]);
    expect(proposals.undone()).toHaveLength(1);
  });

  it("has people away, people visiting, rules that were tried and rules that were read twice", () => {
    const people = core.standing(world, community, AFTERNOON);
    expect(people.totals).toEqual({ members: 60, guests: 2, electors: 58 });
    expect(people.officeHolders()).toHaveLength(4);
    const rules = core.standing(world, charter, AFTERNOON);
    expect(rules.readings()).toHaveLength(1);
    expect(rules.systems().some(({ pilot, made }) => pilot !== null && made !== null)).toBe(true);
    expect(rules.lapsesNext(10).map(({ path }) => path)).toContain("redLine.no-data-access");
  });

  it("is written in three languages, and in words, but for what was taken back", () => {
    expect(words.every((said) => said.trim().length > 0)).toBe(true);
    expect(words.some((said) => said.includes("try working until one"))).toBe(false);
    expect(words.filter((said) => /[\u0600-\u06ff]/.test(said)).length).toBeGreaterThan(60);
    expect(words.filter((said) => /[¿áéíóúñ]/.test(said)).length).toBeGreaterThan(60);
  });

  it("opens two hundred doors to visitors, for a month", () => {
    const { invitationsForVisitors } = demo;
    const late = instantOf(AFTERNOON + 29 * DAY_MS);
    const people = core.standing(core.advance(world, late), community, late);
    expect(new Set(invitationsForVisitors.map(({ invitation }) => invitation)).size).toBe(200);
    const areOpen = invitationsForVisitors.every(({ invitation }) => typeof people.invitation(invitation) === "object");
    expect(areOpen).toBe(true);
  });

  it("is the same from the same seed", () => {
    const again = writeDemo({ seed: "a test", until: AFTERNOON });
    const ids = ({ entries }: Demo) => entries.map(({ signed }) => ("id" in signed ? signed.id : null));
    expect(ids(again)).toEqual(ids(demo));
  });
});

describe("on any day", () => {
  it.each([AFTERNOON, ...OTHER_ENDS])("it has something for this week, and is a world of its own: %i", (until) => {
    const then = until === AFTERNOON ? { demo, world, refusals } : lived(until, `seed ${until}`);
    expect(then.refusals).toEqual([]);
    expect(until === AFTERNOON || then.demo.origin !== demo.origin).toBe(true);
    const soon = core.standing(then.world, accords, until).lapsesNext(1)[0];
    const lapsesIn = soon?.standing.kind === "inForce" ? soon.standing.until - until : 0;
    expect(lapsesIn).toBeGreaterThan(12 * HOUR_MS);
    expect(lapsesIn).toBeLessThan(8 * DAY_MS);
    const open = core.standing(then.world, deliberation, until).live();
    const phases = open.map(({ phase }) => phase);
    expect(phases).toEqual(expect.arrayContaining(["draft", "deliberating", "revising", "deciding", "coolingOff"]));
    expect(open.some(({ phase, quorum }) => phase === "deciding" && quorum?.missing === 1)).toBe(true);
    expect(open.some(({ phase, quorum }) => phase === "deciding" && quorum?.missing === 0)).toBe(true);
  });
});
