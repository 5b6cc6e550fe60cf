/**
 * Every screen, with something on it: no fault that axe finds in light, dark and right to left; nothing wider than a small
 * phone, nor lost when letters are twice as large; and no word that did not come from a catalogue.
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPerson, picturesOf, violationsOn, type Person } from "./launch.ts";
import { startNodeProcess, type NodeProcess } from "./nodeProcess.ts";
import { found, invite, join } from "./steps.ts";

/** `PICTURES=1` keeps a picture of every screen under dist/pictures. */
const withPictures = process.env["PICTURES"] !== undefined;

let node: NodeProcess;
let amina: Person;
let community: string;

const OUTSIDE = ["/", "/found", "/join", "/demo", "/device", "/options", "/nowhere"];
const INSIDE = [
  "",
  "/decisions",
  "/accords",
  "/charter",
  "/people",
  "/people/invite",
  "/people/1",
  "/people/2",
  "/devices",
  "/recovery",
  "/record",
  "/record/0",
  "/more",
];
const screens = (): readonly string[] => [...OUTSIDE, ...INSIDE.map((path) => `/m/${community}${path}`)];

beforeAll(async () => {
  [node, amina] = await Promise.all([startNodeProcess(), openPerson()]);
  community = await found(amina.page, node.address, { community: "Linden Street", person: "Amina" });
  const bruno = await openPerson();
  await join(bruno.page, await invite(amina.page, node.address, community), "Bruno");
  await bruno.close();
  await invite(amina.page, node.address, community);
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
  (path.replace(/\/m\/[0-9a-f]{64}/, "home").replaceAll("/", "-") || "start").replace(/^-/, "") || "start";

it("axe finds no fault on any screen, in light and in dark", async () => {
  const { page } = amina;
  const faults: string[] = [];
  for (const path of screens()) {
    await page.emulateMedia({ colorScheme: "light" });
    await open(page, path);
    faults.push(...(await violationsOn(page)).map((fault) => `${nameOf(path)} light: ${fault}`));
    if (withPictures) await picturesOf(page, nameOf(path));
    await page.emulateMedia({ colorScheme: "dark" });
    faults.push(...(await violationsOn(page)).map((fault) => `${nameOf(path)} dark: ${fault}`));
  }
  await page.emulateMedia({ colorScheme: "light" });
  expect(faults).toEqual([]);
  expect(amina.faults).toEqual([]);
});

it("nothing is wider than a small phone, also with letters twice as large", async () => {
  const { page } = amina;
  const before = page.viewportSize();
  const faults: string[] = [];
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of screens()) {
    await open(page, path);
    const widest = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (widest > 0) faults.push(`${nameOf(path)}: ${widest} px too wide`);
  }
  if (before !== null) await page.setViewportSize(before);
  expect(faults).toEqual([]);
});

it("every screen reads from right to left, without fault and without an English word", async () => {
  const { page } = amina;
  await page.evaluate(() => localStorage.setItem("folkmoot.language", "qps-plocm"));
  const faults: string[] = [];
  for (const path of screens()) {
    await open(page, path);
    faults.push(...(await violationsOn(page)).map((fault) => `${nameOf(path)}: ${fault}`));
    const said = await page.evaluate(() => document.body.innerText);
    // What people wrote themselves, addresses, and data shown as data stay as they are.
    const foreign = said
      .replaceAll(/https?:\S+|Folkmoot|Amina|Bruno|Linden|Street|English|\b[0-9a-f]{16,}\b/g, "")
      .match(/[A-Za-z]{4,}/g);
    if (foreign !== null && !path.includes("/record/")) faults.push(`${nameOf(path)}: ${foreign.join(" ")}`);
  }
  await page.evaluate(() => localStorage.removeItem("folkmoot.language"));
  expect(faults).toEqual([]);
});
