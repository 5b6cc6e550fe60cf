/** From draft to ballot: what opening fixes, how long people deliberate, when a text may be frozen and by whom. */
import { describe, expect, it } from "vitest";
import { daysAfter, hoursAfter, instantOf, MINUTE_MS } from "../../kernel/time.ts";
import { hall, HOUR, named, type Hall } from "../../../../tests/core/hall.ts";
import { does, drafted, frozen, opened, wording } from "../../../../tests/core/proposing.ts";
import { OPEN_MAX } from "./limits.ts";

const summary = named("in sixty words");
const mayFreezeFrom = (room: Hall, id: ReturnType<typeof drafted>): number => room.proposal(id).clock.next?.at ?? 0;

describe("opening", () => {
  it("fixes the rules, the electorate and the least deliberation as they stand", () => {
    const { hall: room, people } = hall();
    const proposal = opened(room, people[0]);
    expect(room.proposal(proposal).procedure).toMatchObject({
      rules: 2,
      openedAt: room.now,
      electors: 6,
      quorumNeeded: 3,
      callBacksNeeded: 3,
      method: "consent",
      fallback: "majority",
      deliberationEndsAt: daysAfter(room.now, 4),
    });
  });

  it("is for the author or a facilitator, and once only", () => {
    const { hall: room, people } = hall();
    const proposal = drafted(room, people[0]);
    expect(room.refused(people[1], "proposal.open", { proposal })).toBe("proposal.notYours");
    room.act(people[0], "proposal.open", { proposal });
    expect(room.refused(people[0], "proposal.open", { proposal })).toBe("proposal.notDraft");
  });

  it("lets a facilitator open what somebody else drafted", () => {
    const { hall: room, people } = hall();
    facilitated(room, people);
    const proposal = drafted(room, people[0]);
    expect(room.refused(people[2], "proposal.open", { proposal })).toBe("proposal.notYours");
    expect(room.refused(people[1], "proposal.open", { proposal })).toBeNull();
  });

  it(`lets nobody have more than ${OPEN_MAX} proposals open at once`, () => {
    const { hall: room, people } = hall();
    for (let place = 0; place < OPEN_MAX; place += 1) opened(room, people[0]);
    const proposal = drafted(room, people[0]);
    expect(room.refused(people[0], "proposal.open", { proposal })).toBe("proposal.tooManyOpen");
    expect(room.proposals.loadOf(room.memberOf(people[0]))).toEqual({ drafts: 1, open: OPEN_MAX });
  });
});

const facilitated = (room: Hall, people: ReturnType<typeof hall>["people"]): void => {
  const until = daysAfter(room.now, 100);
  const appoint = does("office.appoint", { office: "facilitator", member: room.memberId(people[1]), until });
  const proposal = frozen(room, people[0], { commands: [appoint] });
  for (const person of people.slice(0, 3)) room.act(person, "proposal.consent", { version: proposal });
  room.passes(proposal);
  room.passes(proposal);
  room.record();
};

describe("freezing", () => {
  it("is refused until the least deliberation is over, to the millisecond", () => {
    const { hall: room, people } = hall();
    const proposal = opened(room, people[0]);
    const from = daysAfter(room.now, 4);
    expect(mayFreezeFrom(room, proposal)).toBe(from);
    room.untilJustBefore(from);
    expect(room.proposal(proposal).phase).toBe("deliberating");
    const { refusal } = room.attempt(people[0], "proposal.freeze", { version: proposal, summary });
    expect(refusal).toMatchObject({
      kind: "proposal.deliberationNotOver",
      clause: "charter.classes.ordinary.deliberationMinutes",
      data: { endsAt: from },
    });
    room.until(from);
    expect(room.proposal(proposal).phase).toBe("mayFreeze");
    expect(room.refused(people[0], "proposal.freeze", { version: proposal, summary })).toBeNull();
    expect(room.proposal(proposal)).toMatchObject({ phase: "deciding", summary, round: 1, method: "consent" });
  });

  it("is refused for a draft, and for a text frozen already", () => {
    const { hall: room, people } = hall();
    const draft = drafted(room, people[0]);
    expect(room.refused(people[0], "proposal.freeze", { version: draft, summary })).toBe("proposal.notDeliberating");
    const proposal = frozen(room, people[0]);
    expect(room.refused(people[0], "proposal.freeze", { version: proposal, summary })).toBe("proposal.notDeliberating");
  });

  it("is refused to whoever neither wrote it nor facilitates", () => {
    const { hall: room, people } = hall();
    const proposal = opened(room, people[0]);
    room.until(daysAfter(room.now, 4));
    expect(room.refused(people[1], "proposal.freeze", { version: proposal, summary })).toBe("proposal.notYours");
  });

  it("binds the wording that was seen: naming an older one is refused and told the newer", () => {
    const { hall: room, people } = hall();
    const first = opened(room, people[0]);
    const newer = room.act(people[0], "proposal.revise", { proposal: first, ...wording() });
    room.until(daysAfter(room.now, 5));
    const { refusal } = room.attempt(people[0], "proposal.freeze", { version: first, summary });
    expect(refusal).toMatchObject({ kind: "proposal.newerVersion", data: { newer, version: 2 } });
  });

  it("lets a revised wording rest a day, so that nobody is surprised by the last word", () => {
    const { hall: room, people } = hall({ "deliberation.restAfterRevisionHours": 24 });
    const proposal = opened(room, people[0]);
    room.until(instantOf(daysAfter(room.now, 4) - HOUR * MINUTE_MS));
    const version = room.act(people[0], "proposal.revise", { proposal, ...wording() });
    const rested = hoursAfter(room.now, 24);
    expect(mayFreezeFrom(room, proposal)).toBe(rested);
    room.untilJustBefore(rested);
    expect(room.refused(people[0], "proposal.freeze", { version, summary })).toBe("proposal.resting");
    room.until(rested);
    expect(room.refused(people[0], "proposal.freeze", { version, summary })).toBeNull();
  });

  it("never lets an urgent wording rest longer than its class deliberates", () => {
    const { hall: room, people } = hall({ "classes.urgent.deliberationMinutes": 6 * HOUR });
    const proposal = opened(room, people[0], { decisionClass: "urgent" });
    room.wait(5 * HOUR);
    const version = room.act(people[0], "proposal.revise", { proposal, ...wording() });
    room.wait(6 * HOUR);
    expect(room.refused(people[0], "proposal.freeze", { version, summary })).toBeNull();
  });

  it("is refused when what it would do has become impossible meanwhile", () => {
    const { hall: room, people } = hall();
    const commands = [does("charter.useRules", { version: 1 })];
    const words = { decisionClass: "weighty", commands } as const;
    const late = opened(room, people[1], words);
    const early = frozen(room, people[0], words);
    for (const person of people) room.act(person, "proposal.vote", { version: early, choice: "yes" });
    room.passes(early);
    room.passes(early);
    room.record();
    expect(room.refused(people[1], "proposal.freeze", { version: late, summary })).toBe("rules.inForce");
  });
});

describe("a proposal that is never frozen", () => {
  it("expires, counted from the end of its deliberation", () => {
    const { hall: room, people } = hall({ "deliberation.draftDays": 56 });
    const proposal = opened(room, people[0]);
    const end = daysAfter(daysAfter(room.now, 4), 56);
    room.untilJustBefore(end);
    expect(room.proposal(proposal)).toMatchObject({
      phase: "mayFreeze",
      clock: { ifNothing: { at: end, what: "expires" } },
    });
    room.until(end);
    expect(room.proposal(proposal).ending).toBe("expired");
    expect(room.proposals.loadOf(room.memberOf(people[0]))).toEqual({ drafts: 0, open: 0 });
  });
});
