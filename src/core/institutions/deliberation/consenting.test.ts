/** Deciding by consent: who may speak, what counts, and what an objection does. */
import { describe, expect, it } from "vitest";
import { daysAfter } from "../../kernel/time.ts";
import type { Id } from "../../kernel/types.ts";
import { hall, named, type Hall, type Person } from "../../../../tests/core/hall.ts";
import { consent, frozen, objection, opened, vote, wording } from "../../../../tests/core/proposing.ts";

describe("a consent round", () => {
  it("adopts what enough consent to and nobody objects to, at its deadline and not before", () => {
    const { hall: room, people } = hall();
    const id = frozen(room, people[0]);
    const end = daysAfter(room.now, 3);
    consent(room, id, people[0], people[1], people[2]);
    expect(room.proposal(id).quorum).toEqual({ needed: 3, counted: 3, missing: 0 });
    room.untilJustBefore(end);
    expect(room.proposal(id)).toMatchObject({ phase: "deciding", clock: { ifNothing: { at: end, what: "adopted" } } });
    room.until(end);
    expect(room.proposal(id)).toMatchObject({ phase: "coolingOff", decided: "adopted", decidedAt: end });
  });

  it("ends without a quorum when one is missing, and says beforehand that it will", () => {
    const { hall: room, people } = hall();
    const id = frozen(room, people[0]);
    consent(room, id, people[0], people[1]);
    expect(room.proposal(id)).toMatchObject({ quorum: { missing: 1 }, clock: { ifNothing: { what: "noQuorum" } } });
    room.passes(id);
    expect(room.proposal(id)).toMatchObject({ phase: "awaitingResult", decided: "noQuorum" });
  });

  it("refuses whoever speaks at the deadline", () => {
    const { hall: room, people } = hall();
    const id = frozen(room, people[0]);
    consent(room, id, people[0], people[1], people[2]);
    const end = room.endOf(id);
    room.untilJustBefore(end);
    expect(room.refused(people[3], "proposal.consent", { version: id })).toBeNull();
    room.until(end);
    expect(room.refused(people[4], "proposal.consent", { version: id })).toBe("proposal.notDeciding");
  });

  it("cannot begin before the text is frozen", () => {
    const { hall: room, people } = hall();
    const id = opened(room, people[0]);
    const { refusal } = room.attempt(people[0], "proposal.consent", { version: id });
    expect(refusal).toMatchObject({ kind: "proposal.notDeciding", data: { mayFreezeAt: daysAfter(room.now, 4) } });
  });

  it("counts one word of each member, the last one", () => {
    const { hall: room, people } = hall();
    const id = frozen(room, people[0]);
    consent(room, id, people[0]);
    expect(room.refused(people[0], "proposal.consent", { version: id })).toBe("proposal.saidAlready");
    room.act(people[0], "proposal.object", objection(id));
    expect(room.proposal(id).tally).toMatchObject({ yes: 0, no: 1 });
    expect(room.proposals.objections(0)).toEqual([
      { member: room.memberOf(people[0]), word: "object", entry: room.world.size - 1 },
    ]);
    consent(room, id, people[0]);
    expect(room.proposal(id).tally).toMatchObject({ yes: 1, no: 0 });
    expect(room.proposals.wordOf(0, room.memberOf(people[0]))).toBe("consent");
  });

  it("is no vote", () => {
    const { hall: room, people } = hall();
    const id = frozen(room, people[0]);
    expect(room.refused(people[0], "proposal.vote", { version: id, choice: "yes" })).toBe("proposal.otherMethod");
  });

  it("is for those who could decide when it opened", () => {
    const { hall: room, people } = hall();
    const id = opened(room, people[0]);
    room.wait(1);
    const newcomer = room.welcome("Gil");
    room.passes(id);
    room.act(people[0], "proposal.freeze", { version: id, summary: named("short") });
    expect(room.refused(newcomer, "proposal.consent", { version: id })).toBe("proposal.notElectorThen");
    expect(room.proposal(id).procedure?.electors).toBe(6);
  });

  it("hears nothing from guests", () => {
    const { hall: room, people } = hall();
    const guest = room.welcome("Gil", "guest");
    const id = frozen(room, people[0]);
    expect(room.refused(guest, "proposal.consent", { version: id })).toBe("authority.notEntitled");
  });
});

describe("standing aside", () => {
  it.each([
    [1, 3, "adopted"],
    [2, 2, "noQuorum"],
  ])("under version %i of the rules makes %i of three count", (rules, counted, outcome) => {
    const { hall: room, people } = hall({}, rules);
    const id = frozen(room, people[0]);
    consent(room, id, people[0], people[1]);
    room.act(people[2], "proposal.standAside", { version: id, reason: null });
    expect(room.proposal(id)).toMatchObject({ tally: { yes: 2, standAside: 1 }, quorum: { counted } });
    room.passes(id);
    expect(room.proposal(id).decided).toBe(outcome);
  });

  it("alone adopts nothing, even where it counts", () => {
    const { hall: room, people } = hall({}, 1);
    const id = frozen(room, people[0]);
    for (const person of people) room.act(person, "proposal.standAside", { version: id, reason: named("not my part") });
    room.passes(id);
    expect(room.proposal(id).decided).toBe("rejected");
  });
});

describe("an objection", () => {
  it("sends the text back for revision after the first round, and frees nobody of the time it takes", () => {
    const { hall: room, people } = hall();
    const id = frozen(room, people[0]);
    consent(room, id, people[0], people[1], people[2], people[3]);
    room.act(people[4], "proposal.object", objection(id));
    room.passes(id);
    const author = room.memberOf(people[0]);
    expect(room.proposal(id)).toMatchObject({ phase: "revising", round: 1, decided: null });
    expect(room.proposals.tasksFor(author, () => true)).toMatchObject([{ what: "revise", proposal: 0 }]);
    const summary = named("short");
    expect(room.refused(people[0], "proposal.freeze", { version: id, summary })).toBe("proposal.unrevised");
  });

  it("lets a text that nobody revises expire", () => {
    const { hall: room, people } = hall({ "deliberation.draftDays": 56 });
    const id = frozen(room, people[0]);
    consent(room, id, people[0], people[1], people[2]);
    room.act(people[3], "proposal.object", objection(id));
    room.passes(id);
    const end = daysAfter(room.now, 56);
    room.untilJustBefore(end);
    expect(room.proposal(id).phase).toBe("revising");
    room.until(end);
    expect(room.proposal(id).ending).toBe("expired");
  });

  it("answered by a revision during the round voids every consent given before", () => {
    const { hall: room, people } = hall();
    const id = frozen(room, people[0]);
    consent(room, id, people[0], people[1], people[2]);
    room.act(people[3], "proposal.object", objection(id));
    const version = room.act(people[0], "proposal.revise", { proposal: id, ...wording({ title: "A narrower bench" }) });
    expect(room.proposal(id)).toMatchObject({ phase: "deliberating", round: 1, version: 2 });
    const { refusal } = room.attempt(people[4], "proposal.consent", { version: id });
    expect(refusal).toMatchObject({ kind: "proposal.newerVersion", data: { newer: version } });
    room.passes(id);
    room.act(people[0], "proposal.freeze", { version, summary: named("narrower") });
    expect(room.proposal(id)).toMatchObject({ round: 2, tally: { yes: 0, no: 0 }, quorum: { counted: 0 } });
    expect(room.proposals.wordOf(0, room.memberOf(people[1]))).toBeNull();
    expect(room.proposals.voices(0)).toEqual([]);
  });

  it("stops nothing once it is withdrawn, and is not turned into consent", () => {
    const { hall: room, people } = hall();
    const id = frozen(room, people[0]);
    consent(room, id, people[0], people[1], people[2]);
    room.act(people[3], "proposal.object", objection(id));
    expect(room.refused(people[4], "objection.withdraw", { version: id })).toBe("objection.none");
    room.act(people[3], "objection.withdraw", { version: id });
    expect(room.refused(people[3], "objection.withdraw", { version: id })).toBe("objection.none");
    expect(room.proposal(id).tally).toEqual({ yes: 3, standAside: 0, no: 0, abstain: 0 });
    expect(room.proposals.wordOf(0, room.memberOf(people[3]))).toBeNull();
    room.passes(id);
    expect(room.proposal(id).decided).toBe("adopted");
  });

  it("counts toward the quorum like a consent", () => {
    const { hall: room, people } = hall();
    const id = frozen(room, people[0]);
    consent(room, id, people[0], people[1]);
    room.act(people[2], "proposal.object", objection(id));
    expect(room.proposal(id).quorum?.missing).toBe(0);
  });
});

const toSecondRound = (room: Hall, people: readonly [Person, ...Person[]]): Id => {
  const id = frozen(room, people[0]);
  for (const person of people.slice(1, 4)) room.act(person, "proposal.object", objection(id));
  room.passes(id);
  const version = room.act(people[0], "proposal.revise", { proposal: id, ...wording() });
  room.passes(id);
  room.act(people[0], "proposal.freeze", { version, summary: named("again") });
  return version;
};

describe("after two rounds with a standing objection", () => {
  it("the fallback vote opens by itself and decides", () => {
    const { hall: room, people } = hall();
    const version = toSecondRound(room, people);
    consent(room, version, people[0], people[1]);
    room.act(people[2], "proposal.object", objection(version));
    expect(room.proposal(version).clock.ifNothing?.what).toBe("fallbackVote");
    room.passes(version);
    expect(room.proposal(version)).toMatchObject({ phase: "deciding", method: "majority", tally: { yes: 0, no: 0 } });
    expect(room.refused(people[0], "proposal.consent", { version })).toBe("proposal.otherMethod");
    vote(room, version, "yes", people[0], people[1]);
    vote(room, version, "no", people[2]);
    room.passes(version);
    expect(room.proposal(version)).toMatchObject({ decided: "adopted", method: "majority" });
  });

  it("nobody may revise any more", () => {
    const { hall: room, people } = hall();
    const version = toSecondRound(room, people);
    room.act(people[2], "proposal.object", objection(version));
    expect(room.refused(people[0], "proposal.revise", { proposal: version, ...wording() })).toBe("proposal.frozen");
  });

  it("the proposal is rejected where the charter has no fallback", () => {
    const { hall: room, people } = hall({ "classes.ordinary.fallback": "none" });
    const version = toSecondRound(room, people);
    consent(room, version, people[0], people[1]);
    room.act(people[2], "proposal.object", objection(version));
    room.passes(version);
    expect(room.proposal(version)).toMatchObject({ decided: "rejected", phase: "awaitingResult" });
  });
});
