/**
 * Opens the app as a person would: a real Chromium with a profile of that person's own, on a phone or at a desk. Two
 * people are two profiles, hence two browsers. Nothing is mocked: storage, service worker and keys are the browser's.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { findChromium, freshProfile, root } from "./chromium.ts";

declare global {
  interface Window {
    /** There once `violationsOn` has put it there. */
    readonly axe: typeof axe;
  }
}

const SCREENS = {
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  desktop: { viewport: { width: 1280, height: 800 } },
} as const;
export type Screen = keyof typeof SCREENS;

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export type Person = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the pages said to the console as errors, and what they threw: a test of a screen expects none. */
  readonly faults: readonly string[];
  readonly close: () => Promise<void>;
};

export type Setting = {
  readonly screen?: Screen;
  readonly colorScheme?: "light" | "dark";
  readonly locale?: string;
  /** A name that leads to this machine, as on a local network: over http such a page has no WebCrypto. */
  readonly lanName?: string;
  /** The profile's folder, to come back as the same person; without it the profile is new and removed at the end. */
  readonly profile?: string;
};

const listen = (page: Page, faults: string[]): void => {
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(String(error)));
};

/** A new person with a browser of their own; `close` ends the browser and forgets what it stored. */
export const openPerson = async (setting: Setting = {}): Promise<Person> => {
  const { screen = "phone", colorScheme = "light", locale = "en-GB", lanName } = setting;
  const browser = await findChromium();
  const profile = setting.profile === undefined ? freshProfile() : { folder: setting.profile, remove: () => {} };
  const context = await chromium.launchPersistentContext(profile.folder, {
    ...SCREENS[screen],
    colorScheme,
    locale,
    executablePath: browser.executablePath,
    env: { ...process.env, ...browser.env },
    args: [...FLAGS, ...(lanName === undefined ? [] : [`--host-resolver-rules=MAP ${lanName} 127.0.0.1`])],
    chromiumSandbox: false,
  });
  const faults: string[] = [];
  context.on("page", (page) => listen(page, faults));
  const page = context.pages()[0] ?? (await context.newPage());
  listen(page, faults);
  const close = async (): Promise<void> => {
    await context.close();
    profile.remove();
  };
  return { page, context, faults, close };
};

/** What axe-core (or one of its rules) finds wrong with the page as it stands: the rule, what it asks, and the elements that break it. */
export const violationsOn = async (page: Page, onlyRule?: string): Promise<readonly string[]> => {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (rule) => window.axe.run(document, rule === undefined ? {} : { runOnly: [rule] }),
    onlyRule,
  );
  return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ html }) => html).join(" ")})`);
};

/** Keeps a picture of the page under dist/pictures, to be looked at, once per size; answers the files. */
export const picturesOf = async (page: Page, name: string): Promise<readonly string[]> => {
  const folder = join(root, "dist", "pictures");
  mkdirSync(folder, { recursive: true });
  const before = page.viewportSize();
  const files: string[] = [];
  for (const [screen, { viewport }] of Object.entries(SCREENS)) {
    await page.setViewportSize(viewport);
    const file = join(folder, `${name}-${screen}.png`);
    await page.screenshot({ path: file, fullPage: true, animations: "disabled" });
    files.push(file);
  }
  if (before !== null) await page.setViewportSize(before);
  return files;
};
