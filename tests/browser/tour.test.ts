/**
 * The look around the demo community as a newcomer takes it: six stops by the keyboard alone, each heard before it is seen, from either
 * side and in the dark; what is promised at a stop stands there; whoever leaves the walk finds it again.
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPerson, picturesOf, violationsOn, type Person } from "./launch.ts";
import { startNodeProcess, type NodeProcess } from "./nodeProcess.ts";
import { follow, heading, idIn, press, shows } from "./steps.ts";

const withPictures = process.env["PICTURES"] !== undefined;
const STOPS = 6;

let node: NodeProcess;
let visitor: Person;
let home: string;

beforeAll(async () => {
  [node, visitor] = await Promise.all([startNodeProcess(), openPerson()]);
  const { page } = visitor;
  await page.goto(node.address);
  await follow(page, "Look around a demo community");
  await press(page, "Come in");
  await page.getByLabel("Your name here").fill("Visitor");
  await press(page, "Join");
  await heading(page, "Hello, Visitor");
  home = `${node.address}/m/${idIn(page)}`;
});
afterAll(async () => {
  await visitor.close();
  await node.stop();
});

const settled = (page: Page): Promise<void> => page.locator("main[aria-busy=false] h1").waitFor();
/** From the words of the guide one key leads to the button that goes on. */
const goOn = async (page: Page): Promise<void> => {
  await page.locator("#tour").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
};
const at = async (page: Page, stop: number): Promise<void> => {
  await shows(page, `Look around: ${stop} of ${STOPS}`);
  await settled(page);
};

/** What a newcomer must find at each stop, in words that the screen says by itself. */
const FOUND: Readonly<Record<number, readonly (string | RegExp)[]>> = {
  1: ["You may speak on it", "A table of three streets", "Tejer juntas los miércoles"],
  2: ["What changes", "If nobody does anything more"],
  3: [
    "No partner may get data about how we live, about all of us or about one.",
    /No partner may watch us, second reading/,
  ],
  4: ["Parish of St Brigid"],
  5: ["No partner may get data about how we live, about all of us or about one."],
  6: ["Found your own"],
};

it("walks through six stops by the keyboard, and each is heard first and holds what it promises", async () => {
  const { page } = visitor;
  for (let stop = 1; stop <= STOPS; stop += 1) {
    await at(page, stop);
    if (stop > 1) await page.waitForFunction(() => document.activeElement?.id === "tour");
    for (const words of FOUND[stop] ?? []) await shows(page, words);
    expect([stop, await violationsOn(page)]).toEqual([stop, []]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect([stop, await violationsOn(page, "color-contrast")]).toEqual([stop, []]);
    await page.emulateMedia({ colorScheme: "light" });
    if (withPictures) await picturesOf(page, `tour-${stop}`);
    if (stop < STOPS) await goOn(page);
  }
  await goOn(page);
  await heading(page, "What is your community called?");
  expect(visitor.faults).toEqual([]);
});

it("can be taken again, remembers the stop, and leads back whoever strays", async () => {
  const { page } = visitor;
  await page.goto(`${node.address}/demo`);
  await press(page, "Show me around");
  await at(page, 1);
  await goOn(page);
  await at(page, 2);
  await page.reload();
  await at(page, 2);
  await follow(page, "People");
  await press(page, "Back to the walk");
  await shows(page, "A decision under way");
  await press(page, "Back");
  await at(page, 1);
});

it("reads from right to left, in Arabic, on a small phone", async () => {
  const { page } = visitor;
  const before = page.viewportSize();
  await page.evaluate(() => localStorage.setItem("folkmoot.language", "ar"));
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(home);
  await settled(page);
  await shows(page, "ما ينتظرك");
  expect(await violationsOn(page)).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBe(0);
  if (before !== null) await page.setViewportSize(before);
  if (withPictures) await picturesOf(page, "tour-ar");
  await page.evaluate(() => localStorage.removeItem("folkmoot.language"));
});

it("is gone when it is skipped", async () => {
  const { page } = visitor;
  await page.goto(home);
  await at(page, 1);
  await press(page, "Skip");
  await page.locator("#tour").waitFor({ state: "detached" });
  await page.reload();
  await settled(page);
  expect(await page.locator("#tour").count()).toBe(0);
});
