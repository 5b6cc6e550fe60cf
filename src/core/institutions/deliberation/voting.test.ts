/** Deciding by vote, and what holds of every ballot: a quorum reached late, rules that change meanwhile. */
import { describe, expect, it } from "vitest";
import { deadline, instantOf, MINUTE_MS } from "../../kernel/time.ts";
import { DAY, hall, HOUR, named } from "../../../../tests/core/hall.ts";
import { consent, frozen, objection, opened, vote } from "../../../../tests/core/proposing.ts";

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
    room.passes(id);
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
    room.passes(id);
    expect(room.proposal(id).decided).toBe(outcome);
  });

  it("counts abstentions toward the quorum and toward nothing else", () => {
    const { hall: room, people } = hall();
    const id = frozen(room, people[0], weighty);
    vote(room, id, "yes", people[0]);
    vote(room, id, "abstain", people[1], people[2]);
    expect(room.proposal(id)).toMatchObject({ quorum: { missing: 0 }, tally: { yes: 1, abstain: 2 } });
    room.passes(id);
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
    const end = room.endOf(id);
    consent(room, id, people[0], people[1]);
    room.until(instantOf(end - HOUR * MINUTE_MS));
    consent(room, id, people[2]);
    const later = deadline(room.now, DAY * MINUTE_MS);
    expect(room.endOf(id)).toBe(later);
    room.until(end);
    expect(room.proposal(id).phase).toBe("deciding");
    consent(room, id, people[3]);
    expect(room.endOf(id)).toBe(later);
    room.untilJustBefore(later);
    expect(room.proposal(id).phase).toBe("deciding");
    room.until(later);
    expect(room.proposal(id).decided).toBe("adopted");
  });

  it("moves nothing where enough time is left", () => {
    const { hall: room, people } = hall();
    const id = frozen(room, people[0]);
    const end = room.endOf(id);
    room.until(instantOf(end - DAY * MINUTE_MS));
    consent(room, id, people[0], people[1], people[2]);
    expect(room.endOf(id)).toBe(end);
  });

  it("is reached once: losing it and regaining it moves nothing more", () => {
    const { hall: room, people } = hall();
    const id = frozen(room, people[0]);
    consent(room, id, people[0], people[1], people[2]);
    room.act(people[2], "proposal.standAside", { version: id, reason: null });
    const end = room.endOf(id);
    room.until(instantOf(end - HOUR * MINUTE_MS));
    consent(room, id, people[2]);
    expect(room.endOf(id)).toBe(end);
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
    room.passes(use);
    expect(room.proposal(id).procedure).toEqual(before);
  });
});
