/**
 * The season line as people meet it: by the keyboard alone, from either side, on a phone and on paper, and as a file for their own
 * calendar. The community is the demo's.
 */
import { readFile } from "node:fs/promises";
import ICAL from "ical.js";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPerson, picturesOf, violationsOn, type Person } from "./launch.ts";
import { startNodeProcess, type NodeProcess } from "./nodeProcess.ts";
import { follow, heading, idIn, press } from "./steps.ts";

const withPictures = process.env["PICTURES"] !== undefined;

let node: NodeProcess;
let reader: Person;
let home: string;

beforeAll(async () => {
  [node, reader] = await Promise.all([startNodeProcess(), openPerson()]);
  const { page } = reader;
  await page.goto(node.address);
  await follow(page, "Look around a demo community");
  await press(page, "Come in");
  await page.getByLabel("Your name here").fill("Visitor");
  await press(page, "Join");
  await heading(page, "Hello, Visitor");
  home = `${node.address}/m/${idIn(page)}`;
});
afterAll(async () => {
  await reader.close();
  await node.stop();
});

const open = async (page: Page, address: string): Promise<void> => {
  await page.goto(address);
  await page.locator("main[aria-busy=false] svg.season").waitFor();
};
/** Where on the line the bead in focus stands, from the left, however far the line is scrolled. */
const placeInFocus = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const left = document.querySelector("svg.season")?.getBoundingClientRect().x ?? Number.NaN;
    return (document.activeElement?.getBoundingClientRect().x ?? Number.NaN) - left;
  });
/** Which of the beads is in focus, counted in order of time. */
const beadInFocus = (page: Page): Promise<number> =>
  page.evaluate(() =>
    [...document.querySelectorAll("svg.season a")].findIndex((bead) => bead === document.activeElement),
  );

it("is one stop for the keyboard, and the arrow keys go from ending to ending in order of time", async () => {
  const { page } = reader;
  await open(page, home);
  const beads = page.locator("svg.season a");
  const count = await beads.count();
  expect(count).toBeGreaterThan(3);
  expect(await page.locator("svg.season a[tabindex='0']").count()).toBe(1);
  await page.locator("svg.season a[tabindex='0']").focus();
  await page.keyboard.press("Home");
  const met = [await beadInFocus(page)];
  const places = [await placeInFocus(page)];
  // One key more than there are beads: at the end it stays.
  for (let step = 0; step < count; step += 1) {
    await page.keyboard.press("ArrowRight");
    met.push(await beadInFocus(page));
    places.push(await placeInFocus(page));
  }
  expect(met).toEqual([...Array.from({ length: count }, (_, place) => place), count - 1]);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.href !== home);
});

it("goes the other way where reading does", async () => {
  const { page } = reader;
  await page.evaluate(() => localStorage.setItem("folkmoot.language", "qps-plocm"));
  await open(page, home);
  expect(await violationsOn(page)).toEqual([]);
  if (withPictures) await picturesOf(page, "season-rtl");
  await page.locator("svg.season a[tabindex='0']").focus();
  await page.keyboard.press("Home");
  const first = await placeInFocus(page);
  await page.keyboard.press("ArrowLeft");
  expect(await placeInFocus(page)).toBeLessThan(first);
  await page.evaluate(() => localStorage.removeItem("folkmoot.language"));
});

it("says the same as the list below it", async () => {
  const { page } = reader;
  await open(page, home);
  const words = await page.locator("svg.season a").evaluateAll((beads) => beads.map((bead) => bead.ariaLabel ?? ""));
  await page.getByText("All on this line, as a list").click();
  const listed = await page.locator("details[open] li a").allInnerTexts();
  expect(listed.length).toBeGreaterThanOrEqual(words.length);
  for (const line of listed) expect(words.some((said) => said.includes(line))).toBe(true);
});

it("has no fault that axe finds, in light and in dark, and is whole on paper", async () => {
  const { page } = reader;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const address of [home, `${home}/calendar`]) {
      await open(page, address);
      expect([address, await violationsOn(page)]).toEqual([address, []]);
      if (withPictures)
        await picturesOf(page, `season-${colorScheme}-${address.endsWith("calendar") ? "calendar" : "home"}`);
    }
  }
  await page.emulateMedia({ media: "print", colorScheme: "light" });
  const hidden = await page.locator("figure .scroll").evaluate((line) => line.scrollWidth - line.clientWidth);
  expect(hidden).toBeLessThanOrEqual(0);
  await page.emulateMedia({ media: null });
});

it("becomes a file for one's own calendar, made on the device", async () => {
  const { page } = reader;
  await open(page, `${home}/calendar`);
  const fetched: string[] = [];
  page.on("request", (request) => fetched.push(request.url()));
  const [download] = await Promise.all([page.waitForEvent("download"), press(page, "Make a calendar file")]);
  const events = new ICAL.Component(
    ICAL.parse(await readFile(await download.path(), "utf8")) as unknown[],
  ).getAllSubcomponents("vevent");
  expect(events.length).toBeGreaterThan(5);
  expect(events.every((each) => each.getFirstPropertyValue("class") === "PRIVATE")).toBe(true);
  expect(fetched.filter((url) => /calendar|ics/.test(new URL(url).pathname) && !url.includes("/assets/"))).toEqual([]);
});
