/** The app in the languages that are offered: chosen on the first page or in the settings, kept, and with no English left. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { english } from "../../src/words/en/catalogue.ts";
import { loadCatalogue } from "../../src/words/languages.ts";
import { openPerson, violationsOn, type Person } from "./launch.ts";
import { startNodeProcess, type NodeProcess } from "./nodeProcess.ts";
import { found, heading } from "./steps.ts";

let node: NodeProcess;
let amina: Person;
beforeAll(async () => {
  [node, amina] = await Promise.all([startNodeProcess(), openPerson()]);
});
afterAll(async () => {
  await amina.close();
  await node.stop();
});

const OUTSIDE = ["/", "/found", "/join", "/device", "/options"];
const INSIDE = ["", "/decisions/new", "/calendar", "/accords/new", "/charter", "/people/invite", "/devices", "/record"];

/** Wordings that stand on a screen as they are in the catalogue, and are long enough not to be another language's by chance. */
const wordings = Object.entries(english).filter(([, wording]) => /^(?=.* )[^{}]{8,}$/.test(wording));

/** English wordings on this screen that its language says otherwise. */
const englishOn = async (page: Page, own: ReadonlySet<string>): Promise<readonly string[]> => {
  const said = await page.evaluate(() => document.body.innerText);
  return wordings.filter(([, wording]) => !own.has(wording) && said.includes(wording)).map(([key]) => key);
};

const choose = async (page: Page, name: string): Promise<void> => {
  await page.getByRole("radio", { name, exact: true }).check();
};
const languageOf = (page: Page): Promise<string> =>
  page.evaluate(() => `${document.documentElement.lang} ${document.documentElement.dir}`);

it("on the first page, before there is any community, whoever cannot read it finds their own language", async () => {
  const { page } = amina;
  await page.goto(node.address);
  await choose(page, "Español");
  await heading(page, "Decidan en común, y cumplan su palabra");
  expect(await languageOf(page)).toBe("es ltr");
  await choose(page, "العربية");
  await page.locator("html[lang=ar]").waitFor();
  expect(await languageOf(page)).toBe("ar rtl");
  await choose(page, "English");
  await heading(page, "Decide together, and keep your word");
});

it("a language chosen in the settings holds on every screen, from right to left where it is read so", async () => {
  const { page } = amina;
  const community = await found(page, node.address, { community: "Linden Street", person: "Amina" });
  const faults: string[] = [];
  for (const [tag, name, direction] of [
    ["es", "Español", "ltr"],
    ["ar", "العربية", "rtl"],
  ] as const) {
    const own = new Set(Object.values(await loadCatalogue(tag)));
    await page.goto(`${node.address}/options`);
    await choose(page, name);
    for (const path of [...OUTSIDE, ...INSIDE.map((inside) => `/m/${community}${inside}`)]) {
      await page.goto(node.address + path);
      await page.locator("main h1").waitFor();
      await page.locator("main[aria-busy=false]").waitFor();
      expect([path, await languageOf(page)]).toEqual([path, `${tag} ${direction}`]);
      faults.push(...(await englishOn(page, own)).map((key) => `${tag} ${path}: ${key}`));
      if (path === "/options") faults.push(...(await violationsOn(page)).map((fault) => `${tag} ${path}: ${fault}`));
    }
  }
  expect(faults).toEqual([]);
  expect(amina.faults).toEqual([]);
});
