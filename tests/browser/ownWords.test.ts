/** A community says things in words of its own: proposed, decided, and then said everywhere until the word lapses. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { violationsOn } from "./launch.ts";
import { draftWords, openProposal, pass, recorded } from "./deciding.ts";
import { follow, heading, press, shows } from "./steps.ts";
import { Street } from "./street.ts";

const LONG_MS = 300_000;
const TITLE = "We call the steward the hearth keeper";

let street: Street;
let first: Page;
let second: Page;

beforeAll(async () => {
  street = await Street.of(2);
  [first, second] = [street.person("Amina").page, street.person("Bruno").page];
});
afterAll(() => street.leave());

it(
  "a word is proposed, decided, and said from then on",
  async () => {
    await street.go(first, "/decisions/new?do=words.set");
    await draftWords(first, TITLE, "It is what everybody says anyway.");
    await first.getByLabel("For what", { exact: true }).selectOption({ label: "steward" });
    await first.getByLabel("In which language").selectOption({ label: "English" });
    await first.getByLabel(/^Our word/).fill("hearth keeper");
    await press(first, "Add it");
    await shows(first, "From now on says “hearth keeper” for “steward”, in English");
    expect(await violationsOn(first)).toEqual([]);
    await press(first, "Show the draft to the others");
    await heading(first, TITLE);
    await openProposal(first);
    await recorded(first);
    await pass(street.node, [first], { days: 5 });
    await first.getByLabel("In short").fill("The steward is called the hearth keeper.");
    await press(first, "Put it to decision");
    await recorded(first);
    for (const page of street.pages) {
      await street.go(page, "/decisions");
      await follow(page, TITLE);
      await page.getByRole("radio", { name: /I consent/ }).check();
      await press(page, "Say it");
    }
    for (const page of street.pages) await recorded(page);
    await pass(street.node, street.pages, { days: 4 });
    await pass(street.node, street.pages, { days: 3 });
    await shows(second, "On record");
    await street.go(second, "/charter");
    await press(second, "Who we are");
    await shows(second, "“hearth keeper” for “steward” (English)");
    await second.getByRole("heading", { name: "hearth keeper" }).waitFor();
    expect(await violationsOn(second)).toEqual([]);
    await second.goto(`${street.node.address}/c/${street.community}/?lang=en`);
    await shows(second, "hearth keeper");
  },
  LONG_MS,
);
