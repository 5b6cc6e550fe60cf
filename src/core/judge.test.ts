/** Judging the node: a true result is attested, and every false one is told apart by what is false in it. */
import { describe, expect, it } from "vitest";
import { daysAfter } from "./kernel/time.ts";
import type { Entry } from "./kernel/types.ts";
import { judge, resultsOwed } from "./judge.ts";
import { court } from "./nodeActs.ts";
import { command } from "./registry.ts";
import type { ResultBody } from "./result.ts";
import { hall, named, type Hall } from "../../tests/core/hall.ts";
import { adopted, does } from "../../tests/core/proposing.ts";

/** A hall in which one result is owed, and that result. */
const owing = (): { readonly room: Hall; readonly owed: ResultBody } => {
  const { hall: room, people } = hall();
  const id = adopted(room, people, { decisionClass: "weighty", commands: [does("charter.useRules", { version: 1 })] });
  room.passes(id);
  const [owed] = resultsOwed(court, room.world, room.now);
  if (owed === undefined) throw new Error("a result is owed");
  return { room, owed };
};
/** The entry by which the node would record this, without recording it. */
const entryOf = (room: Hall, body: unknown): Entry => {
  const { world } = room;
  const { entry } = room.attempt(room.node, "result.record", body);
  room.world = world;
  return entry;
};

describe("a recorded result", () => {
  it("agrees where it is what one's own fold says, and names the root to attest", () => {
    const { room, owed } = owing();
    const entry = entryOf(room, owed);
    expect(judge(court, room.world, entry)).toEqual({ kind: "agrees", membersRoot: owed.membersRoot });
  });

  it.each<[string, Partial<ResultBody>, readonly string[]]>([
    ["outcome", { outcome: "noQuorum" }, ["outcome"]],
    [
      "totals",
      { totals: { electors: 6, yes: 5, standAside: 0, no: 0, abstain: 0, quorumNeeded: 3, callBacks: 0 } },
      ["totals"],
    ],
    ["commands", { commands: [] }, ["commands"]],
    ["members' root", { membersRoot: named("another") }, ["root"]],
    ["log, which it says is longer,", { membersSize: 1_000 }, ["root"]],
    ["review date", { reviewUntil: null }, ["procedure"]],
    ["class", { decisionClass: "ordinary" }, ["procedure"]],
  ])("disagrees where the %s is another", (_title, changes, on) => {
    const { room, owed } = owing();
    expect(judge(court, room.world, entryOf(room, { ...owed, ...changes }))).toEqual({ kind: "disagrees", on });
  });

  it("disagrees where nothing is awaited: too early, or of a proposal nobody made", () => {
    const { room, owed } = owing();
    const unknown = entryOf(room, { ...owed, decision: named("nothing") });
    expect(judge(court, room.world, unknown)).toEqual({ kind: "disagrees", on: ["outcome"] });
    const { hall: early, people } = hall();
    const id = adopted(early, people);
    const premature = entryOf(early, { ...owed, decision: id });
    expect(judge(court, early.world, premature)).toEqual({ kind: "disagrees", on: ["outcome"] });
  });

  it("leaves the root unsaid where the log has gone on since", () => {
    const { room, owed } = owing();
    const [person] = room.people;
    if (person === undefined) throw new Error("somebody is there");
    room.act(person, "member.invite", {
      key: named("a new invitation"),
      role: "member",
      expiresAt: daysAfter(room.now, 3),
      note: null,
    });
    expect(judge(court, room.world, entryOf(room, owed))).toEqual({ kind: "rootUnseen" });
  });

  it("is all that can be judged, and a malformed one is false", () => {
    const { room, owed } = owing();
    const entry = entryOf(room, owed);
    if (!("act" in entry.signed)) throw new Error("the act is at hand");
    const { act } = entry.signed;
    const other = {
      ...entry.signed,
      act: { ...act, command: command("proposal.consent", { version: owed.decision }) },
    };
    expect(() => judge(court, room.world, { ...entry, signed: other })).toThrow(TypeError);
    const broken = { ...entry.signed, act: { ...act, command: { kind: "result.record", body: [] } as const } };
    expect(judge(court, room.world, { ...entry, signed: broken })).toEqual({ kind: "disagrees", on: ["outcome"] });
  });
});
