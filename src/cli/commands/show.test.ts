/** `folkmoot show`, on a community that agreed on bread. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { answerOf, folkmoot, temporaryFolder } from "../../../tests/cli/folkmoot.ts";
import { exportOf } from "../../../tests/life/exporting.ts";
import { accordCommand, consented, DAY, draft, village } from "../../../tests/life/village.ts";
import type { Audience } from "../../core/kernel/types.ts";
import { community as circle } from "../../core/registry.ts";
import { isoOf } from "../instants.ts";

const lived = () => {
  const people = village(5);
  const { id } = draft(people, (text) => [accordCommand(text)]);
  consented(people, id);
  const decidedAt = people.log.now;
  people.log.wait(30 * DAY);
  return { ...people, id, decidedAt };
};
const community = lived();
const { log } = community;

const exported = async (audience: Audience): Promise<string> => {
  const file = join(temporaryFolder(), "village.folkmoot");
  writeFileSync(file, await exportOf(log, audience));
  return file;
};
const shown = z.object({ at: z.string(), isSettled: z.boolean(), audience: z.string() });

test("what is in force is read from the public part alone", async () => {
  const facts = await answerOf("show", "accords", "--file", await exported("public"), "--at", isoOf(log.now));
  expect(facts).toMatchObject({
    audience: "public",
    accords: [
      {
        number: 0,
        partner: { name: "City Bakery", sort: "company" },
        standing: { kind: "inForce" },
        purpose: "Bread for the Friday table",
        weGive: ["We fetch it ourselves"],
      },
    ],
  });
});

test("an answer about the past is what was true then, and settled", async () => {
  const file = await exported("members");
  const facts = await answerOf("show", "accords", "--file", file, "--at", String(community.decidedAt));
  expect(facts).toMatchObject({ isSettled: true, accords: [] });
  const overview = await answerOf("show", "--file", file, "--at", "2026-01-01");
  expect(overview).toMatchObject({ entries: 0, overview: { name: null, foundedAt: null } });
});

test("an accord is over at the instant of its end, though nothing was recorded since", async () => {
  const file = await exported("public");
  const after = (days: number): string => isoOf(log.now).replace(/^\d{4}/, (year) => String(Number(year) + days));
  const facts = await answerOf("show", "accords", "--file", file, "--at", after(1));
  expect(facts).toMatchObject({ isSettled: false, accords: [{ standing: { kind: "lapsed" } }] });
});

test("a proposal is shown with its wording, what it does in the form that act takes, and who said what", async () => {
  const facts = await answerOf("show", "proposals", "0", "--file", await exported("members"), "--at", isoOf(log.now));
  expect(facts).toMatchObject({
    proposals: [
      {
        id: community.id,
        title: "Bread on Fridays",
        text: "We sign for three months and look at it again.",
        ending: "adopted",
        does: [{ kind: "accord.sign", body: { partnerName: { wording: "City Bakery" } } }],
        voices: community.people.map(() => ({ word: "consent" })),
      },
    ],
  });
});

test("every showing speaks, in words and as data", async () => {
  const file = await exported("members");
  for (const what of ["overview", "accords", "proposals", "results", "charter", "members", "texts"]) {
    const words = await folkmoot("show", what, "--file", file, "--at", isoOf(log.now));
    expect([words.exit, words.err]).toEqual([0, ""]);
    expect(words.out).toContain("As it stands at");
    const facts = await answerOf("show", what, "--file", file, "--at", isoOf(log.now));
    expect(shown.parse(facts).at).toBe(isoOf(log.now));
    expect(facts).toHaveProperty(what);
  }
});

test("members are not in a public export", async () => {
  const { exit, err } = await folkmoot("show", "members", "--file", await exported("public"));
  expect(exit).toBe(3);
  expect(err).toContain("Only members see this");
});

test("a question asked wrongly says what may be asked", async () => {
  const unknown = await folkmoot("show", "weather");
  expect(unknown.exit).toBe(2);
  expect(unknown.err).toContain("overview, accords");
  const time = await folkmoot("show", "--at", "yesterday");
  expect(time.err).toContain("2026-03-01T09:00Z");
  const folder = await folkmoot("show", "--data", join(temporaryFolder(), "nowhere"));
  expect(folder.exit).toBe(3);
  expect(folder.err).toContain("is not a node's folder");
});

test("a hearing and a lost phone are shown with the ids that acts ask for, to members alone", async () => {
  const { log: later, people } = village(5, "neighbourhood", "hearings");
  const [founder, accuser = founder, accused = founder, loser = founder] = people;
  const idOf = (hand: typeof founder): string | undefined => {
    const asked = later.ask(circle);
    return asked.member(asked.personOf(hand.signer.publicKey)?.member ?? 0)?.id;
  };
  const hearing = later.act(accuser, "exclusion.propose", (text) => ({
    member: idOf(accused),
    reason: text("The key of the hall"),
    sharedPurpose: text("An open hall"),
  }));
  later.act(accused, "exclusion.reply", (text) => ({ text: text("I gave it to the plumber.") }));
  const phone = later.hand("a new phone");
  const body = { member: idOf(loser), newKey: phone.signer.publicKey };
  const recovery = later.act(founder, "recovery.start", body, [later.evidence("device", phone, founder)]);
  const file = join(temporaryFolder(), "hearings.folkmoot");
  writeFileSync(file, await exportOf(later, "members"));
  const show = (...what: readonly string[]) => answerOf("show", ...what, "--file", file, "--at", isoOf(later.now));

  expect(await show("hearings")).toMatchObject({
    hearings: [
      {
        id: hearing,
        member: { name: "person 2" },
        phase: "hearing",
        lastReply: "I gave it to the plumber.",
        noContact: [],
        appeal: null,
      },
    ],
  });
  expect(await show("recoveries")).toMatchObject({
    recoveries: [{ id: recovery, member: { name: "person 3" }, phase: "gathering", needed: { orPeople: null } }],
  });
  expect(await show("hearings", "9")).toMatchObject({ hearings: [] });
  const said = await folkmoot("show", "hearings", "--file", file, "--at", isoOf(later.now));
  expect(said.out).toMatch(/about person 2: being heard, until .*\n +[0-9a-f]{64}/);
  expect((await folkmoot("show", "recoveries", "--file", await exported("public"))).err).toContain("Only members");
});
