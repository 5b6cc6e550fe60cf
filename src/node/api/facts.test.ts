/** What anyone may know of a node and of its communities. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ApiHost } from "../../../tests/node/apiHost.ts";
import { bytesOf, introduce } from "../../../tests/node/asking.ts";
import type { Village } from "../../../tests/node/hosted.ts";

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
    await api.handIn(village.origin, introduce(village.founder, now(), "Mara"), token);
    const after = await (await api.ask(`/c/${village.origin}/`)).text();
    expect([before.includes("has 1 entry"), after.includes("has 2 entries")]).toEqual([true, true]);
    expect(after).not.toContain("Mara");
  });
});
