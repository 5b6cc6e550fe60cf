/**
 * The public page as a neighbour or a journalist reads it: no script, on a small phone and at a desk, in light and dark, from
 * either side, with large letters and on paper. The community is the demo's.
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPerson, picturesOf, violationsOn, type Person } from "./launch.ts";
import { startNodeProcess, type NodeProcess } from "./nodeProcess.ts";

const withPictures = process.env["PICTURES"] !== undefined;
const PHONE_SMALL = { width: 320, height: 640 };

let node: NodeProcess;
let reader: Person;
let home: string;

beforeAll(async () => {
  [node, reader] = await Promise.all([startNodeProcess(), openPerson()]);
  const visit: unknown = await (await fetch(`${node.address}/api/demo/visit`, { method: "POST" })).json();
  const community = typeof visit === "object" && visit !== null && "community" in visit ? visit.community : null;
  home = `${node.address}/c/${String(community)}/`;
});
afterAll(async () => {
  await reader.close();
  await node.stop();
});

/** How far the page is wider than what shows it. */
const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const accordOn = async (page: Page): Promise<string> => {
  await page.goto(home);
  return (await page.locator("article.accord h3 a").first().getAttribute("href")) ?? "";
};

describe("the public page", () => {
  it("has no fault that axe finds, in light, dark and from right to left", async () => {
    const { page } = reader;
    const accord = node.address + (await accordOn(page));
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      for (const address of [home, accord, `${home}?lang=qps-plocm`, `${accord}?lang=qps-plocm`]) {
        await page.goto(address);
        // In the dark only the colours differ, and a year of decisions is a long page.
        const rule = colorScheme === "dark" ? "color-contrast" : undefined;
        expect([address, await violationsOn(page, rule)]).toEqual([address, []]);
        if (withPictures)
          await picturesOf(page, `public-${colorScheme}-${address.slice(home.length) || "page"}`.replaceAll("/", "-"));
      }
    }
    expect(reader.faults).toEqual([]);
  });

  it("runs no script and fetches nothing but its style", async () => {
    const { page } = reader;
    const fetched: string[] = [];
    page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
    await page.goto(home);
    expect(fetched.filter((path) => path !== "/favicon.ico").sort()).toEqual(
      [new URL(home).pathname, "/c/page.css"].sort(),
    );
    expect(await page.locator("script").count()).toBe(0);
  });

  it("fits a small phone, also with letters twice as large", async () => {
    const { page } = reader;
    const accord = node.address + (await accordOn(page));
    await page.setViewportSize(PHONE_SMALL);
    for (const address of [home, accord, `${home}?lang=qps-plocm`]) {
      await page.goto(address);
      expect([address, await overflowOf(page)]).toEqual([address, 0]);
      await page.locator("html").evaluate((element) => element.style.setProperty("font-size", "200%"));
      expect([address, "large", await overflowOf(page)]).toEqual([address, "large", 0]);
    }
  });

  it("is read with the keyboard alone: to the content, and through the wide tables", async () => {
    const { page } = reader;
    await page.goto(home);
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").getAttribute("href")).toBe("#content");
    expect(await page.locator(".wide:not([tabindex='0'])").count()).toBe(0);
  });

  it("prints what it says and leaves out what only a screen needs", async () => {
    const { page } = reader;
    await page.goto(home);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("nav:visible").count()).toBe(0);
    expect(await page.locator("article.accord").first().isVisible()).toBe(true);
    await page.emulateMedia({ media: null });
  });

  it("leads from an accord to its terms and back", async () => {
    const { page } = reader;
    await page.goto(home);
    await page.locator("article.accord h3 a").first().click();
    await page.locator("ol.questions li").nth(8).waitFor();
    await page.locator("nav:not(.languages) a").click();
    await page.locator("#verify").waitFor();
  });
});
