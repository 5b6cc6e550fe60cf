/** Commands inside acts: they come out as they went in, and their texts are found however deep they lie. */
import { describe, expect, it } from "vitest";
import { named } from "../../tests/core/hall.ts";
import { carriedCommands, CARRIED_MAX, carry, commandOf, visitTexts } from "./carried.ts";
import { Malformed, type Command, type Id, type Value } from "./kernel/types.ts";
import { command, kinds } from "./registry.ts";

const question = named("does it help?");
const pilot = command("charter.startPilot", { system: "accords", question, days: 30 });
const draft = (title: string, ...commands: readonly Command[]): Command =>
  command("proposal.draft", {
    decisionClass: "ordinary",
    title: named(title),
    text: named(`${title}, in full`),
    commands: commands.map(carry),
    reviewDays: null,
  });
const textsOf = (of: Command): readonly Id[] => {
  const found: Id[] = [];
  visitTexts(kinds, of, (hash) => found.push(hash));
  return found;
};

describe("a carried command", () => {
  it("is the same command on both sides, and plain data between", () => {
    const carried = carry(pilot);
    expect(JSON.parse(JSON.stringify(carried))).toEqual(carried);
    expect(commandOf(carried)).toEqual(pilot);
    expect(carriedCommands.read(carriedCommands.write([carried]), "")).toEqual([carried]);
  });

  it.each<[string, Value]>([
    ["more than fit", Array.from({ length: CARRIED_MAX + 1 }, () => ["a.b", null])],
    ["a kind that is no kind", [["Accord Sign", null]]],
    ["a body longer than any act's", [["a.b", "x".repeat(20_000)]]],
  ])("is refused with %s", (_title, value) => {
    expect(carriedCommands.read(value, "commands")).toBeInstanceOf(Malformed);
  });

  it("brings its texts along, inside another too", () => {
    expect(textsOf(draft("A", pilot))).toEqual([named("A"), named("A, in full"), question]);
    expect(textsOf(draft("B", draft("A", pilot)))).toContain(question);
  });

  it("names no texts where its kind or its body means nothing", () => {
    expect(textsOf({ kind: "lamp.light", body: null })).toEqual([]);
    expect(textsOf({ kind: "charter.startPilot", body: [] })).toEqual([]);
  });
});
