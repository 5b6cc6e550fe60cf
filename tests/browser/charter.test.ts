/** The charter between two people: who made each rule, a change that is read twice a season apart, and a red line that then refuses. */
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { violationsOn, type Person } from "./launch.ts";
import { answer, answerNo, draftWords, openProposal, pass, recorded } from "./deciding.ts";
import { follow, heading, press, shows } from "./steps.ts";
import { Street } from "./street.ts";

const LONG_MS = 300_000;
const OWN_LINE = "Nobody gets to know our meters.";

let street: Street;
let amina: Person;
let bruno: Person;
const both = (): readonly Page[] => street.pages;
const go = (page: Page, path: string): Promise<unknown> => street.go(page, path);

beforeAll(async () => {
  street = await Street.of(2);
  [amina, bruno] = [street.person("Amina"), street.person("Bruno")];
});
afterAll(() => street.leave());

const ruleOn = (page: Page, name: string): Locator => page.locator("dl div.rule", { hasText: name });

/** From a draft on the page to the day it takes effect: a constitutional decision, with everybody's consent. */
const decided = async (): Promise<void> => {
  await openProposal(amina.page);
  await recorded(amina.page);
  const title = (await amina.page.locator("h1").textContent()) ?? "";
  await pass(street.node, both(), { days: 22 });
  await amina.page.getByLabel("In short").fill("The founding terms change as it says below.");
  await press(amina.page, "Put it to decision");
  await recorded(amina.page);
  await go(bruno.page, "/decisions");
  await follow(bruno.page, title);
  for (const page of both()) {
    await page.getByRole("radio", { name: /I consent/ }).check();
    await press(page, "Say it");
  }
  for (const page of both()) await recorded(page);
  await pass(street.node, both(), { days: 8 });
  await pass(street.node, both(), { days: 15 });
  await shows(amina.page, "On record");
};

it("the charter is read in plain words, each rule with who made it", async () => {
  const { page } = amina;
  await go(page, "/charter");
  await shows(page, "No accord may bind us to secrecy.");
  await shows(page, "Crossed by a yes to: Must we keep any of it secret?");
  await shows(page, "Weighty decision");
  await press(page, "Who we are");
  await shows(page, "Members who must stand for a new one");
  await shows(page, "All as founded; founding terms never end.");
  await press(page, "With others");
  await shows(page, "Longest term of an accord");
  expect(await violationsOn(page)).toEqual([]);
});

it(
  "a change of the charter is read once, changes nothing yet, and waits a season for its second reading",
  async () => {
    const { page } = amina;
    await go(page, "/charter");
    await follow(page, "Propose a change");
    await draftWords(page, "Two stand for a newcomer, and no meters", "Read it twice.");
    await page.getByLabel("Which rule").selectOption({ label: "Members who must stand for a new one: 1 person" });
    await page.getByLabel("New value, in people").fill("2");
    await press(page, "Note this change");
    await page.getByLabel("Kind of change").selectOption("A new red line");
    await page
      .getByLabel("No accord where the answer to this is yes")
      .selectOption("Do they get to know things about us or our members?");
    await page.getByLabel("The red line in our own words").fill(OWN_LINE);
    await press(page, "Note this change");
    await press(page, "Add these changes to the proposal");
    await page.getByRole("radio", { name: /Constitutional decision/, checked: true }).waitFor();
    await shows(page, "New red line");
    await press(page, "Show the draft to the others");
    await heading(page, "Two stand for a newcomer, and no meters");
    await decided();
    await go(page, "/charter");
    await shows(page, "Waits for its second reading");
    await shows(page, /It changes nothing yet/);
    await press(page, "Who we are");
    await ruleOn(page, "Members who must stand for a new one").locator("strong", { hasText: "1 person" }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
  },
  LONG_MS,
);

it(
  "read a second time it holds, says which decision made it and until when, and the new red line refuses",
  async () => {
    const { page } = amina;
    await pass(street.node, both(), { days: 92 });
    await go(page, "/charter");
    await shows(page, "May be read a second time");
    await follow(page, "Propose the second reading");
    await shows(page, "Changes the charter");
    await press(page, "Show the draft to the others");
    await heading(page, /^Second reading:/);
    await decided();
    await go(page, "/charter");
    const line = page.locator("li", { hasText: OWN_LINE });
    await line.getByRole("link", { name: /Second reading/ }).waitFor();
    await press(page, "Who we are");
    const rule = ruleOn(page, "Members who must stand for a new one");
    await rule.getByText("2 people").waitFor();
    await rule.getByText(/Then it is 1 person again/).waitFor();
    expect(await violationsOn(page)).toEqual([]);

    await go(bruno.page, "/accords/new");
    await bruno.page.getByLabel("Name of the partner").fill("BrightSpan");
    await bruno.page.getByRole("radio", { name: "a company" }).check();
    await press(bruno.page, "Next");
    await bruno.page.getByLabel("What it is for").fill("Free fibre.");
    await press(bruno.page, "Next");
    await answerNo(bruno.page, 4);
    await answer(bruno.page, "Yes");
    const refusal = bruno.page.getByRole("alert");
    await refusal.getByText(OWN_LINE).first().waitFor();
    await refusal.getByRole("link", { name: /Second reading/ }).waitFor();
    expect([...amina.faults, ...bruno.faults]).toEqual([]);
  },
  LONG_MS,
);
