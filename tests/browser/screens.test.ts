/**
 * Every screen, with something on it: no fault that axe finds in light, dark and right to left; nothing wider than a small
 * phone, nor lost when letters are twice as large; and no word that did not come from a catalogue.
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPerson, picturesOf, violationsOn, type Person } from "./launch.ts";
import { startNodeProcess, type NodeProcess } from "./nodeProcess.ts";
import { follow, found, heading, idIn, invite, join, press } from "./steps.ts";

const OUTSIDE = ["/", "/found", "/join", "/demo", "/device", "/options", "/nowhere"];
const INSIDE = [
  "",
  "/decisions",
  "/decisions/new",
  "/calendar",
  "/accords",
  "/accords/new",
  "/charter",
  "/hearings",
  "/people",
  "/people/invite",
  "/people/1",
  "/people/2",
  "/people/2/hearing",
  "/notices",
  "/devices",
  "/recovery",
  "/record",
  "/record/0",
  "/more",
];

/** `PICTURES=1` keeps a picture of every screen under dist/pictures. */
const withPictures = process.env["PICTURES"] !== undefined;

let node: NodeProcess;
let amina: Person;
let community: string;

beforeAll(async () => {
  [node, amina] = await Promise.all([startNodeProcess(), openPerson()]);
});
afterAll(async () => {
  await amina.close();
  await node.stop();
});

const open = async (page: Page, path: string): Promise<void> => {
  await page.goto(node.address + path);
  await page.locator("main h1").waitFor();
  await page.locator("main[aria-busy=false]").waitFor();
};

const nameOf = (path: string): string =>
  path
    .replace(/^\/m\/[0-9a-f]{64}/, "/home")
    .slice(1)
    .replaceAll("/", "-") || "start";

/** The first few things of a list, each by its own address. */
const thingsOn = async (page: Page, list: string, atMost: number): Promise<readonly string[]> => {
  await open(page, `/m/${community}/${list}`);
  const links = await page.locator("main a").evaluateAll((found) => found.map((link) => link.getAttribute("href")));
  const things = links.filter((href) => href !== null && new RegExp(`/${list}/\\d+$`).test(href));
  return [...new Set(things)].flatMap((href) => href ?? []).slice(0, atMost);
};

const tooWide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

it("a visitor comes into the demo community, and axe finds no fault on any of its screens, in light and in dark", async () => {
  const { page } = amina;
  const faults: string[] = [];
  await page.goto(node.address);
  await follow(page, "Look around a demo community");
  await press(page, "Come in");
  await page.getByLabel("Your name here").fill("Visitor");
  await press(page, "Join");
  await heading(page, "Hello, Visitor");
  community = idIn(page);
  const things = [...(await thingsOn(page, "decisions", 4)), ...(await thingsOn(page, "accords", 2))];
  expect(things.length).toBeGreaterThan(3);
  for (const path of [...INSIDE.map((inside) => `/m/${community}${inside}`), ...things]) {
    await page.emulateMedia({ colorScheme: "light" });
    await open(page, path);
    faults.push(...(await violationsOn(page)).map((fault) => `${nameOf(path)} light: ${fault}`));
    if (withPictures) await picturesOf(page, nameOf(path));
    await page.emulateMedia({ colorScheme: "dark" });
    // In the dark only the colours differ.
    faults.push(...(await violationsOn(page, "color-contrast")).map((fault) => `${nameOf(path)} dark: ${fault}`));
    const before = page.viewportSize();
    // 320 px: a small phone, or one where letters are twice as large.
    await page.setViewportSize({ width: 320, height: 640 });
    const widest = await tooWide(page);
    if (widest > 0) faults.push(`${nameOf(path)}: ${widest} px too wide`);
    if (before !== null) await page.setViewportSize(before);
  }
  await page.emulateMedia({ colorScheme: "light" });
  expect(faults).toEqual([]);
  expect(amina.faults).toEqual([]);
});

it("every screen reads from right to left, without fault and without an English word", async () => {
  const { page } = amina;
  community = await found(page, node.address, { community: "Linden Street", person: "Amina" });
  const bruno = await openPerson();
  await join(bruno.page, await invite(page, node.address, community), "Bruno");
  await bruno.close();
  await page.evaluate(() => localStorage.setItem("folkmoot.language", "qps-plocm"));
  const faults: string[] = [];
  for (const path of [...OUTSIDE, ...INSIDE.map((inside) => `/m/${community}${inside}`)]) {
    await open(page, path);
    faults.push(...(await violationsOn(page)).map((fault) => `${nameOf(path)}: ${fault}`));
    const widest = await tooWide(page);
    if (widest > 0) faults.push(`${nameOf(path)}: ${widest} px too wide`);
    const said = await page.evaluate(() => document.body.innerText);
    // What people wrote themselves, addresses, and data shown as data stay as they are.
    const foreign = said
      .replaceAll(
        /https?:\S+|Folkmoot|Amina|Bruno|Linden|Street|Alder|Neighbourhood|Assembly|English|Español|\b[0-9a-f]{16,}\b/g,
        "",
      )
      .match(/[A-Za-z]{4,}/g);
    if (foreign !== null && !path.includes("/record/")) faults.push(`${nameOf(path)}: ${foreign.join(" ")}`);
  }
  await page.evaluate(() => localStorage.removeItem("folkmoot.language"));
  expect(faults).toEqual([]);
});
