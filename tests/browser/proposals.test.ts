/** Proposals between two people: drafts that are kept, objections that are mended, decisions that are called back or hold. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { violationsOn, type Person } from "./launch.ts";
import { draftWords, openProposal, pass, recorded } from "./deciding.ts";
import { follow, heading, hold, press, shows } from "./steps.ts";
import { Street } from "./street.ts";

const LONG_MS = 300_000;

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

it("what is being written is kept over a reload, and forgotten once it is sent", async () => {
  const { page } = amina;
  await go(page, "/decisions/new");
  await page.getByLabel("In one line").fill("A bench under the plane tree");
  await shows(page, "Kept on this device.");
  await page.reload();
  await page.getByLabel("In one line").waitFor();
  expect(await page.getByLabel("In one line").inputValue()).toBe("A bench under the plane tree");
  await page.getByLabel("What we want, and why").fill("Oak, with a back. Tom builds it for nothing.");
  await press(page, "Show the draft to the others");
  await heading(page, "A bench under the plane tree");
  await shows(page, "Nothing but words: it records what we agreed.");
  await shows(page, /Nobody takes it further, and it ends/);
  await go(page, "/decisions/new");
  expect(await page.getByLabel("In one line").inputValue()).toBe("");
});

it("what a light decision may not do is refused before anything is done, with the rule", async () => {
  const { page } = bruno;
  await go(page, "/decisions/new?do=charter.amend");
  await page.getByLabel("Which rule").selectOption({ label: "Members who must stand for a new one: 1 person" });
  await page.getByLabel("New value, in people").fill("9");
  await press(page, "Note this change");
  await press(page, "Add these changes to the proposal");
  await page.getByRole("alert").getByText("Which rule").waitFor();
  expect(await page.getByRole("button", { name: "Show the draft to the others" }).isDisabled()).toBe(true);
  expect(await violationsOn(page)).toEqual([]);
  await press(page, /^Remove/);
  await page.getByRole("alert").waitFor({ state: "detached" });
});

it(
  "an objection gives its reason and the shared purpose, sends back for revision, and the changes can be read word by word",
  async () => {
    await go(amina.page, "/decisions");
    await follow(amina.page, "A bench under the plane tree");
    await openProposal(amina.page);
    await recorded(amina.page);
    await pass(street.node, both(), { days: 5 });
    const summary = amina.page.getByLabel("In short");
    await summary.fill("word ".repeat(61));
    await shows(amina.page, "1 word too many.");
    expect(await amina.page.getByRole("button", { name: "Put it to decision" }).isDisabled()).toBe(true);
    await summary.fill("Tom builds an oak bench with a back.");
    await press(amina.page, "Put it to decision");
    await recorded(amina.page);

    await go(bruno.page, "");
    await follow(bruno.page, "A bench under the plane tree");
    await bruno.page.getByRole("radio", { name: /I object/ }).check();
    await bruno.page.getByLabel("What harm do you see?").fill("Wheelchairs could not pass.");
    await bruno.page.getByLabel("Which purpose that we share would it harm?").fill("The street is for everybody.");
    await press(bruno.page, "Say it");
    await shows(bruno.page, "You object");
    await recorded(bruno.page);
    await shows(amina.page, "Wheelchairs could not pass.");
    await shows(amina.page, "The street is for everybody.");
    expect(await violationsOn(amina.page)).toEqual([]);

    await follow(amina.page, "Write a new wording");
    await amina.page
      .getByLabel("What we want, and why")
      .fill("Oak, with a back, and a metre and a half left free. Tom builds it for nothing.");
    await press(amina.page, "Put in the new wording");
    await heading(amina.page, "A bench under the plane tree");
    await shows(bruno.page, "Being talked over");
    await bruno.page.getByText(/2 wordings: what has changed/).click();
    await bruno.page.locator("ins", { hasText: "a metre and a half left free" }).waitFor();
    expect(await violationsOn(bruno.page)).toEqual([]);
  },
  LONG_MS,
);

it(
  "a word can be taken back before it is sent, and a decision called back while it cools off",
  async () => {
    await pass(street.node, both(), { days: 5 });
    await amina.page.getByLabel("In short").fill("An oak bench, and room to pass.");
    await press(amina.page, "Put it to decision");
    await recorded(amina.page);
    const decision = bruno.page.url();
    await hold(bruno.page, street.node.address, "20 seconds");
    await bruno.page.goto(decision);
    await bruno.page.getByRole("radio", { name: /I stand aside/ }).check();
    await press(bruno.page, "Say it");
    await shows(bruno.page, "You stand aside");
    await press(bruno.page, /^Take it back/);
    await bruno.page.getByRole("radio", { name: /I consent/ }).waitFor();
    await hold(bruno.page, street.node.address, "None");
    await bruno.page.goto(decision);
    for (const page of both()) {
      await page.getByRole("radio", { name: /I consent/ }).check();
      await press(page, "Say it");
      await shows(page, "You consent");
    }
    for (const page of both()) await recorded(page);
    // The quorum came just after the round began, so it ends just after three days.
    await pass(street.node, both(), { days: 4 });
    for (const page of both()) {
      await shows(page, "Think again");
      await press(page, "Call it back …");
      await page.getByLabel("What was missed?").fill("The roots of the tree.");
      await press(page, "Call it back");
      // What cannot be undone can be confirmed only after a pause.
      await page.getByRole("dialog").getByRole("button", { name: "Call it back", exact: true }).click();
      await shows(page, /You called it back|Called back/);
    }
    await shows(amina.page, "Called back");
    await shows(bruno.page, "Called back");
  },
  LONG_MS,
);

it(
  "a decision that gives an office takes effect by itself, and nobody doing anything lets a proposal fail",
  async () => {
    await go(amina.page, "/decisions/new?do=office.appoint");
    await draftWords(amina.page, "Bruno facilitates", "He is good at it.");
    await amina.page.getByLabel("Which office").selectOption({ label: "facilitator" });
    await amina.page.getByLabel("Who", { exact: true }).selectOption({ label: "Bruno" });
    await press(amina.page, "Add it");
    await shows(amina.page, /Makes Bruno facilitator until/);
    await press(amina.page, "Show the draft to the others");
    await heading(amina.page, "Bruno facilitates");
    await openProposal(amina.page);
    await recorded(amina.page);
    await pass(street.node, [amina.page], { days: 5 });
    await amina.page.getByLabel("In short").fill("Bruno facilitates for half a year.");
    await press(amina.page, "Put it to decision");
    await recorded(amina.page);
    await shows(amina.page, /Too few have spoken: it fails/);
    for (const page of both()) {
      await go(page, "/decisions");
      await follow(page, "Bruno facilitates");
      await page.getByRole("radio", { name: /I consent/ }).check();
      await press(page, "Say it");
    }
    for (const page of both()) await recorded(page);
    await pass(street.node, both(), { days: 4 });
    await pass(street.node, both(), { days: 3 });
    await shows(bruno.page, "On record");
    // Each device compares the result with its own fold, and says so by itself.
    await shows(bruno.page, /2 devices have checked the result and found the same/);
    await go(bruno.page, "/people");
    await shows(bruno.page, "Facilitator");
    expect([...amina.faults, ...bruno.faults]).toEqual([]);
  },
  LONG_MS,
);
