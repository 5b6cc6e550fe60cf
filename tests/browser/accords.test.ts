/**
 * The whole main job, by two people on two devices: a community is founded, an accord is drafted by nine questions, a red line
 * refuses a clause, it is talked over, decided, waits, comes into force, is renewed, and lapses when nobody renews it.
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { violationsOn, type Person } from "./launch.ts";
import { answer, answerNo, openProposal, pass, recorded } from "./deciding.ts";
import { follow, heading, press, shows } from "./steps.ts";
import { Street } from "./street.ts";

const LONG_MS = 300_000;
const PARTNER = "Flour & Salt Bakers";

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

it("a red line shows at once which clause refuses and why, and who made it", async () => {
  const { page } = amina;
  await go(page, "/accords/new");
  await page.getByLabel("Name of the partner").fill(PARTNER);
  await page.getByRole("radio", { name: "a co-operative" }).check();
  await press(page, "Next");
  await page.getByLabel("What it is for").fill("Bread on our Friday table.");
  await page.getByLabel("What we give").fill("We fetch it ourselves\nWe bring the crates back");
  await page.getByLabel("What they give").fill("Forty loaves every Friday");
  await press(page, "Next");
  await heading(page, "Does it keep us from working with others?");
  await answer(page, "Yes");
  const refusal = page.getByRole("alert");
  await refusal.getByText("No accord may keep us from working with others.").first().waitFor();
  await refusal.getByText(/The founding terms of/).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await answer(page, "No");
  await refusal.waitFor({ state: "detached" });
});

it("what nobody understands goes to those who can find out, and cannot be signed", async () => {
  const { page } = amina;
  await press(page, "Next");
  await answerNo(page, 3);
  await heading(page, "Do they get to know things about us or our members?");
  await answer(page, "Unsure");
  await shows(page, "Good that you say so");
  await page.getByLabel("What is unclear?").fill("Do they want a list of who eats?");
  await press(page, "Next");
  await answerNo(page, 4);
  await page.getByLabel("Months").fill("3");
  await page
    .getByRole("group", { name: /cannot do without/ })
    .getByRole("radio", { name: "No" })
    .check();
  await page
    .getByRole("group", { name: /talk with them/ })
    .getByRole("radio", { name: "No" })
    .check();
  await press(page, "Next");
  await shows(page, "One question is still to be found out");
  expect(await page.getByRole("button", { name: "Make it a proposal" }).count()).toBe(0);
  expect(await violationsOn(page)).toEqual([]);
});

it("found out, it becomes a proposal, of the class that is enough for it", async () => {
  const { page } = amina;
  for (let back = 0; back < 6; back += 1) await press(page, "Back");
  await heading(page, "Do they get to know things about us or our members?");
  await answer(page, "No");
  for (let next = 0; next < 6; next += 1) await press(page, "Next");
  await shows(page, "No red line stands in its way");
  await press(page, "Make it a proposal");
  await heading(page, "A new proposal");
  await page.getByRole("radio", { name: /Weighty decision/, checked: true }).waitFor();
  await shows(page, `Signs an accord with ${PARTNER}`);
  await press(page, "Show the draft to the others");
  await heading(page, `An accord with ${PARTNER}`);
  await go(bruno.page, "/decisions");
  await shows(bruno.page, `An accord with ${PARTNER}`);
});

it(
  "talked over, decided by consent and cooled off, it is in force for both, and says who signed it",
  async () => {
    await openProposal(amina.page);
    await follow(bruno.page, `An accord with ${PARTNER}`);
    await bruno.page.getByLabel("Your words").fill("Who fetches it in the holidays?");
    await press(bruno.page, "Send it");
    await shows(amina.page, "Who fetches it in the holidays?");
    await press(amina.page, /^Answer/);
    await amina.page.getByLabel("Your answer").fill("I do, with the cargo bike.");
    await amina.page.getByRole("button", { name: "Send it" }).first().click();
    await shows(bruno.page, "I do, with the cargo bike.");
    await press(bruno.page, "It is answered");

    await pass(street.node, both(), { days: 11 });
    await shows(amina.page, "Put it to decision");
    await amina.page.getByLabel("In short").fill("Bread every Friday for three months. We can leave at any time.");
    await press(amina.page, "Put it to decision");
    for (const page of both()) {
      await page.getByRole("radio", { name: /I consent/ }).check({ timeout: 60_000 });
      await press(page, "Say it");
      await shows(page, "You consent");
    }
    for (const page of both()) await recorded(page);

    await pass(street.node, both(), { days: 6 });
    await shows(bruno.page, "Cooling off");
    await shows(bruno.page, /It takes effect in/);
    await pass(street.node, both(), { days: 6 });
    await shows(amina.page, "Adopted");
    await shows(amina.page, "On record");

    for (const page of both()) {
      await go(page, "/accords");
      await follow(page, PARTNER);
      await shows(page, /^In force until/);
      await page.getByRole("link", { name: `An accord with ${PARTNER}` }).waitFor();
      expect(await violationsOn(page)).toEqual([]);
    }
  },
  LONG_MS,
);

it(
  "reminded before its end, nobody renews it, and it lapses by itself",
  async () => {
    await pass(street.node, both(), { days: 70 });
    await go(bruno.page, "/accords");
    await shows(bruno.page, "Ending soon");
    await follow(bruno.page, PARTNER);
    await follow(bruno.page, "Propose to renew it");
    await bruno.page.getByLabel("Which accord").waitFor();
    await press(bruno.page, "Add it");
    await shows(bruno.page, `Renews the accord with ${PARTNER}`);
    await pass(street.node, both(), { days: 40 });
    await go(bruno.page, "/accords/0");
    await shows(bruno.page, /^Lapsed on/);
    expect([...amina.faults, ...bruno.faults]).toEqual([]);
  },
  LONG_MS,
);
