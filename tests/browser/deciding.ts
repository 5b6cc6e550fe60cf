/**
 * What people do when they decide, by the words they see; and how days pass: the node's clock is moved ahead and the pages
 * are opened again, as people come back after some days.
 */
import type { Page } from "playwright-core";
import type { NodeProcess } from "./nodeProcess.ts";
import { press, shows } from "./steps.ts";

const DAY_MS = 86_400_000;
/** An act waits some seconds before it is sent, and some more when the machine is busy. */
const RECORDED_MS = 60_000;

/** Answers a question of yes, no and unsure, and goes on if asked to. */
export const answer = async (page: Page, word: "Yes" | "No" | "Unsure", then?: string): Promise<void> => {
  await page.getByRole("radio", { name: word, exact: true }).check();
  if (then !== undefined) await press(page, then);
};

/** Answers as many questions one after the other with no. */
export const answerNo = async (page: Page, questions: number): Promise<void> => {
  for (let asked = 0; asked < questions; asked += 1) await answer(page, "No", "Next");
};

/** Waits until the last thing this person did here is on record. */
export const recorded = (page: Page): Promise<void> =>
  page
    .getByText(/^(Recorded|Confirmed by allies)$/)
    .last()
    .waitFor({ timeout: RECORDED_MS });

/** Opens the draft on the page for deliberation, and waits until everybody can see that. */
export const openProposal = async (page: Page): Promise<void> => {
  await press(page, "Open it");
  await shows(page, "Being talked over");
};

/** Lets days pass at the node; then everybody looks again. */
export const pass = async (
  node: NodeProcess,
  pages: readonly Page[],
  { days }: { readonly days: number },
): Promise<void> => {
  await node.advance(days * DAY_MS);
  for (const page of pages) {
    await page.reload();
    await page.locator("main h1").waitFor();
  }
};

/** Fills in what a new proposal says. */
export const draftWords = async (page: Page, title: string, text: string): Promise<void> => {
  await page.getByLabel("In one line").fill(title);
  await page.getByLabel("What we want, and why").fill(text);
};
