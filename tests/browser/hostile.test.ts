/**
 * A community in which every wording, every name and every title is an attack: nothing of it runs, in no screen of the app and on
 * no public page, and the pages keep to their own policy while they show it. That the policy is there is seen by breaking it.
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPerson, type Person } from "./launch.ts";
import { startNodeProcess, type NodeProcess } from "./nodeProcess.ts";
import { follow, idIn, press } from "./steps.ts";

/** Ends whatever it stands in: a text, an attribute, a comment, a script, a template. */
const ATTACK =
  `x"'>--></textarea></title></script></style><img src=x onerror=attacked() data-attack><svg onload=attacked()>` +
  `<script>attacked()</script><a href="javascript:attacked()" data-attack>{{attacked()}}\${attacked()}</a>`;

declare global {
  interface Window {
    /** What the browser refused, and what attacks achieved. */
    readonly reports: string[];
  }
}

let node: NodeProcess;
let reader: Person;
let community: string;
const blocked: string[] = [];

/** Runs before any script of a page. */
const watch = (): void => {
  const reports: string[] = [];
  Object.assign(window, { reports, attacked: () => reports.push("attacked") });
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) => {
    reports.push(`${violatedDirective} ${blockedURI} ${sourceFile}`);
  });
};

beforeAll(async () => {
  [node, reader] = await Promise.all([startNodeProcess(ATTACK), openPerson()]);
  await reader.context.addInitScript(watch);
  reader.page.on("dialog", (dialog) => {
    blocked.push(dialog.message());
    void dialog.dismiss();
  });
});
afterAll(async () => {
  await reader.close();
  await node.stop();
});

/** What is wrong with the page as it stands, and how often it shows the attack as the text that it is. */
const stateOf = async (page: Page): Promise<{ readonly faults: readonly string[]; readonly shown: number }> => ({
  faults: await page.evaluate(() => [
    ...window.reports,
    ...[...document.querySelectorAll("[data-attack], [onerror], [onload], a[href^='javascript:']")].map(
      (one) => one.outerHTML,
    ),
  ]),
  shown: await page.evaluate(
    () => `${document.body.innerText}${document.title}`.split("<img src=x onerror").length - 1,
  ),
});

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
  "/devices",
  "/recovery",
  "/record",
  "/record/0",
  "/more",
];
const OUTSIDE = ["/", "/found", "/join", "/demo", "/device", "/options", "/nowhere"];

const open = async (page: Page, path: string): Promise<void> => {
  await page.goto(node.address + path);
  await page.locator("main h1").waitFor();
  await page.locator("main[aria-busy=false]").waitFor();
};

const thingsOn = async (page: Page, list: string): Promise<readonly string[]> => {
  await open(page, `/m/${community}/${list}`);
  const links = await page
    .locator("main a")
    .evaluateAll((found) => found.map((link) => link.getAttribute("href") ?? ""));
  return [...new Set(links.filter((href) => new RegExp(`/${list}/\\d+$`).test(href)))].slice(0, 6);
};

it("in the app, every screen shows it as text and breaks no policy", async () => {
  const { page } = reader;
  await page.goto(node.address);
  await follow(page, "Look around a demo community");
  await press(page, "Come in");
  await page.getByLabel("Your name here").fill(ATTACK.slice(0, 60));
  await press(page, "Join");
  await page.waitForURL(/\/m\/[0-9a-f]{64}/);
  community = idIn(page);
  const things = [...(await thingsOn(page, "decisions")), ...(await thingsOn(page, "accords"))];
  expect(things.length).toBeGreaterThan(3);
  const faults: string[] = [];
  let shown = 0;
  for (const path of [...OUTSIDE, ...INSIDE.map((inside) => `/m/${community}${inside}`), ...things]) {
    await open(page, path);
    const state = await stateOf(page);
    shown += state.shown;
    faults.push(...state.faults.map((fault) => `${path}: ${fault}`));
  }
  expect(faults).toEqual([]);
  expect(shown).toBeGreaterThan(50);
  expect(reader.faults).toEqual([]);
});

it("on the public pages, and on the way out of notices", async () => {
  const { page } = reader;
  const home = `/c/${community}/`;
  await page.goto(node.address + home);
  const accord = await page.locator("article.accord h3 a").first().getAttribute("href");
  for (const path of [home, `${home}?lang=ar`, accord ?? "", `/stop/${community}/${"a".repeat(32)}`]) {
    await page.goto(node.address + path);
    const { faults, shown } = await stateOf(page);
    expect([path, faults]).toEqual([path, []]);
    if (path.startsWith("/c/")) expect(shown).toBeGreaterThan(0);
  }
  expect(blocked).toEqual([]);
});

it("what the pages never do is refused when something does it: a script or a style in the page, a frame, another site", async () => {
  const { page } = reader;
  const before = reader.faults.length;
  await open(page, `/m/${community}`);
  await page.evaluate(async () => {
    const put = (name: string, fields: object): void =>
      document.body.append(Object.assign(document.createElement(name), fields));
    put("script", { textContent: "attacked()" });
    put("style", { textContent: "body { color: red }" });
    put("iframe", { src: "/" });
    put("img", { src: "https://elsewhere.example/x.png" });
    await fetch("https://elsewhere.example/").catch(() => undefined);
  });
  await page.waitForFunction(() => window.reports.length >= 5);
  const refused = await page.evaluate(() => window.reports.map((report) => report.split(" ")[0]).sort());
  expect(refused).toEqual(["connect-src", "frame-src", "img-src", "script-src-elem", "style-src-elem"]);
  expect(reader.faults.length).toBeGreaterThan(before);
});

it("an export is still downloaded by a link to it", async () => {
  const { page } = reader;
  await page.goto(`${node.address}/c/${community}/`);
  const link = page.locator("a[href*='/export']").first();
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(download.suggestedFilename()).toMatch(/\.export$/);
  expect(await download.failure()).toBeNull();
});
