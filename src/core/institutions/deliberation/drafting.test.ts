/** Writing a proposal: what the desk accepts, what it refuses, and what becomes of what nobody takes further. */
import { describe, expect, it } from "vitest";
import { visitTexts } from "../../carried.ts";
import { daysAfter } from "../../kernel/time.ts";
import { hall, named } from "../../../../tests/core/hall.ts";
import { does, drafted, frozen, opened, wording } from "../../../../tests/core/proposing.ts";
import { DRAFTS_MAX, VERSIONS_MAX } from "./limits.ts";
import { command, kinds } from "../../registry.ts";

const draft = (words: Parameters<typeof wording>[0] = {}, decisionClass = "ordinary"): object => ({
  decisionClass,
  ...wording(words),
});
const idle = { "deliberation.draftDays": 56 };

describe("drafting", () => {
  it("puts a draft before everybody, waiting for its author to open it", () => {
    const { hall: room, people } = hall();
    const id = drafted(room, people[1], { title: "A bench" });
    const author = room.memberOf(people[1]);
    expect(room.proposal(id)).toMatchObject({ phase: "draft", author, title: named("A bench"), version: 1 });
    expect(room.proposals.tasksFor(author, () => true)).toMatchObject([{ what: "open", proposal: 0 }]);
    expect(room.proposals.tasksFor(room.memberOf(people[2]), () => true)).toEqual([]);
  });

  it("is closed to guests, who may speak but not propose", () => {
    const { hall: room } = hall();
    const guest = room.welcome("Gil", "guest");
    expect(room.refused(guest, "proposal.draft", draft())).toBe("authority.notEntitled");
  });

  it("refuses at once what the decision could not do, and says which of its acts", () => {
    const { hall: room, people } = hall();
    const commands = [does("charter.useRules", { version: 1 }), does("charter.useRules", { version: 1 })];
    const { refusal } = room.attempt(people[0], "proposal.draft", draft({ commands }, "weighty"));
    expect(refusal).toMatchObject({ kind: "rules.inForce", data: { command: 1 } });
  });

  it("refuses an act that the class of decision is too light for", () => {
    const { hall: room, people } = hall();
    const commands = [does("charter.useRules", { version: 1 })];
    expect(room.refused(people[0], "proposal.draft", draft({ commands }))).toBe("authority.notEntitled");
    expect(room.refused(people[0], "proposal.draft", draft({ commands }, "weighty"))).toBeNull();
  });

  it("refuses an act that is no decision's to do, and one that nobody knows", () => {
    const { hall: room, people } = hall();
    const leave = [does("member.leave", {})];
    expect(room.refused(people[0], "proposal.draft", draft({ commands: leave }))).toBe("authority.notEntitled");
    const unknown = [{ kind: "lamp.light", body: "80" } as const];
    expect(room.refused(people[0], "proposal.draft", draft({ commands: unknown }))).toBe("proposal.unknownAct");
  });

  it("refuses a review date later than the charter allows", () => {
    const { hall: room, people } = hall();
    const late = room.attempt(people[0], "proposal.draft", draft({ reviewDays: 181 })).refusal;
    expect(late).toMatchObject({ kind: "proposal.reviewTooLate", clause: "charter.classes.ordinary.reviewDays" });
    expect(room.refused(people[0], "proposal.draft", draft({ reviewDays: 180 }))).toBeNull();
  });

  it(`lets nobody keep more than ${DRAFTS_MAX} drafts`, () => {
    const { hall: room, people } = hall();
    for (let place = 0; place < DRAFTS_MAX; place += 1) drafted(room, people[0]);
    expect(room.refused(people[0], "proposal.draft", draft())).toBe("proposal.tooManyDrafts");
    expect(room.refused(people[1], "proposal.draft", draft())).toBeNull();
  });

  it("counts the texts of what it would do among its own", () => {
    const question = named("may we try it?");
    const pilot = does("charter.startPilot", { system: "accords", question, endsAt: 0, days: 30 });
    const texts: string[] = [];
    visitTexts(kinds, command("proposal.draft", draft({ title: "Try it", commands: [pilot] })), (hash) =>
      texts.push(hash),
    );
    expect(texts).toEqual([named("Try it"), named("Try it, in full"), question]);
  });
});

describe("revising", () => {
  it("makes a new version under the same proposal, by whose id it can be named too", () => {
    const { hall: room, people } = hall();
    const id = drafted(room, people[0]);
    const second = room.act(people[0], "proposal.revise", { proposal: id, ...wording({ title: "Two benches" }) });
    expect(room.proposal(second)).toMatchObject({ id, version: 2, versionId: second, title: named("Two benches") });
    expect(room.proposals.versions(0).map((version) => version.id)).toEqual([id, second]);
    expect(room.proposals.versions(0).map((version) => version.entry)).toEqual([
      room.world.size - 2,
      room.world.size - 1,
    ]);
  });

  it("is the author's alone", () => {
    const { hall: room, people } = hall();
    const proposal = drafted(room, people[0]);
    expect(room.refused(people[1], "proposal.revise", { proposal, ...wording() })).toBe("proposal.notYours");
  });

  it("needs a proposal", () => {
    const { hall: room, people } = hall();
    const proposal = named("no such draft");
    expect(room.refused(people[1], "proposal.revise", { proposal, ...wording() })).toBe("proposal.unknown");
  });

  it("is over once the text is frozen, unless an objection stands in the first round", () => {
    const { hall: room, people } = hall();
    const proposal = frozen(room, people[0]);
    expect(room.refused(people[0], "proposal.revise", { proposal, ...wording() })).toBe("proposal.frozen");
    const words = { reason: named("too loud"), purpose: named("sleep") };
    room.act(people[1], "proposal.object", { version: proposal, ...words });
    expect(room.refused(people[0], "proposal.revise", { proposal, ...wording() })).toBeNull();
  });

  it(`ends after ${VERSIONS_MAX} versions`, () => {
    const { hall: room, people } = hall();
    const proposal = drafted(room, people[0]);
    for (let version = 2; version <= VERSIONS_MAX; version += 1)
      room.act(people[0], "proposal.revise", { proposal, ...wording() });
    expect(room.refused(people[0], "proposal.revise", { proposal, ...wording() })).toBe("proposal.tooManyVersions");
  });

  it("is rehearsed like the first wording", () => {
    const { hall: room, people } = hall();
    const proposal = drafted(room, people[0], { decisionClass: "weighty" });
    const commands = [does("charter.useRules", { version: 2 })];
    expect(room.refused(people[0], "proposal.revise", { proposal, ...wording({ commands }) })).toBe("rules.inForce");
  });
});

describe("withdrawing", () => {
  it("closes the proposal for good, without a result", () => {
    const { hall: room, people } = hall();
    const proposal = opened(room, people[0]);
    room.act(people[0], "proposal.withdraw", { proposal });
    expect(room.proposal(proposal)).toMatchObject({ phase: "closed", ending: "withdrawn" });
    expect(room.proposals.live()).toEqual([]);
    expect(room.refused(people[0], "proposal.withdraw", { proposal })).toBe("proposal.over");
  });

  it("is the author's alone, and too late once it is decided", () => {
    const { hall: room, people } = hall();
    const proposal = frozen(room, people[0]);
    expect(room.refused(people[1], "proposal.withdraw", { proposal })).toBe("proposal.notYours");
    for (const person of people.slice(0, 3)) room.act(person, "proposal.consent", { version: proposal });
    room.passes(proposal);
    expect(room.refused(people[0], "proposal.withdraw", { proposal })).toBe("proposal.frozen");
  });

  it("makes room for another draft", () => {
    const { hall: room, people } = hall();
    const drafts = Array.from({ length: DRAFTS_MAX }, () => drafted(room, people[0]));
    room.act(people[0], "proposal.withdraw", { proposal: drafts[0] });
    expect(room.refused(people[0], "proposal.draft", draft())).toBeNull();
  });
});

describe("a draft that nobody opens", () => {
  it("expires by itself, at the last minute and not before", () => {
    const { hall: room, people } = hall(idle);
    const proposal = drafted(room, people[0]);
    const end = daysAfter(room.now, 56);
    expect(room.proposal(proposal).clock.ifNothing).toEqual({ at: end, what: "expires" });
    room.untilJustBefore(end);
    expect(room.proposal(proposal).phase).toBe("draft");
    room.until(end);
    expect(room.proposal(proposal)).toMatchObject({ phase: "closed", ending: "expired", endedAt: end });
    expect(room.refused(people[0], "proposal.open", { proposal })).toBe("proposal.over");
  });

  it("starts its time again when it is revised", () => {
    const { hall: room, people } = hall(idle);
    const proposal = drafted(room, people[0]);
    room.until(daysAfter(room.now, 55));
    room.act(people[0], "proposal.revise", { proposal, ...wording() });
    const end = daysAfter(room.now, 56);
    room.untilJustBefore(end);
    expect(room.proposal(proposal).phase).toBe("draft");
    room.until(end);
    expect(room.proposal(proposal).ending).toBe("expired");
  });
});
