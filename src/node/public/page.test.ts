/** What a stranger reads of a community, and what no stranger ever may. The community is the demo's, a season of real acts. */
import { describe, expect, it } from "vitest";
import { foldedCommunity } from "../../../tests/node/foldedCommunity.ts";
import { accords, charter, community as people, core } from "../../core/registry.ts";
import { DAY_MS, instantOf } from "../../core/kernel/time.ts";
import { textOf } from "../../core/log/utf8.ts";
import type { Id } from "../../core/kernel/types.ts";
import { Chronicle } from "../../simulate/chronicle.ts";
import { foundingBody, template } from "../../core/templates/index.ts";
import { writeDemo } from "../../simulate/demo/writeDemo.ts";
import { accordFacts, publicFacts } from "./facts.ts";
import { escapeHtml, markup } from "./markup.ts";
import { accordPage, communityPage, type Page } from "./page.ts";
import { languageFor, voiceIn } from "./words.ts";

const NOW = instantOf(Date.UTC(2026, 5, 17, 15, 30));
const ADDRESS = "https://node.example";
const demo = writeDemo({ seed: "the public page", until: NOW });
const wordingOf = new Map(demo.texts.map(({ hash, utf8 }) => [hash, textOf(utf8) ?? ""]));
const community = foldedCommunity(demo);
const pageAt = async (at = NOW, language = "en", of = community): Promise<Page> => ({
  voice: voiceIn(language),
  facts: await publicFacts(of, at, 0),
  address: ADDRESS,
});
const register = core.standing(community.world(), accords, NOW);
/** A wording as it stands in HTML. */
const shown = (hash: Id | undefined): string =>
  escapeHtml((hash === undefined ? undefined : wordingOf.get(hash)) ?? "");

describe("the public page", async () => {
  const text = communityPage(await pageAt());

  it("tells what the community is, in its own words", () => {
    const { founding } = core.standing(community.world(), charter, NOW);
    expect(text).toContain(`<h1 dir="auto">${shown(founding?.name)}</h1>`);
    expect(text).toContain(shown(founding?.purpose ?? undefined));
  });

  it("shows every accord in force with its whole purpose and both sides' obligations", () => {
    const running = register.inForce();
    expect(running.length).toBeGreaterThan(1);
    for (const { row } of running)
      for (const hash of [row.purpose, ...row.weGive, ...row.theyGive]) expect(text).toContain(shown(hash));
  });

  it("says of accords that have ended how they ended", () => {
    expect(text).toMatch(/Lapsed on|Ended on/);
  });

  it("shows each rule with the decision that made it, or as founded", () => {
    expect(text).toContain("founding terms");
    expect(text).toMatch(/<a href="#decision-\d+">“[^”]+” of [^;]+; ends [^<]+<\/a>/);
  });

  it("names no member, ever", () => {
    const members = core.standing(community.world(), people, NOW).members();
    const names = members.flatMap(({ name }) => (name === null ? [] : (shown(name).match(/\p{L}{3,}/gu) ?? [])));
    expect(names.length).toBeGreaterThan(5);
    // In Arabic "and", "to" and "with" are one letter before the word.
    for (const name of names) expect(text).not.toMatch(new RegExp(`(?<!\\p{L})[وبلك]?${name}(?!\\p{L})`, "u"));
  });

  it("publishes no figure about people below five", () => {
    const counts = [...text.matchAll(/(?:yes|no|stood aside|abstained|Entitled to decide): (\S+)/g)];
    expect(counts.length).toBeGreaterThan(10);
    for (const [, count] of counts) expect(Number(count)).toBeGreaterThanOrEqual(5);
    expect(text).toContain("the other figures: fewer than 5 each");
  });

  it("gives the commands and the key to check all of it", () => {
    expect(text).toContain(escapeHtml(`${ADDRESS}/api/communities/${demo.origin}/export?audience=public`));
    expect(text).toContain(escapeHtml(community.vkey));
    expect(text).toContain("npx folkmoot verify community.export");
  });

  it("needs no script and no style of its own", () => {
    expect(text).not.toMatch(/<script|<style|\sstyle=|\son\w+=|javascript:/i);
  });

  it("leaves no placeholder and no key of a catalogue behind", () => {
    expect(text).not.toMatch(/undefined|\[object|\{\w+(, \w+)*\}/);
    expect(text.replaceAll(/<[^>]+>/g, " ")).not.toMatch(/\b(?:rule|charter|accord|decision|public)\.[a-z]\w+/);
  });

  it("is of another day what it was then: an accord that lapses is in force a minute before its end and not at it", async () => {
    const [next] = register.lapsesNext(1);
    const until = next?.standing.kind === "inForce" ? next.standing.until : expect.fail("an accord in force");
    const before = communityPage(await pageAt(instantOf(until - 60_000)));
    const after = communityPage(await pageAt(until));
    const count = (page: string): number => page.split('<article class="accord">').length;
    const isEssential = next?.row.isEssential === true;
    expect(count(before) - count(after)).toBe(isEssential ? 0 : 1);
    if (isEssential) expect(after).toContain("Winding down");
  });

  it("goes on without a wording that was erased", async () => {
    const [first] = register.inForce();
    const gone = first?.row.purpose ?? expect.fail("an accord in force");
    const without = communityPage(await pageAt(NOW, "en", foldedCommunity(demo, new Set([gone]))));
    expect(without).not.toContain(shown(gone));
    expect(without).toContain("(no longer kept)");
  });

  it("reads from right to left in a language that does", async () => {
    const mirrored = communityPage(await pageAt(NOW, "qps-plocm"));
    expect(mirrored).toContain('dir="rtl"');
    const words = mirrored.replaceAll(/<[^>]*>|&[^;]+;/g, " ");
    expect(words).not.toMatch(/\b(?:Charter|Decisions|founding terms|Check it yourself)\b/);
  });

  it("has no word of its own: what stays Latin in the mirrored language is the community's, or the name of a language", async () => {
    const facts = await publicFacts(community, NOW, 0);
    const mirrored = { voice: voiceIn("qps-plocm"), facts, address: ADDRESS };
    const [accord] = facts.accords;
    const pages = [communityPage(mirrored), ...(accord === undefined ? [] : [accordPage(mirrored, accord)])];
    const spoken = pages
      .join(" ")
      .replaceAll(/<(pre|code|style)\b[^]*?<\/\1>|https?:[^<\s]*|<[^>]*>|&[^;]+;/g, " ")
      .match(/\p{Script=Latin}{2,}/gu);
    const own = new Set([...wordingOf.values()].join(" ").match(/\p{Script=Latin}{2,}/gu));
    const known = new Set(["English", "Español", "UTC", "ics", "calendar", "openapi", "json", "node", "example"]);
    expect(spoken?.filter((word) => !own.has(word) && !known.has(word))).toEqual([]);
  });

  it("speaks every language that is offered, names the others, and keeps to the one asked for", async () => {
    const asked = communityPage({ ...(await pageAt()), voice: voiceIn("es", true) });
    expect(asked).toContain('<html lang="es" dir="ltr">');
    expect(asked).toContain("Compruébalo");
    const home = `${ADDRESS}/c/${demo.origin}/`;
    for (const tag of ["en", "es", "ar"]) expect(asked).toContain(`hreflang="${tag}" href="${home}?lang=${tag}"`);
    expect(asked).toContain(`hreflang="x-default" href="${home}"`);
    const links = [...asked.matchAll(/<a href="(\/c\/[^"]*)"/g)].map(([, address = ""]) => address);
    expect(links.length).toBeGreaterThan(3);
    expect(links.filter((address) => !address.includes("?lang=es"))).toEqual([]);
    expect(communityPage(await pageAt(NOW, "ar"))).toContain('<html lang="ar" dir="rtl">');
    expect(communityPage(await pageAt(NOW, "ar"))).not.toMatch(/<a href="\/c\/[^"]*\?lang=/);
  });
});

describe("the page of one accord", () => {
  it("shows all nine questions with their answers, and the dates", async () => {
    const facts = (await accordFacts(community, NOW, 0, 0)) ?? expect.fail("an accord");
    const [accord] = facts.accords;
    if (accord === undefined) throw new Error("an accord");
    const text = accordPage({ voice: voiceIn("en"), facts, address: ADDRESS }, accord);
    expect(text.split("<strong>")).toHaveLength(10);
    expect(text).toContain(shown(accord.partner?.name));
    expect(text).toContain(new Date(accord.row.signedAt).toISOString());
  });

  it("there is none for a number that was never given", async () => {
    expect(await accordFacts(community, NOW, 0, register.count)).toBeNull();
  });
});

describe("a community whose charter keeps decisions to its members", () => {
  const log = new Chronicle("a quiet union", instantOf(NOW - 30 * DAY_MS));
  const founder = log.hand("founder");
  log.act(founder, "charter.found", (write) => {
    const union = template("tenants-union");
    return foundingBody(union, {
      name: write("<b>Union</b> & co"),
      purpose: null,
      locale: "en",
      nodeKey: log.node.signer.publicKey,
      changes: [{ path: "publish.decisions", value: false }],
    });
  });
  const quiet = foldedCommunity({ origin: log.origin, entries: log.entries, texts: [...log.texts.values()] });

  it("publishes none, and says so", async () => {
    const text = communityPage(await pageAt(NOW, "en", quiet));
    expect(text).toContain("keeps its decisions to its members");
    expect(text).not.toContain('class="decision"');
  });

  it("cannot put markup into its page by its name", async () => {
    const text = communityPage(await pageAt(NOW, "en", quiet));
    expect(text).toContain("&lt;b&gt;Union&lt;/b&gt; &amp; co");
    expect(text).not.toContain("<b>Union");
  });
});

describe("pieces of a page", () => {
  it("escape whatever is put into them but pieces of their own", () => {
    expect(markup`<p title="${'"<>&'}">${["<i>", markup`<b>x</b>`, null]}</p>`.text).toBe(
      '<p title="&quot;&lt;&gt;&amp;">&lt;i&gt;<b>x</b></p>',
    );
  });

  it("are said in the language asked for, then the browser's, then the community's", () => {
    expect(languageFor("qps-plocm", "en", "en")).toBe("qps-plocm");
    expect(languageFor(undefined, "xx, en;q=0.5", "xx")).toBe("en");
    expect(languageFor(undefined, "en;q=0.5, ar;q=0.8", "es")).toBe("ar");
    expect(languageFor(undefined, undefined, "es-MX")).toBe("es");
    expect(languageFor("es", "ar", "en")).toBe("es");
    expect(languageFor("xx", undefined, "en-GB")).toBe("en");
  });
});
