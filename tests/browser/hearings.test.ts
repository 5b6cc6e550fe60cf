/** A hearing among three people: asked for, answered, decided, appealed; and the one that ends and leaves nothing. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { violationsOn, type Person } from "./launch.ts";
import { openProposal, pass, recorded } from "./deciding.ts";
import { follow, heading, press, shows } from "./steps.ts";
import { Street } from "./street.ts";

const LONG_MS = 300_000;
const TITLE = "Carla and the cash box";

let street: Street;
let amina: Person;
let bruno: Person;
let carla: Person;
const all = (): readonly Page[] => street.pages;
const go = (page: Page, path: string): Promise<unknown> => street.go(page, path);

beforeAll(async () => {
  street = await Street.of(3);
  [amina, bruno, carla] = [street.person("Amina"), street.person("Bruno"), street.person("Carla")];
});
afterAll(() => street.leave());

const askForHearing = async (page: Page, name: string): Promise<void> => {
  await go(page, "/people");
  await follow(page, new RegExp(name));
  await follow(page, /ask for a hearing/);
  await heading(page, `Ask for a hearing about ${name}`);
  await page.getByLabel("What happened?").fill("The cash box was empty after the feast, twice.");
  await page
    .getByLabel("Which purpose that we share is harmed?")
    .fill("That we can trust each other with what is ours.");
  await press(page, "Ask for the hearing");
  await page.getByRole("dialog").getByRole("button", { name: "Ask for the hearing", exact: true }).click();
  await heading(page, `A hearing about ${name}`);
};

it(
  "who is heard finds it first, can answer, and has every right as before; people can be kept apart meanwhile",
  async () => {
    await askForHearing(amina.page, "Carla");
    await go(carla.page, "");
    await follow(carla.page, "Say your side before it ends");
    await heading(carla.page, "A hearing about you");
    await shows(carla.page, "The cash box was empty after the feast, twice.");
    await carla.page.getByLabel("In your own words").fill("I counted it with Dorothy. Ask her.");
    await press(carla.page, "Send my answer");
    await shows(amina.page, "I counted it with Dorothy. Ask her.");
    await amina.page.getByText("Keep two people apart for a while").click();
    await amina.page.getByLabel("Whom it protects").selectOption("Bruno");
    await press(amina.page, "Ask them to keep apart");
    await shows(carla.page, /Carla and Bruno do not contact each other until/);
    for (const { page } of [amina, carla]) expect(await violationsOn(page)).toEqual([]);
  },
  LONG_MS,
);

/** Everybody gives their word, then the round ends. */
const round = async (words: readonly (readonly [Page, RegExp])[], days: number): Promise<void> => {
  for (const [page, word] of words) {
    await page.getByRole("radio", { name: word }).check();
    if (word.source === "I object") {
      await page.getByLabel("What harm do you see?").fill("It is not shown.");
      await page.getByLabel("Which purpose that we share would it harm?").fill("That we hear each other.");
    }
    await press(page, "Say it");
  }
  for (const [page] of words) await recorded(page);
  await pass(street.node, all(), { days });
};
const freeze = async (): Promise<void> => {
  await amina.page.getByLabel("In short").fill("Carla is excluded, and can appeal.");
  await press(amina.page, "Put it to decision");
  await recorded(amina.page);
};

it(
  "an exclusion takes a decision after the hearing; whoever objects is heard, and two rounds come before the vote",
  async () => {
    await pass(street.node, all(), { days: 15 });
    await follow(amina.page, "Propose an exclusion");
    await amina.page.getByLabel("In one line").fill(TITLE);
    await amina.page.getByLabel("What we want, and why").fill("After the hearing I still see no other way.");
    await press(amina.page, "Add it");
    await shows(amina.page, "Excludes Carla, who can appeal");
    await amina.page.getByRole("radio", { name: /Weighty decision/, checked: true }).waitFor();
    await press(amina.page, "Show the draft to the others");
    await openProposal(amina.page);
    await recorded(amina.page);
    await pass(street.node, [amina.page], { days: 11 });
    await freeze();
    for (const { page } of [bruno, carla]) {
      await go(page, "/decisions");
      await follow(page, TITLE);
    }
    const words = [
      [amina.page, /I consent/] as const,
      [bruno.page, /I consent/] as const,
      [carla.page, /I object/] as const,
    ];
    await round(words, 6);
    await shows(amina.page, "Back for revision");
    await follow(amina.page, "Write a new wording");
    await amina.page.getByLabel("What we want, and why").fill("Dorothy was asked. I still see no other way.");
    await press(amina.page, "Put in the new wording");
    await heading(amina.page, TITLE);
    await shows(bruno.page, /2 wordings/);
    await pass(street.node, all(), { days: 2 });
    await freeze();
    await round(words, 6);
    await shows(carla.page, "Yes or no?");
    await round(
      [
        [amina.page, /^Yes$/],
        [bruno.page, /^Yes$/],
        [carla.page, /^No$/],
      ],
      6,
    );
    await pass(street.node, all(), { days: 6 });
    await shows(bruno.page, "On record");
  },
  LONG_MS,
);

it(
  "whoever is excluded can appeal; shown no more than the public, and opens a secret of the panel's draw like the others",
  async () => {
    await go(carla.page, "/hearings");
    await follow(carla.page, "A hearing about you");
    await carla.page.getByLabel("Why it was wrong").fill("Nobody asked Dorothy before the feast.");
    await press(carla.page, "Appeal");
    await shows(carla.page, /While you are excluded you see what is public/);
    expect(await violationsOn(carla.page)).toEqual([]);
    await go(bruno.page, "/hearings");
    await follow(bruno.page, "A hearing about Carla");
    await shows(bruno.page, "Nobody asked Dorothy before the feast.");
    await press(bruno.page, "Take part in the draw");
    await recorded(bruno.page);
    // Deadlines fall on whole minutes, so two days are not quite enough.
    await pass(street.node, all(), { days: 2.5 });
    for (const { page } of [bruno, carla]) {
      await press(page, "Open my number");
      await recorded(page);
      expect(await violationsOn(page)).toEqual([]);
    }
    await pass(street.node, all(), { days: 2.5 });
    await shows(bruno.page, /No panel could be drawn/);
    await shows(bruno.page, "Propose to take it back");
    expect([...amina.faults, ...bruno.faults, ...carla.faults]).toEqual([]);
  },
  LONG_MS,
);
