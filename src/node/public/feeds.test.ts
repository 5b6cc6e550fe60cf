/**
 * The feeds, read back by others: a strict XML parser (saxes), a feed reader (feed-parser) and Thunderbird's calendar parser (ical.js).
 * The community is the demo's; then the same with the worst titles that anybody could think of.
 */
import { parseFeed } from "@rowanmanning/feed-parser";
import ICAL from "ical.js";
import { SaxesParser } from "saxes";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ApiHost } from "../../../tests/node/apiHost.ts";
import { foldedCommunity } from "../../../tests/node/foldedCommunity.ts";
import { instantOf } from "../../core/kernel/time.ts";
import { utf8Of } from "../../core/log/utf8.ts";
import { accords, assembly, core } from "../../core/registry.ts";
import { writeDemo } from "../../simulate/demo/writeDemo.ts";
import { publicFacts } from "./facts.ts";
import { accordsFeed, publicCalendar, resultsFeed } from "./feeds.ts";
import type { Page } from "./page.ts";
import { voiceIn } from "./words.ts";

const NOW = instantOf(Date.UTC(2026, 5, 17, 15, 30));
const demo = writeDemo({ seed: "the feeds", until: NOW });
const HOSTILE = "]]></title><script>&amp;\u0000\u001b\u202eevil\u2066 \uffff‏مرحبا";

const community = foldedCommunity(demo);
const hostile = foldedCommunity({ ...demo, texts: demo.texts.map((text) => ({ ...text, utf8: utf8Of(HOSTILE) })) });
const pageOf = async (of = community, language = "en", address = "https://node.example"): Promise<Page> => ({
  voice: voiceIn(language),
  facts: await publicFacts(of, NOW, 0),
  address,
});

/** Throws on the first thing that is not well-formed XML with namespaces. */
const strictly = (xml: string): string => {
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(xml).close();
  return xml;
};
const written = (page: Page): readonly string[] => [
  accordsFeed(page),
  resultsFeed(page) ?? expect.fail("decisions are published"),
];
const eventsOf = (text: string) =>
  new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents("vevent").map((each) => new ICAL.Event(each));

describe("the feeds of accords and of decisions", async () => {
  const page = await pageOf();
  const [ofAccords = "", ofResults = ""] = written(page);

  it("are read by a feed reader, with a stable id, a time and a link for each entry", () => {
    for (const text of [ofAccords, ofResults]) {
      const feed = parseFeed(strictly(text));
      expect(feed.meta).toMatchObject({ type: "atom", version: "1.0" });
      expect(feed.self).toMatch(/^https:\/\/node\.example\/c\/[\da-f]{64}\/\w+\.atom$/);
      expect(feed.items.length).toBeGreaterThan(3);
      expect(new Set(feed.items.map(({ id }) => id)).size).toBe(feed.items.length);
      for (const item of feed.items) {
        expect(item.id).toMatch(/^urn:uuid:[\da-f-]{36}$/);
        expect(item.url).toContain("https://node.example/c/");
        expect(item.updated).toBeInstanceOf(Date);
      }
    }
  });

  it("have every accord's signature and every decision, the newest first", () => {
    const register = core.standing(community.world(), accords, NOW);
    const results = core.standing(community.world(), assembly, NOW);
    const signed = parseFeed(ofAccords).items.filter(({ title }) => title?.startsWith("Signed: "));
    expect(signed).toHaveLength(register.count);
    const decided = parseFeed(ofResults).items.filter(({ title }) => title?.startsWith("No longer") !== true);
    expect(decided).toHaveLength(results.count);
    const times = parseFeed(ofResults).items.map(({ updated }) => updated?.getTime() ?? 0);
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });

  it("keep their ids when the node moves to another address", async () => {
    const moved = await pageOf(community, "en", "http://elsewhere.example:8080");
    const ids = (text: string) => parseFeed(text).items.map(({ id }) => id);
    expect(ids(accordsFeed(moved))).toEqual(ids(ofAccords));
  });

  it("tell no total below five and no vote", () => {
    const counts = [...ofResults.matchAll(/(?:yes|no|stood aside|abstained|Entitled to decide): (\d+)/g)];
    expect(counts.length).toBeGreaterThan(3);
    for (const [, count] of counts) expect(Number(count)).toBeGreaterThanOrEqual(5);
  });

  it("stay well-formed whatever people call things", async () => {
    for (const language of ["en", "qps-plocm"])
      for (const text of written(await pageOf(hostile, language))) {
        strictly(text);
        expect(text).not.toContain("<script");
        expect(text).not.toContain("\u202e");
      }
    const [item] = parseFeed(accordsFeed(await pageOf(hostile))).items;
    expect(item?.title).toContain("]]></title><script>");
  });

  it("are there for decisions only where the charter publishes them", async () => {
    const quiet = await pageOf();
    expect(resultsFeed({ ...quiet, facts: { ...quiet.facts, publishesDecisions: false } })).toBeNull();
  });
});

describe("the public calendar", async () => {
  const page = await pageOf();
  const events = eventsOf(publicCalendar(page));

  it("has the end of every accord in force, at its very minute", () => {
    const running = core.standing(community.world(), accords, NOW).lapsesNext(100);
    expect(running.length).toBeGreaterThan(1);
    const ends = new Set(events.map(({ startDate }) => startDate.toJSDate().getTime()));
    for (const { row } of running) expect(ends.has(row.expiresAt)).toBe(true);
  });

  it("has what comes up for review, and rules that end", () => {
    const said = events.map(({ summary }) => summary).join("\n");
    expect(said).toMatch(/^The decision “.+” ends$/m);
    expect(said).toMatch(/^(?:Rule|Trial) ends: /m);
    expect(said).toMatch(/^Public review of the accord with /m);
  });

  it("has nothing that only members see: no term of office, no ballot, nobody's name", () => {
    expect(events.map(({ summary }) => summary).join("\n")).not.toMatch(/term as|your word|takes effect/);
  });

  it("survives whatever people call things", async () => {
    const names = eventsOf(publicCalendar(await pageOf(hostile)));
    expect(names).toHaveLength(events.length);
    expect(names.map(({ uid }) => uid)).toEqual(events.map(({ uid }) => uid));
  });
});

describe("feeds over HTTP", () => {
  let api: ApiHost;
  beforeEach(() => {
    api = new ApiHost();
  });
  afterEach(() => api.close());

  it("have their types, and are not sent again to who has them", async () => {
    const { origin } = await api.found();
    for (const [file, type] of [
      ["accords.atom", "application/atom+xml; charset=utf-8"],
      ["results.atom", "application/atom+xml; charset=utf-8"],
      ["calendar.ics", "text/calendar; charset=utf-8"],
    ] as const) {
      const address = `/c/${origin}/${file}`;
      expect((await api.ask(address)).status).toBe(200);
      api.host.clock.pass(2000);
      const answer = await api.ask(address);
      const [etag, changed] = [answer.headers.get("etag") ?? "", answer.headers.get("last-modified") ?? ""];
      expect(answer.headers.get("content-type")).toBe(type);
      expect(etag).toMatch(/^W\/"/);
      const again = (headers: Record<string, string>) => api.ask(address, { headers });
      expect((await again({ "if-none-match": `"other", ${etag}` })).status).toBe(304);
      expect((await again({ "if-modified-since": changed })).status).toBe(304);
      expect((await again({ "if-modified-since": "Thu, 01 Jan 1970 00:00:00 GMT" })).status).toBe(200);
      // RFC 9110, 13.1.3: the time does not count where a tag is given.
      expect((await again({ "if-none-match": '"other"', "if-modified-since": changed })).status).toBe(200);
    }
  });

  it("are named in the head of the page", async () => {
    const { origin } = await api.found();
    const page = await (await api.ask(`/c/${origin}/`)).text();
    for (const [file, type] of [
      ["accords.atom", "application/atom+xml"],
      ["results.atom", "application/atom+xml"],
      ["calendar.ics", "text/calendar"],
    ])
      expect(page).toContain(`<link rel="alternate" type="${type}" href="/c/${origin}/${file}"`);
  });
});
