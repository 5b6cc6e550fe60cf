/** Deciding by consent and by vote: who may speak, what counts, what a late quorum does, how a ballot ends. */
import { describe, expect, it } from "vitest";
import { daysAfter, deadline, instantOf, MINUTE_MS } from "../../kernel/time.ts";
import type { Id, Instant } from "../../kernel/types.ts";
import {
  DAY,
  frozen,
  hall,
  HOUR,
  named,
  opened,
  wording,
  type Hall,
  type Person,
} from "../../../../tests/core/hall.ts";

const because = { reason: named("it blocks the door"), purpose: named("everybody can come in") };
const objection = (version: Id): object => ({ version, ...because });
const endOf = (room: Hall, id: Id): Instant => room.proposal(id).clock.next?.at ?? room.now;
const consent = (room: Hall, version: Id, ...people: readonly Person[]): void => {
  for (const person of people) room.act(person, "proposal.consent", { version });
};
const vote = (room: Hall, version: Id, choice: string, ...people: readonly Person[]): void => {
  for (const person of people) room.act(person, "proposal.vote", { version, choice });
};
const passes = (room: Hall, id: Id): void => room.until(endOf(room, id));

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
    passes(room, id);
    expect(room.proposal(id)).toMatchObject({ phase: "awaitingResult", decided: "noQuorum" });
  });

  it("refuses whoever speaks at the deadline", () => {
    const { hall: room, people } = hall();
    const id = frozen(room, people[0]);
    consent(room, id, people[0], people[1], people[2]);
    const end = endOf(room, id);
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
    passes(room, id);
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
    passes(room, id);
    expect(room.proposal(id).decided).toBe(outcome);
  });

  it("alone adopts nothing, even where it counts", () => {
    const { hall: room, people } = hall({}, 1);
    const id = frozen(room, people[0]);
    for (const person of people) room.act(person, "proposal.standAside", { version: id, reason: named("not my part") });
    passes(room, id);
    expect(room.proposal(id).decided).toBe("rejected");
  });
});

describe("an objection", () => {
  it("sends the text back for revision after the first round, and frees nobody of the time it takes", () => {
    const { hall: room, people } = hall();
    const id = frozen(room, people[0]);
    consent(room, id, people[0], people[1], people[2], people[3]);
    room.act(people[4], "proposal.object", objection(id));
    passes(room, id);
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
    passes(room, id);
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
    room.until(endOf(room, id));
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
    passes(room, id);
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
  passes(room, id);
  const version = room.act(people[0], "proposal.revise", { proposal: id, ...wording() });
  room.until(endOf(room, id));
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
    passes(room, version);
    expect(room.proposal(version)).toMatchObject({ phase: "deciding", method: "majority", tally: { yes: 0, no: 0 } });
    expect(room.refused(people[0], "proposal.consent", { version })).toBe("proposal.otherMethod");
    vote(room, version, "yes", people[0], people[1]);
    vote(room, version, "no", people[2]);
    passes(room, version);
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
    passes(room, version);
    expect(room.proposal(version)).toMatchObject({ decided: "rejected", phase: "awaitingResult" });
  });
});

describe("a vote", () => {
  const weighty = { decisionClass: "weighty" } as const;

  it.each([
    [2, 1, "adopted"],
    [3, 2, "rejected"],
    [4, 2, "adopted"],
    [0, 3, "rejected"],
  ])("by two thirds with %i for and %i against is %s", (yes, no, outcome) => {
    const { hall: room, people } = hall();
    const id = frozen(room, people[0], weighty);
    vote(room, id, "yes", ...people.slice(0, yes));
    vote(room, id, "no", ...people.slice(yes, yes + no));
    passes(room, id);
    expect(room.proposal(id).decided).toBe(outcome);
  });

  it.each([
    [2, 2, "rejected"],
    [3, 2, "adopted"],
  ])("by majority with %i for and %i against is %s", (yes, no, outcome) => {
    const { hall: room, people } = hall({ "classes.ordinary.method": "majority" });
    const id = frozen(room, people[0]);
    vote(room, id, "yes", ...people.slice(0, yes));
    vote(room, id, "no", ...people.slice(yes, yes + no));
    passes(room, id);
    expect(room.proposal(id).decided).toBe(outcome);
  });

  it("counts abstentions toward the quorum and toward nothing else", () => {
    const { hall: room, people } = hall();
    const id = frozen(room, people[0], weighty);
    vote(room, id, "yes", people[0]);
    vote(room, id, "abstain", people[1], people[2]);
    expect(room.proposal(id)).toMatchObject({ quorum: { missing: 0 }, tally: { yes: 1, abstain: 2 } });
    passes(room, id);
    expect(room.proposal(id).decided).toBe("adopted");
  });

  it("may be changed until the deadline", () => {
    const { hall: room, people } = hall();
    const id = frozen(room, people[0], weighty);
    vote(room, id, "yes", people[0]);
    expect(room.refused(people[0], "proposal.vote", { version: id, choice: "yes" })).toBe("proposal.saidAlready");
    vote(room, id, "no", people[0]);
    expect(room.proposal(id).tally).toMatchObject({ yes: 0, no: 1 });
  });

  it("knows no consent and no objection", () => {
    const { hall: room, people } = hall();
    const version = frozen(room, people[0], weighty);
    expect(room.refused(people[0], "proposal.consent", { version })).toBe("proposal.otherMethod");
    expect(room.refused(people[0], "proposal.object", objection(version))).toBe("proposal.otherMethod");
  });
});

describe("a quorum that is reached late", () => {
  it("moves the deadline once, so that the last voters do not decide alone", () => {
    const { hall: room, people } = hall();
    const id = frozen(room, people[0]);
    const end = endOf(room, id);
    consent(room, id, people[0], people[1]);
    room.until(instantOf(end - HOUR * MINUTE_MS));
    consent(room, id, people[2]);
    const later = deadline(room.now, DAY * MINUTE_MS);
    expect(endOf(room, id)).toBe(later);
    room.until(end);
    expect(room.proposal(id).phase).toBe("deciding");
    consent(room, id, people[3]);
    expect(endOf(room, id)).toBe(later);
    room.untilJustBefore(later);
    expect(room.proposal(id).phase).toBe("deciding");
    room.until(later);
    expect(room.proposal(id).decided).toBe("adopted");
  });

  it("moves nothing where enough time is left", () => {
    const { hall: room, people } = hall();
    const id = frozen(room, people[0]);
    const end = endOf(room, id);
    room.until(instantOf(end - DAY * MINUTE_MS));
    consent(room, id, people[0], people[1], people[2]);
    expect(endOf(room, id)).toBe(end);
  });

  it("is reached once: losing it and regaining it moves nothing more", () => {
    const { hall: room, people } = hall();
    const id = frozen(room, people[0]);
    consent(room, id, people[0], people[1], people[2]);
    room.act(people[2], "proposal.standAside", { version: id, reason: null });
    const end = endOf(room, id);
    room.until(instantOf(end - HOUR * MINUTE_MS));
    consent(room, id, people[2]);
    expect(endOf(room, id)).toBe(end);
  });
});

describe("rules that change while a proposal is open", () => {
  it("leave it alone: it keeps those of its opening", () => {
    const { hall: room, people } = hall();
    const id = opened(room, people[0]);
    const before = room.proposal(id).procedure;
    room.wait(1);
    const use = frozen(room, people[1], { decisionClass: "weighty" });
    room.act(people[0], "proposal.freeze", { version: id, summary: named("short") });
    vote(room, use, "yes", ...people);
    passes(room, use);
    expect(room.proposal(id).procedure).toEqual(before);
  });
});
