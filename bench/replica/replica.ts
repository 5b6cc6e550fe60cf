/**
 * The replica on a phone: a member's Chromium that holds fifty thousand acts. How soon it shows the standing after it is opened, with
 * and without a snapshot, also with its processor slowed four times; how soon a tap changes the screen; and how fast it checks
 * signatures in the background. The browser's own slowing reaches the page and not the worker beside it.
 */
import type { Page } from "playwright-core";
import { buildWeb, root } from "../../bin/ready.mjs";
import { bytesOf } from "../../src/core/hash.ts";
import { DAY_MS, instantOf } from "../../src/core/kernel/time.ts";
import { base64Of } from "../../src/core/log/base64.ts";
import { actSigningBytes } from "../../src/core/log/act.ts";
import type { Id } from "../../src/core/kernel/types.ts";
import { invitationCode } from "../../src/core/wire/codes.ts";
import { median, quantile } from "../clock.ts";
import { ratio, type Figure } from "../figure.ts";
import { living, withTownNode, type Lived, type TownNode } from "../served/townNode.ts";
import { seedOf } from "../town/ledger.ts";
import { inFolder } from "../town/townFile.ts";
import { auditedSoFar, bareWebCrypto, forgetAudit, forgetSnapshot, tap, type BareCheck } from "./scripts.ts";
import { shownAfter, Visit } from "./visit.ts";

const ACTS = 50_000;
const FOUNDED_DAYS_AGO = 700;
const SLOWED = 4;
const OPENINGS = 5;
const TAPS = 40;
const MENU = ["Decisions", "People", "Accords", "Home"] as const;
const BARE_CHECKS = 4_096;
const AT_ONCE = 128;
const HOME = "Hello, Newcomer";

export const measure = async (): Promise<readonly Figure[]> => {
  await buildWeb();
  const start = instantOf(Date.now() - FOUNDED_DAYS_AGO * DAY_MS);
  const lived = living({ people: 300, proposals: 12, signing: "signed", start }, ACTS);
  const { ledger } = lived.town;
  ledger.wait(Date.now() - ledger.now);
  const { invitation, name } = lived.town.invite();
  ledger.fold();
  const code = invitationCode({ origin: ledger.origin, invitation, seed: seedOf(name) });
  const work = (node: TownNode): Promise<readonly Figure[]> => visited(node, code, checksOf(lived));
  return inFolder((folder) => withTownNode(folder, lived, work, `${root}dist/web`));
};

const visited = async (node: TownNode, code: string, checks: readonly BareCheck[]): Promise<readonly Figure[]> => {
  const visit = await Visit.open(`http://127.0.0.1:${node.port}`, node.origin);
  try {
    const arrival = await joined(await visit.page(`/join#${code}`, 1));
    return [
      { what: `joining: ${ACTS.toLocaleString("en")} acts fetched and shown`, value: arrival, unit: "ms" },
      ...(await openings(visit, node.origin)),
      ...(await tapping(visit, node.origin)),
      ...(await checking(visit, node.origin, checks)),
    ];
  } finally {
    await visit.close();
  }
};

/** Milliseconds from the press of the button until the newcomer is greeted. */
const joined = async (page: Page): Promise<number> => {
  await page.getByLabel("Your name here").fill("Newcomer");
  const begun = await page.evaluate<number>("performance.now()");
  await page.getByRole("button", { name: "Join" }).first().click();
  return (await shownAfter(page, HOME)) - begun;
};

/** Opens the app again and again; before each time, this is done to what the device holds. */
const opened = async (visit: Visit, origin: Id, slowed: number, before: string | null): Promise<number> => {
  const times: number[] = [];
  for (let opening = 0; opening < OPENINGS; opening += 1) {
    if (before !== null) await visit.aside(before);
    times.push(await shownAfter(await visit.page(`/m/${origin}`, slowed), HOME));
  }
  return median(times);
};

const openings = async (visit: Visit, origin: Id): Promise<readonly Figure[]> => {
  await settled(await visit.page(`/m/${origin}`, 1), origin);
  const forget = forgetSnapshot(origin);
  const shown = async (what: string, slowed: number, before: string | null, atMost: number): Promise<Figure> => {
    const value = await opened(visit, origin, slowed, before);
    return { what: `first standing ${what}`, value, unit: "ms", target: { atMost } };
  };
  return [
    await shown("from a snapshot", 1, null, 400),
    await shown("from a snapshot, slowed four times", SLOWED, null, 1_000),
    await shown("without a snapshot", 1, forget, 1_500),
  ];
};

/** Until every signature is checked, so that nothing runs in the background of what is measured next. */
const settled = async (page: Page, origin: Id): Promise<void> => {
  await shownAfter(page, HOME);
  for (let [before, now] = [-1, 0]; now !== before || now < ACTS;) {
    before = now;
    await page.waitForTimeout(POLL_MS);
    now = await page.evaluate<number>(auditedSoFar(origin));
  }
};
const POLL_MS = 250;

const tapping = async (visit: Visit, origin: Id): Promise<readonly Figure[]> => {
  const page = await visit.page(`/m/${origin}`, SLOWED);
  await shownAfter(page, HOME);
  for (const item of MENU) await page.evaluate<number>(tap(item)); // each screen is loaded once
  const times: number[] = [];
  for (let turn = 0; turn < TAPS; turn += 1)
    times.push(await page.evaluate<number>(tap(MENU[turn % MENU.length] ?? "Home")));
  return [
    { what: "tap to changed screen, slowed four times, median", value: quantile(times, 0.5), unit: "ms" },
    {
      what: "tap to changed screen, slowed four times, p95",
      value: quantile(times, 0.95),
      unit: "ms",
      target: { atMost: 50 },
    },
  ];
};

const checking = async (visit: Visit, origin: Id, checks: readonly BareCheck[]): Promise<readonly Figure[]> => {
  const rates: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) rates.push(await visit.aside<number>(bareWebCrypto(checks, AT_ONCE)));
  await visit.aside(forgetAudit(origin));
  const page = await visit.page(`/m/${origin}`, 1);
  const audit = await auditRate(page, origin);
  return [
    { what: "bare WebCrypto loop", value: median(rates), unit: "signatures/s" },
    { what: "background check", value: audit, unit: "acts/s" },
    ratio("background check ÷ bare WebCrypto loop", audit / median(rates), { atLeast: 0.8 }),
  ];
};

/** Acts checked per second between the first progress that is stored and the last but the rest. */
const auditRate = async (page: Page, origin: Id): Promise<number> => {
  await shownAfter(page, HOME);
  const steps: { readonly checked: number; readonly at: number }[] = [];
  for (let checked = 0; checked < ACTS * 0.9;) {
    await page.waitForTimeout(POLL_MS / 10);
    checked = await page.evaluate<number>(auditedSoFar(origin));
    if (checked > 0 && checked !== steps.at(-1)?.checked) steps.push({ checked, at: performance.now() });
  }
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) return Number.NaN;
  return ((last.checked - first.checked) / (last.at - first.at)) * 1_000;
};

/** Signatures of the town for the bare loop. */
const checksOf = ({ entries }: Lived): readonly BareCheck[] =>
  entries
    .slice(0, BARE_CHECKS)
    .map(({ signed: { act, bytes, signature } }) => [
      base64Of(bytesOf(act.author.key)),
      base64Of(actSigningBytes(bytes)),
      base64Of(signature),
    ]);
