/**
 * A member's browser: one Chromium with a profile of its own. Times are taken inside the page, from its own start to the moment at
 * which the screen shows what was waited for, so that nothing of this process is in them.
 */
import { chromium, type BrowserContext, type CDPSession, type Page } from "playwright-core";
import type { Id } from "../../src/core/kernel/types.ts";
import { findChromium, freshProfile } from "../../tests/browser/chromium.ts";

const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true } as const;

/** Notes when the first heading of a screen changes, on the page's own clock. */
const WATCH = `
  window.seen = [];
  const look = () => {
    const words = document.querySelector("h1")?.textContent ?? null;
    if (words !== null && words !== window.seen.at(-1)?.words) window.seen.push({ words, at: performance.now() });
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
`;

export class Visit {
  readonly #context: BrowserContext;
  readonly #forget: () => void;
  readonly #address: string;
  readonly #origin: Id;

  private constructor(context: BrowserContext, forget: () => void, address: string, origin: Id) {
    this.#context = context;
    this.#forget = forget;
    this.#address = address;
    this.#origin = origin;
  }

  static async open(address: string, origin: Id): Promise<Visit> {
    const browser = await findChromium();
    const profile = freshProfile();
    const context = await chromium.launchPersistentContext(profile.folder, {
      ...PHONE,
      locale: "en-GB",
      executablePath: browser.executablePath,
      env: { ...process.env, ...browser.env },
      args: FLAGS,
      chromiumSandbox: false,
    });
    await context.addInitScript(WATCH);
    return new Visit(context, profile.remove, address, origin);
  }

  async close(): Promise<void> {
    await this.#context.close();
    this.#forget();
  }

  /** A new page of the app; the former ones are closed, and with them the worker that they shared nothing of. */
  async page(path: string, slowed: number): Promise<Page> {
    const page = await this.#context.newPage();
    for (const other of this.#context.pages()) if (other !== page) await other.close();
    const session = await this.#context.newCDPSession(page);
    await slow(session, slowed);
    await page.goto(`${this.#address}${path}`);
    return page;
  }

  /** Runs this in a page of the same address that is no page of the app (the public one), so that nothing of the app is open. */
  async aside<T>(script: string): Promise<T> {
    const page = await this.#context.newPage();
    for (const other of this.#context.pages()) if (other !== page) await other.close();
    await page.goto(`${this.#address}/c/${this.#origin}/`);
    return page.evaluate<T>(script);
  }
}

const slow = async (session: CDPSession, rate: number): Promise<void> => {
  if (rate !== 1) await session.send("Emulation.setCPUThrottlingRate", { rate });
};

const PATIENCE_MS = 150_000;

/** Milliseconds from the page's start until its heading had these words. */
export const shownAfter = async (page: Page, words: string): Promise<number> => {
  await page.getByRole("heading", { name: words, level: 1 }).waitFor({ timeout: PATIENCE_MS });
  return page.evaluate<number>(`window.seen.find(({ words }) => words === ${JSON.stringify(words)}).at`);
};
