/** What a result does: it happens with the entry that records it, or the whole result is refused. */
import { describe, expect, it } from "vitest";
import { daysAfter } from "../../kernel/time.ts";
import { at, EFFECT, refusalOf, totals } from "../../../../tests/core/forging.ts";
import { hall, named } from "../../../../tests/core/hall.ts";
import { does } from "../../../../tests/core/proposing.ts";

describe("what a result does", () => {
  const useRules = does("charter.useRules", { version: 1 });
  const weighty = { decisionClass: "weighty", method: "supermajority", commands: [useRules] } as const;

  it("happens with it", () => {
    const room = at(EFFECT);
    expect(refusalOf(weighty, room)).toBeNull();
    expect(room.rules).toBe(1);
  });

  it("needs a decision heavy enough", () => {
    expect(refusalOf({ commands: [useRules] })?.kind).toBe("authority.notEntitled");
  });

  it("is refused with the rule that refuses it", () => {
    const again = does("charter.useRules", { version: 2 });
    expect(refusalOf({ ...weighty, commands: [again] })).toMatchObject({ kind: "rules.inForce", clause: "law.rules" });
  });

  it("is nothing unless it was adopted", () => {
    const rejected = { ...weighty, outcome: "rejected", totals: totals({ yes: 3, no: 3 }), reviewUntil: null } as const;
    expect(refusalOf(rejected)?.kind).toBe("result.commandsNotAdopted");
  });

  it("is public: what members do among themselves stays out of it", () => {
    const { hall: room, people } = hall();
    at(EFFECT, room);
    const until = daysAfter(EFFECT, 30);
    const appoint = does("office.appoint", { office: "facilitator", member: room.memberId(people[0]), until });
    expect(refusalOf({ commands: [appoint] }, room)?.kind).toBe("result.commandsNotPublic");
    expect(refusalOf({ commands: [{ kind: "lamp.light", body: "80" }] }, room)?.kind).toBe("result.commandsNotPublic");
  });

  it("is told in words only where the charter publishes decisions", () => {
    const words = { title: named("A bench"), summary: named("By the door") };
    const closed = at(EFFECT, hall({ "publish.decisions": false }).hall);
    const clause = "charter.publish.decisions";
    expect(refusalOf(words, closed)).toMatchObject({ kind: "result.textsNotPublished", clause });
    const open = at(EFFECT, hall({ "publish.decisions": true }).hall);
    expect(refusalOf(words, open)).toBeNull();
    expect(open.results.result(0)).toMatchObject(words);
  });
});
