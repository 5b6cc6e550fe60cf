/** What Home asks of a member: only what waits for them, by when, the most pressing first. */
import { expect, it } from "vitest";
import { daysAfter } from "../../kernel/time.ts";
import { DAY, hall, named, type Hall, type Person } from "../../../../tests/core/hall.ts";
import { consent, drafted, frozen, objection, opened } from "../../../../tests/core/proposing.ts";

const asked = (room: Hall, person: Person, isElector = true): readonly string[] =>
  room.proposals.tasksFor(room.memberOf(person), () => isElector).map(({ what }) => what);

it("asks every elector to decide, until they have spoken", () => {
  const { hall: room, people } = hall();
  const id = frozen(room, people[0]);
  const end = daysAfter(room.now, 3);
  const member = room.memberOf(people[1]);
  expect(room.proposals.tasksFor(member, () => true)).toEqual([{ what: "decide", proposal: 0, by: end }]);
  consent(room, id, people[1]);
  expect(asked(room, people[1])).toEqual([]);
  expect(asked(room, people[2])).toEqual(["decide"]);
  room.until(end);
  expect(asked(room, people[2])).toEqual([]);
});

it("asks nobody to decide who may not", () => {
  const { hall: room, people } = hall();
  frozen(room, people[0]);
  expect(asked(room, people[1], false)).toEqual([]);
});

it("asks everybody again in the second round", () => {
  const { hall: room, people } = hall();
  const id = frozen(room, people[0]);
  consent(room, id, people[1], people[2]);
  room.act(people[3], "proposal.object", objection(id));
  room.passes(id);
  const version = room.act(people[0], "proposal.revise", {
    proposal: id,
    title: named("A smaller bench"),
    text: named("in full"),
    commands: [],
    reviewDays: null,
  });
  expect(asked(room, people[1])).toEqual([]);
  room.passes(id);
  room.act(people[0], "proposal.freeze", { version, summary: named("smaller") });
  expect(asked(room, people[1])).toEqual(["decide"]);
});

it("asks an author to open, then to freeze, the most pressing first", () => {
  const { hall: room, people } = hall();
  opened(room, people[0]);
  room.wait(DAY);
  drafted(room, people[0]);
  expect(asked(room, people[0])).toEqual(["open"]);
  room.wait(3 * DAY);
  expect(asked(room, people[0])).toEqual(["open", "freeze"]);
  expect(asked(room, people[1])).toEqual([]);
});
