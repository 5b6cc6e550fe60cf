/** The demo must be believable on whatever day somebody opens it: real acts, all accepted, and something to do this week. */
import { describe, expect, it } from "vitest";
import { accords, charter, community, core, deliberation } from "../../core/registry.ts";
import { DAY_MS, HOUR_MS, instantOf } from "../../core/kernel/time.ts";
import type { Instant, Refusal } from "../../core/kernel/types.ts";
import type { World } from "../../core/kernel/world.ts";
import { wordsOf } from "../../core/log/text.ts";
import { writeDemo, type Demo } from "./writeDemo.ts";

const AFTERNOON = instantOf(Date.UTC(2026, 5, 17, 15, 30));
/** Ends of months long and short, a leap day, midnights. */
const OTHER_ENDS = [
  Date.UTC(2026, 0, 31, 0, 0, 1),
  Date.UTC(2026, 7, 1),
  Date.UTC(2027, 2, 1, 23, 59),
  Date.UTC(2028, 1, 29, 12),
].map(instantOf);

type Lived = {
  readonly demo: Demo;
  readonly world: World;
  readonly refusals: readonly Refusal[];
  readonly until: Instant;
};
const lived = (until: Instant): Lived => {
  const demo = writeDemo({ seed: "a test", until });
  const refusals: Refusal[] = [];
  const world = core.replay(core.begin(), demo.entries, (_entry, refusal) => refusals.push(refusal));
  return { demo, world, refusals, until };
};

/** Seeds in which somebody once replied after a call-back, or voted while a late quorum still held the round open. */
const HASTY_SEEDS = [0, 1, 12, 13, 18];

describe("the demo", () => {
  const { demo, world, refusals } = lived(AFTERNOON);
  const proposals = core.standing(world, deliberation, AFTERNOON);
  const register = core.standing(world, accords, AFTERNOON).register();

  it("is made of acts that the rules accept", () => {
    expect(refusals).toEqual([]);
    expect(demo.entries.length).toBeGreaterThan(500);
    expect(demo.entries.every(({ at }, place) => at >= (demo.entries[place - 1]?.at ?? 0) && at <= AFTERNOON)).toBe(
      true,
    );
  });

  it("can be written whatever the seed", () => {
    for (const seed of HASTY_SEEDS)
      expect(
        writeDemo({ seed: `s${seed}-`, until: instantOf(Date.UTC(2026, 10, 1 + seed, seed, seed)) }).entries,
      ).not.toEqual([]);
  });

  it("shows every way a proposal can go", () => {
    const endings = new Set(proposals.closed(100).map(({ ending }) => ending));
    expect(endings).toEqual(new Set(["adopted", "calledBack", "noQuorum"]));
    const closed = proposals.closed(100);
    expect(closed.some(({ version, ending }) => version > 1 && ending === "adopted")).toBe(true);
    expect(closed.some(({ method, procedure }) => procedure?.method === "consent" && method === "supermajority")).toBe(
      true,
    );
    expect(new Set(proposals.live().map(({ phase }) => phase))).toEqual(
      new Set(["coolingOff", "deliberating", "deciding", "draft"]),
    );
  });

  it("shows an accord in force, one reaffirmed, one lapsed, one winding down and one refused", () => {
    expect(new Set(register.map(({ standing }) => standing.kind))).toEqual(
      new Set(["inForce", "windingDown", "lapsed"]),
    );
    expect(register.some(({ row }) => row.renewals === 1)).toBe(true);
    expect(demo.refused.map(({ refusal }) => refusal.kind)).toEqual(["redLine.crossed"]);
  });

  it("has people away, people visiting, a phone recovered and rules on trial", () => {
    const people = core.standing(world, community, AFTERNOON);
    expect(people.totals).toEqual({ members: 12, guests: 1, electors: 11 });
    const rules = core.standing(world, charter, AFTERNOON);
    expect(rules.readings()).toHaveLength(1);
    expect(rules.systems().some(({ pilot, isOn }) => pilot !== null && isOn)).toBe(true);
  });

  it("says everything in words, but for what was taken back", () => {
    const written = demo.texts.map((text) => wordsOf(text) ?? "");
    expect(written.every((words) => words.trim().length > 0)).toBe(true);
    expect(written.some((words) => words.includes("try working until one"))).toBe(false);
  });

  it("is the same from the same seed, and another community from another", () => {
    const again = writeDemo({ seed: "a test", until: AFTERNOON });
    const other = writeDemo({ seed: "another", until: AFTERNOON });
    const ids = ({ entries }: Demo) => entries.map(({ signed }) => ("id" in signed ? signed.id : null));
    expect(ids(again)).toEqual(ids(demo));
    expect(other.origin).not.toBe(demo.origin);
  });

  it("opens two hundred doors to visitors, for a month", () => {
    const { invitationsForVisitors } = demo;
    const nearlyOver = core.advance(world, instantOf(AFTERNOON + 29 * DAY_MS));
    const people = core.standing(nearlyOver, community, instantOf(AFTERNOON + 29 * DAY_MS));
    expect(new Set(invitationsForVisitors.map(({ invitation }) => invitation)).size).toBe(200);
    expect(invitationsForVisitors.every(({ invitation }) => typeof people.invitation(invitation) === "object")).toBe(
      true,
    );
  });

  it.each([AFTERNOON, ...OTHER_ENDS])("has something for this week when it is opened at %i", (until) => {
    const { world: then, refusals: refused } = lived(until);
    expect(refused).toEqual([]);
    const soon = core.standing(then, accords, until).lapsesNext(1)[0];
    const lapsesIn = soon?.standing.kind === "inForce" ? soon.standing.until - until : 0;
    expect(lapsesIn).toBeGreaterThan(12 * HOUR_MS);
    expect(lapsesIn).toBeLessThan(8 * DAY_MS);
    const open = core.standing(then, deliberation, until).live();
    const phases = open.map(({ phase }) => phase);
    expect(phases).toEqual(expect.arrayContaining(["coolingOff", "deciding", "draft"]));
    const deciding = open.find(({ phase }) => phase === "deciding");
    expect(deciding?.quorum?.missing).toBe(1);
  });
});
