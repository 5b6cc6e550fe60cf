/** Who is told of what: by what stands, at the member's own level, and never more than that something is there. */
import { describe, expect, it } from "vitest";
import { accordCommand, consented, DAY, draft, joined, village, type Village } from "../../../tests/life/village.ts";
import { core } from "../registry.ts";
import type { Ask } from "../kernel/wiring.ts";
import { pathOf, threadScope, wantedBy, type Level, type Matter, type Scope } from "./matter.ts";
import { personalMatters, takesPart } from "./personal.ts";
import { sharedMatters } from "./standing.ts";

const HOUR = 3_600_000;
const FOUNDER = 1;

const asks =
  ({ log }: Village): Ask =>
  (of) =>
    core.standing(log.world, of, log.now);
const shared = (town: Village): readonly Matter[] => sharedMatters(asks(town), town.log.now);
const own = (town: Village, member: number): readonly Matter[] => personalMatters(asks(town), member, town.log.now);
const keysOf = (matters: readonly Matter[], category?: string): readonly string[] =>
  matters.filter((matter) => category === undefined || matter.category === category).map(({ key }) => key);
/** What is there after something happened and was not there before. */
const news = (town: Village, member: number, happens: () => void): readonly Matter[] => {
  const before = new Set(keysOf([...shared(town), ...own(town, member)]));
  happens();
  return [...shared(town), ...own(town, member)].filter(({ key }) => !before.has(key));
};

describe("a proposal", () => {
  it("is news when it opens, when its ballot opens, when it is decided and when it is over; as a draft it is nobody's", () => {
    const town = village(3);
    const { log, people } = town;
    const proposal = draft(town, (text) => [accordCommand(text)]).id;
    expect(shared(town)).toEqual([]);
    const opened = news(town, 2, () => log.act(people[0], "proposal.open", { proposal }));
    expect(opened).toMatchObject([{ category: "decision", scope: threadScope(proposal), by: FOUNDER }]);
    log.wait(11 * DAY);
    const frozen = news(town, 2, () =>
      log.act(people[0], "proposal.freeze", (text) => ({ version: proposal, summary: text("Bread.") })),
    );
    expect(frozen.map(({ category }) => category)).toEqual(["decision", "needsMe"]);
    const decided = news(town, 2, () => {
      for (const person of people) log.act(person, "proposal.consent", { version: proposal });
      log.wait(6 * DAY);
    });
    expect(keysOf(decided)).toEqual([`decision/${proposal}/decided`]);
    const over = news(town, 2, () => log.wait(6 * DAY));
    expect(keysOf(over, "decision")).toEqual([`decision/${proposal}/ended`]);
  });

  it("wants a member's word until it is given, and once more on the last day", () => {
    const town = village(3);
    const { log, people } = town;
    const proposal = draft(town, (text) => [accordCommand(text)]).id;
    log.act(people[0], "proposal.open", { proposal });
    log.wait(11 * DAY);
    log.act(people[0], "proposal.freeze", (text) => ({ version: proposal, summary: text("Bread.") }));
    const [need] = own(town, 2).filter(({ category }) => category === "needsMe");
    expect(need?.deadline).toBeGreaterThan(log.now);
    log.until(log.now);
    log.wait((need?.deadline ?? 0) - log.now - 25 * HOUR);
    expect(keysOf(own(town, 2), "needsMe")).toHaveLength(1);
    log.wait(2 * HOUR);
    expect(keysOf(own(town, 2), "needsMe").filter((key) => key.endsWith("/last"))).toHaveLength(1);
    const second = people[1];
    if (second !== undefined) log.act(second, "proposal.consent", { version: proposal });
    expect(keysOf(own(town, 2), "needsMe")).toEqual([]);
  });

  it("tells of what is said in its thread, not to who said it", () => {
    const town = village(3);
    const { log, people } = town;
    const proposal = draft(town, (text) => [accordCommand(text)]).id;
    log.act(people[0], "proposal.open", { proposal });
    const said = news(town, 2, () =>
      log.act(people[0], "thread.post", (text) => ({ proposal, parent: null, sort: "question", text: text("Why?") })),
    );
    expect(said).toMatchObject([{ category: "talk", by: FOUNDER }]);
    expect(wantedBy(FOUNDER, said, "everything", new Map())).toEqual([]);
    expect(wantedBy(2, said, "everything", new Map())).toEqual(said);
  });
});

describe("an end", () => {
  it("comes to mind 30, 14, 7 days and one day before, and once when it is over", () => {
    const town = village(3);
    const { log } = town;
    consented(town, draft(town, (text) => [accordCommand(text)]).id);
    log.wait(12 * DAY);
    const steps = new Set<string>();
    for (let day = 0; day < 100; day += 1) {
      for (const key of keysOf(shared(town), "lapse"))
        if (key.includes("accord ")) steps.add(key.split("/").at(-1) ?? "");
      log.wait(DAY);
    }
    expect([...steps]).toEqual(["30", "14", "7", "1", "over"]);
  });
});

describe("a member's keys", () => {
  it("are told of by every new state of a recovery, and by every device", () => {
    const town = village(4);
    const { log, people } = town;
    const [, helper] = people;
    const fresh = log.hand("a new phone");
    const begun = news(town, 1, () => {
      const evidence = log.evidence("device", fresh, helper ?? people[0]);
      const member = log.world.origin;
      log.act(helper ?? people[0], "recovery.start", { member, newKey: fresh.signer.publicKey }, [evidence]);
    });
    expect(begun.filter(({ category }) => category === "safety")).toMatchObject([{ place: { screen: "recovery" } }]);
    expect(keysOf(own(town, 1), "safety").filter((key) => key.startsWith("safety/device"))).toHaveLength(1);
    const others = own(town, 3).filter(({ key }) => key.startsWith("needsMe/recovery/"));
    expect(others).toMatchObject([{ place: { screen: "home" }, scope: null }]);
  });
});

describe("a level", () => {
  const matter = (category: Matter["category"], scope: Scope | null = null): Matter => ({
    key: `${category}/${scope ?? ""}`,
    category,
    scope,
    deadline: null,
    place: { screen: "home" },
    by: null,
  });
  const all = [matter("safety"), matter("needsMe"), matter("decision"), matter("lapse"), matter("talk")];
  const told = (level: Level): readonly string[] => wantedBy(2, all, level, new Map()).map(({ category }) => category);

  it("lets through everything, decisions and tasks, what lapses, or nothing; what is about one's keys always", () => {
    expect(told("everything")).toEqual(["safety", "needsMe", "decision", "lapse", "talk"]);
    expect(told("tasks")).toEqual(["safety", "needsMe", "decision", "lapse"]);
    expect(told("lapses")).toEqual(["safety", "lapse"]);
    expect(told("nothing")).toEqual(["safety"]);
  });

  it("of a thread counts for that thread alone", () => {
    const town = village(1);
    const scope = threadScope(town.log.origin);
    const matters = [matter("talk", scope), matter("decision")];
    expect(wantedBy(2, matters, "tasks", new Map([[scope, "everything"]]))).toHaveLength(2);
    expect(wantedBy(2, matters, "everything", new Map([[scope, "nothing"]]))).toEqual([matters[1]]);
  });

  it("tells of one thread the most pressing alone", () => {
    const scope = threadScope(village(1).log.origin);
    const matters = [matter("talk", scope), matter("decision", scope), matter("needsMe", scope)];
    expect(wantedBy(2, matters, "everything", new Map())).toEqual([matters[2]]);
  });
});

it("who left takes part in nothing, and is told of nothing", () => {
  const town = village(1);
  const person = joined(town.log, town.people[0], "somebody");
  expect(takesPart(asks(town), 2)).toBe(true);
  town.log.act(person, "member.leave", {});
  expect([takesPart(asks(town), 2), takesPart(asks(town), 99)]).toEqual([false, false]);
});

it("what needs a member leads home, whatever it is", () => {
  const town = village(1);
  expect(pathOf(town.log.origin, { screen: "home" })).toBe(`/m/${town.log.origin}`);
  expect(pathOf(town.log.origin, { screen: "proposal", ordinal: 12 })).toBe(`/m/${town.log.origin}/decisions/12`);
});
