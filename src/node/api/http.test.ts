/** What a node answers over HTTP: acts in, entries, exports and facts out, and every problem in the one form. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ADDRESS, ApiHost, cborOf, OPERATOR } from "../../../tests/node/apiHost.ts";
import { joins } from "../../../tests/node/callers.ts";
import type { Village } from "../../../tests/node/hosted.ts";
import { Person, together } from "../../../tests/node/people.ts";
import { concatBytes, sha256 } from "../../core/hash.ts";
import { charter, community as people, core, institutionNames } from "../../core/registry.ts";
import { openSnapshot } from "../../core/kernel/snapshot.ts";
import { instantOf } from "../../core/kernel/time.ts";
import { signedAct, isMalformed } from "../../core/log/act.ts";
import { textOf } from "../../core/log/utf8.ts";
import type { Entry } from "../../core/kernel/types.ts";
import { readFeed, type FeedEntry } from "../../core/wire/feed.ts";
import { readSnapshotStream } from "../../core/wire/snapshotStream.ts";
import { ACTS_PER_SUBMISSION_MAX, RATES, SUBMISSION_BYTES_MAX } from "../limits/limits.ts";

let api: ApiHost;
let village: Village;
let path: string;
beforeEach(async () => {
  api = new ApiHost();
  village = await api.found();
  path = `/api/communities/${village.origin}`;
});
afterEach(() => api.close());

const now = () => api.host.clock.now();
const introduce = (person: Person, name: string) =>
  person.write(now(), "member.introduce", (text) => ({ name: text(name), about: null }));
const bytesOf = async (answer: Response): Promise<Uint8Array> => new Uint8Array(await answer.arrayBuffer());
const feed = async (query: string, token?: string): Promise<readonly FeedEntry[]> =>
  readFeed(await bytesOf(await api.ask(`${path}/entries${query}`, { token }))).entries;
const resultsOf = async (answer: Response) => ((await answer.json()) as { results: { kind: string }[] }).results;

describe("handing in acts", () => {
  it("gets one result for each, and the same receipt however often", async () => {
    const token = await api.tokenOf(village.origin, village.founder);
    const act = introduce(village.founder, "Mara");
    const first = await resultsOf(await api.handIn(village.origin, act, token));
    expect(first).toMatchObject([{ kind: "recorded", receipt: { id: act.id, index: 1 } }]);
    expect(await resultsOf(await api.handIn(village.origin, act, token))).toEqual(first);
    expect(await api.json(`${path}/acts/${act.id}`)).toEqual(first[0]);
  });

  it("says of a refused act which rule refuses, and records the others", async () => {
    const token = await api.tokenOf(village.origin, village.founder);
    const wrong = village.founder.write(now(), "member.return", {});
    const results = await resultsOf(
      await api.handIn(village.origin, together(wrong, introduce(village.founder, "Mara")), token),
    );
    expect(results).toMatchObject([
      {
        kind: "refused",
        id: wrong.id,
        problem: { status: 422, type: "/problems#act-refused", refusal: { refused: true, kind: "leave.none" } },
      },
      { kind: "recorded" },
    ]);
  });

  it("without a session is for acts that need no member: joining is one, speaking is not", async () => {
    expect((await api.handIn(village.origin, introduce(village.founder, "Mara"))).status).toBe(401);
    const guest = await joins(api, village, "somebody new");
    expect((await api.handIn(village.origin, introduce(guest, "Somebody"))).status).toBe(401);
    const joining = new Person("too late", village.origin).write(now(), "member.join", (text) => ({
      invitation: village.origin,
      name: text("Nobody"),
      label: null,
    }));
    expect(await resultsOf(await api.handIn(village.origin, joining))).toMatchObject([{ kind: "refused" }]);
  });

  it("that are no submission, too many or too long is told in plain words", async () => {
    const acts = `${path}/acts`;
    const token = await api.tokenOf(village.origin, village.founder);
    expect((await api.ask(acts, { cbor: new Uint8Array([0xff]), token })).status).toBe(400);
    expect((await api.ask(acts, { json: [], token })).status).toBe(415);
    const pair = [new Uint8Array(1), new Uint8Array(64)] as const;
    const many = { acts: Array.from({ length: ACTS_PER_SUBMISSION_MAX + 1 }, () => pair), texts: [] };
    expect((await api.ask(acts, { cbor: cborOf(many), token })).status).toBe(413);
    const long = await api.ask(acts, { cbor: new Uint8Array(SUBMISSION_BYTES_MAX + 1), token });
    expect(long.status).toBe(413);
    expect(long.headers.get("connection")).toBe("close");
    const unsaid = await api.api.request(`${ADDRESS}${acts}`, { method: "POST", body: new Uint8Array(10) }, {});
    expect(unsaid.status).toBe(411);
  });
});

describe("the feed", () => {
  it("gives members every act with its texts, from where they stand", async () => {
    const token = await api.tokenOf(village.origin, village.founder);
    await api.handIn(village.origin, introduce(village.founder, "Mara"), token);
    const all = await feed("", token);
    expect(all.map(({ index }) => index)).toEqual([0, 1]);
    const words = all.flatMap((entry) => ("texts" in entry ? entry.texts.map(({ utf8 }) => textOf(utf8)) : []));
    expect(words).toEqual(["Lindenhof", "Mara"]);
    expect(await feed("?from=1", token)).toEqual(all.slice(1));
    expect(await feed("?from=0&limit=1", token)).toEqual(all.slice(0, 1));
    expect(await feed("?from=2", token)).toEqual([]);
  });

  it("gives strangers the public acts, and of the others place, time and hash alone", async () => {
    const token = await api.tokenOf(village.origin, village.founder);
    await api.handIn(village.origin, introduce(village.founder, "Mara Canary"), token);
    const raw = await bytesOf(await api.ask(`${path}/entries?audience=public`));
    expect(Buffer.from(raw).toString("latin1")).not.toContain("Canary");
    const [founding, hidden] = readFeed(raw).entries;
    expect(founding).toHaveProperty("bytes");
    const whole = (await feed("", token))[1];
    if (hidden === undefined || whole === undefined || !("bytes" in whole) || !("withheld" in hidden))
      throw new Error("two entries");
    expect(hidden.withheld).toEqual(sha256(concatBytes(whole.bytes, whole.signature)));
    expect(hidden.at).toBe(whole.at);
  });

  it("is enough to reach the same standing", async () => {
    const token = await api.tokenOf(village.origin, village.founder);
    await joins(api, village, "Jo");
    const entries = (await feed("", token)).map(entryOf);
    const world = core.replay(core.begin(), entries);
    expect(core.root(world, "members")).toBe(core.root((await api.running(village.origin)).world(), "members"));
  });

  it("refuses questions that make no sense", async () => {
    for (const query of ["?from=-1", "?from=1.5", "?limit=0", "?limit=100000", "?audience=everybody", "?from=x"])
      expect((await api.ask(`${path}/entries${query}`, { token: OPERATOR })).status).toBe(400);
  });
});

const entryOf = (entry: FeedEntry): Entry => {
  const signed = "bytes" in entry ? signedAct(entry.bytes, entry.signature) : expect.fail("an act");
  if (isMalformed(signed)) throw new Error(signed.malformed);
  return { index: entry.index, at: instantOf(entry.at), signed };
};

describe("texts, snapshots and exports", () => {
  it("members fetch texts by their hashes", async () => {
    const token = await api.tokenOf(village.origin, village.founder);
    const { founding } = core.standing((await api.running(village.origin)).world(), charter, now());
    const answer = await api.ask(`${path}/texts?hash=${founding?.name}&hash=${village.origin}`, { token });
    expect(Buffer.from(await bytesOf(answer)).toString("latin1")).toContain("Lindenhof");
    expect((await api.ask(`${path}/texts`, { token })).status).toBe(400);
  });

  it("a snapshot opens to the standing it was taken of, and there is none before the first", async () => {
    const token = await api.tokenOf(village.origin, village.founder);
    expect((await api.ask(`${path}/snapshot`, { token })).status).toBe(404);
    await joins(api, village, "Jo");
    await api.host.restart(); // closing takes one
    const { head, pages } = readSnapshotStream(await bytesOf(await api.ask(`${path}/snapshot`, { token: OPERATOR })));
    const world = openSnapshot(head, institutionNames, (hash) => pages.get(hash) ?? expect.fail(hash));
    if (world === null) throw new Error("a world");
    const live = (await api.running(village.origin)).world();
    expect(core.root(world, "members")).toBe(core.root(live, "members"));
    expect(core.standing(world, people, now()).members()).toHaveLength(2);
  });

  it("an export is one file, and the public one holds nothing of the members", async () => {
    const token = await api.tokenOf(village.origin, village.founder);
    await api.handIn(village.origin, introduce(village.founder, "Mara Canary"), token);
    const open = await api.ask(`${path}/export?audience=public`);
    expect(open.headers.get("content-disposition")).toContain("attachment");
    const publicBytes = Buffer.from(await bytesOf(open)).toString("latin1");
    expect(publicBytes).toContain("Lindenhof");
    expect(publicBytes).not.toContain("Canary");
    const whole = Buffer.from(await bytesOf(await api.ask(`${path}/export`, { token }))).toString("latin1");
    expect(whole).toContain("Canary");
    expect((await api.ask(`${path}/export`)).status).toBe(401);
  });

  it("the operator makes a backup", async () => {
    const answer = (await api.json(`${path}/backup`, { method: "POST", token: OPERATOR })) as { file: string };
    expect(answer.file).toContain(village.origin);
  });

  it("the operator's erasure is an act in the public log, and the text is gone", async () => {
    const community = await api.running(village.origin);
    const name = core.standing(community.world(), charter, now()).founding?.name;
    const erase = { json: { hashes: [name], reason: "law" }, token: OPERATOR };
    expect(await api.json(`${path}/erase`, erase)).toMatchObject({ receipt: { index: 1 } });
    expect(await api.json(path)).toMatchObject({ name: null });
    const left = Buffer.from(await bytesOf(await api.ask(`${path}/export?audience=public`))).toString("latin1");
    expect(left).not.toContain("Lindenhof");
    expect(await api.json("/.well-known/folkmoot")).toMatchObject({ communities: [{ name: null }] });
  });
});

describe("what anyone may know", () => {
  it("of the node: its public communities by name, log and key", async () => {
    const known = (await api.json("/.well-known/folkmoot")) as { communities: unknown[] };
    expect(known.communities).toEqual([
      {
        id: village.origin,
        name: "Lindenhof",
        origin: `folkmoot/${village.origin}`,
        log: `/log/${village.origin}`,
        page: `/c/${village.origin}/`,
        vkey: (await api.running(village.origin)).vkey,
      },
    ]);
  });

  it("of a community: its public facts, and never who or how many", async () => {
    const facts = (await api.json(path)) as Record<string, unknown>;
    expect(facts).toMatchObject({ name: "Lindenhof", template: "neighbourhood", size: 1, state: "running" });
    expect(Object.keys(facts).join(" ")).not.toMatch(/member|founder|device|elector/i);
  });

  it("of the node's health, in plain words", async () => {
    expect(await api.json("/healthz")).toMatchObject({ status: "good", disk: { says: "100.0 GB are free." } });
  });

  it("of its numbers, which name no community", async () => {
    await api.ask(path);
    const text = await (await api.ask("/metrics")).text();
    expect(text).toMatch(/^folkmoot_requests_total\{route="GET \/api\/communities\/:community",status="2xx"\} 1$/m);
    expect(text).toMatch(/^folkmoot_communities 1$/m);
    expect(text).not.toContain(village.origin);
  });

  it("of the log: a checkpoint, a tile and a bundle that caches may keep", async () => {
    const log = `/log/${village.origin}`;
    const checkpoint = await (await api.ask(`${log}/checkpoint`)).text();
    expect(checkpoint.split("\n").slice(0, 2)).toEqual([`folkmoot/${village.origin}`, "1"]);
    const tile = await api.ask(`${log}/tile/0/000.p/1`);
    expect(tile.headers.get("cache-control")).toContain("immutable");
    expect(await bytesOf(tile)).toHaveLength(32);
    expect(await bytesOf(await api.ask(`${log}/tile/entries/000.p/1`))).toHaveLength(42);
    for (const none of ["tile/0/000", "tile/0/000.p/2", "tile/1/000.p/1", "tile/0/0.p/1", "tile/x"])
      expect((await api.ask(`${log}/${none}`)).status).toBe(404);
  });
});

describe("limits", () => {
  it("a stranger who asks too often waits as long as told, and then passes", async () => {
    const rates = { ...RATES, stranger: { ...RATES.stranger, page: { burst: 2, perMinute: 60 } } };
    const slow = new ApiHost({ settings: { ...api.parts.settings, rates } });
    expect([(await slow.ask("/problems")).status, (await slow.ask("/problems")).status]).toEqual([200, 200]);
    const refused = await slow.ask("/problems");
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("1");
    expect((await slow.ask("/problems", { token: OPERATOR })).status).toBe(200);
    slow.host.clock.pass(1000);
    expect((await slow.ask("/problems")).status).toBe(200);
    await slow.close();
  });

  it("a device is counted by its acts, not by its requests, and by nobody else's", async () => {
    const rates = { ...RATES, device: { ...RATES.device, write: { burst: 3, perMinute: 1 } } };
    const slow = new ApiHost({ settings: { ...api.parts.settings, rates } });
    const home = await slow.found();
    const jo = await joins(slow, home, "Jo");
    const [token, other] = [await slow.tokenOf(home.origin, home.founder), await slow.tokenOf(home.origin, jo)];
    const acts = ["a", "b", "c"].map((name) => introduce(home.founder, name));
    expect((await slow.handIn(home.origin, together(...acts), token)).status).toBe(200);
    expect((await slow.handIn(home.origin, introduce(home.founder, "d"), token)).status).toBe(429);
    expect((await slow.handIn(home.origin, introduce(jo, "Jo"), other)).status).toBe(200);
    await slow.close();
  });
});

describe("every problem", () => {
  const problemsOf = async (answer: Response) => {
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    return (await answer.json()) as { type: string; title: string; status: number; detail: string };
  };

  it("has the one form, and a type that is explained", async () => {
    const explained = await (await api.ask("/problems")).text();
    const wrong: readonly (readonly [string, object, number])[] = [
      ["/api/nothing", {}, 404],
      ["/api/communities/xyz", {}, 404],
      [`/api/communities/${"0".repeat(64)}`, {}, 404],
      ["/healthz", { method: "POST" }, 405],
      [`${path}/acts`, { method: "DELETE" }, 405],
      ["/api/nothing", { method: "POST" }, 404],
      [`${path}/snapshot`, {}, 401],
      [`${path}/session`, { json: 1 }, 400],
      ["/healthz", { token: "nobody's" }, 401],
    ];
    for (const [address, asked, status] of wrong) {
      const answer = await api.ask(address, asked);
      expect([address, answer.status]).toEqual([address, status]);
      const problem = await problemsOf(answer);
      expect(problem.status).toBe(status);
      expect(explained).toContain(problem.type.replace("/problems", ""));
    }
  });

  it("of a request from another website's page is refused before it does anything", async () => {
    const prepare = "/api/communities/prepare";
    const from = (headers: Record<string, string>) => api.ask(prepare, { method: "POST", headers });
    expect((await from({ origin: "https://evil.example" })).status).toBe(403);
    expect((await from({ "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await from({ origin: ADDRESS, "sec-fetch-site": "same-origin" })).status).toBe(200);
    expect((await api.ask("/healthz", { headers: { origin: "https://evil.example" } })).status).toBe(200);
  });

  it("that nobody foresaw is noted without its message, and answered without it", async () => {
    const broken = new ApiHost({ backup: () => Promise.reject(new Error("a secret Canary")) });
    const home = await broken.found();
    const answer = await broken.ask(`/api/communities/${home.origin}/backup`, { method: "POST", token: OPERATOR });
    expect(answer.status).toBe(500);
    expect(JSON.stringify(await problemsOf(answer))).not.toContain("Canary");
    const noted = broken.logged.join("");
    expect(noted).toContain('"event":"failed"');
    expect(noted).not.toContain("Canary");
    await broken.close();
  });

  it("while the node stops is told as that", async () => {
    const stopping = new ApiHost({ isStopping: () => true });
    const answer = await stopping.ask("/healthz");
    expect([answer.status, answer.headers.get("connection")]).toEqual([503, "close"]);
    await stopping.close();
  });
});

describe("nothing of anybody", () => {
  it("is in the node's own log", async () => {
    const token = await api.tokenOf(village.origin, village.founder);
    await api.handIn(village.origin, introduce(village.founder, "Mara Canary"), token);
    await api.ask(`${path}/entries`, { token, headers: { "x-forwarded-for": "203.0.113.9" } });
    const noted = api.logged.join("");
    expect(noted).toContain("GET /api/communities/:community/entries");
    for (const secret of ["Canary", token, village.origin, village.founder.key, "203.0.113.9", "Lindenhof"])
      expect(noted).not.toContain(secret);
  });

  it("is kept by a browser or a proxy that should not keep it", async () => {
    const token = await api.tokenOf(village.origin, village.founder);
    for (const secret of ["entries", "export", `texts?hash=${village.origin}`])
      expect((await api.ask(`${path}/${secret}`, { token })).headers.get("cache-control")).toBe("no-store");
  });
});

describe("headers", () => {
  it("forbid every page what it never does", async () => {
    const page = await api.ask(`/c/${village.origin}/`);
    expect(page.headers.get("content-security-policy")).not.toMatch(/unsafe|script-src/);
    const app = await api.ask("/");
    expect(app.headers.get("content-security-policy")).toContain("script-src 'self'");
    for (const answer of [page, app, await api.ask("/healthz"), await api.ask("/api/nothing")]) {
      expect(answer.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
      expect(answer.headers.get("set-cookie")).toBeNull();
    }
  });

  it("let any verifier read the log, from whatever page it runs in", async () => {
    const log = await api.ask(`/log/${village.origin}/checkpoint`);
    expect(log.headers.get("access-control-allow-origin")).toBe("*");
    expect((await api.ask(path)).headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("the public page over HTTP", () => {
  it("has an address for each thing, a tag, and a language", async () => {
    const bare = await api.ask(`/c/${village.origin}`);
    expect([bare.status, bare.headers.get("location")]).toEqual([308, `/c/${village.origin}/`]);
    const page = await api.ask(`/c/${village.origin}/`);
    expect(await page.text()).toContain("Lindenhof");
    const etag = page.headers.get("etag") ?? "";
    expect((await api.ask(`/c/${village.origin}/`, { headers: { "if-none-match": etag } })).status).toBe(304);
    const mirrored = await (await api.ask(`/c/${village.origin}/?lang=qps-plocm`)).text();
    expect(mirrored).toContain('dir="rtl"');
    expect((await api.ask(`/c/${village.origin}/accords.atom`)).headers.get("content-type")).toContain("atom+xml");
    for (const none of ["accords/0", "accords/x", "accords/00", "nothing"])
      expect((await api.ask(`/c/${village.origin}/${none}`)).status).toBe(404);
    expect((await api.ask("/c/page.css")).headers.get("content-type")).toContain("text/css");
  });

  it("changes with the log", async () => {
    const before = await (await api.ask(`/c/${village.origin}/`)).text();
    const token = await api.tokenOf(village.origin, village.founder);
    await api.handIn(village.origin, introduce(village.founder, "Mara"), token);
    const after = await (await api.ask(`/c/${village.origin}/`)).text();
    expect([before.includes("has 1 entry"), after.includes("has 2 entries")]).toEqual([true, true]);
    expect(after).not.toContain("Mara");
  });
});

it("what a node was never told it does not found", async () => {
  const founder = new Person("an impatient founder");
  const act = founder.write(now(), "member.leave", {});
  const answer = await api.ask("/api/communities", { cbor: cborOf(act) });
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ type: "/problems#not-founded", results: [{ kind: "refused" }] });
});
