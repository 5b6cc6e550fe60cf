/** What a replica fetches: entries, texts, a snapshot, an export. Each for whom it is. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ApiHost, OPERATOR } from "../../../tests/node/apiHost.ts";
import { bytesOf, feedAt, introduce, lettersOf } from "../../../tests/node/asking.ts";
import { joins } from "../../../tests/node/callers.ts";
import type { Village } from "../../../tests/node/hosted.ts";
import { concatBytes, sha256 } from "../../core/hash.ts";
import { charter, community as people, core, institutionNames } from "../../core/registry.ts";
import { openSnapshot } from "../../core/kernel/snapshot.ts";
import { instantOf } from "../../core/kernel/time.ts";
import { signedAct, isMalformed } from "../../core/log/act.ts";
import { textOf } from "../../core/log/utf8.ts";
import type { Entry } from "../../core/kernel/types.ts";
import { readFeed, type FeedEntry } from "../../core/wire/feed.ts";
import { readSnapshotStream } from "../../core/wire/snapshotStream.ts";

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

describe("the feed", () => {
  it("gives members every act with its texts, from where they stand", async () => {
    const token = await api.tokenOf(village.origin, village.founder);
    await api.handIn(village.origin, introduce(village.founder, now(), "Mara"), token);
    const all = await feedAt(api, `${path}/entries`, { token });
    expect(all.map(({ index }) => index)).toEqual([0, 1]);
    const words = all.flatMap((entry) => ("texts" in entry ? entry.texts.map(({ utf8 }) => textOf(utf8)) : []));
    expect(words).toEqual(["Lindenhof", "Mara"]);
    expect(await feedAt(api, `${path}/entries?from=1`, { token }, 1)).toEqual(all.slice(1));
    expect(await feedAt(api, `${path}/entries?from=0&limit=1`, { token })).toEqual(all.slice(0, 1));
    expect(await feedAt(api, `${path}/entries?from=2`, { token })).toEqual([]);
  });

  it("gives strangers the public acts, and of the others place, time and hash alone", async () => {
    const token = await api.tokenOf(village.origin, village.founder);
    await api.handIn(village.origin, introduce(village.founder, now(), "Mara Canary"), token);
    const raw = await bytesOf(await api.ask(`${path}/entries?audience=public`));
    expect(Buffer.from(raw).toString("latin1")).not.toContain("Canary");
    const [founding, hidden] = readFeed(raw, 0);
    expect(founding).toHaveProperty("bytes");
    const whole = (await feedAt(api, `${path}/entries`, { token }))[1];
    if (hidden === undefined || whole === undefined || !("bytes" in whole) || !("withheld" in hidden))
      throw new Error("two entries");
    expect(hidden.withheld).toEqual(sha256(concatBytes(whole.bytes, whole.signature)));
    expect(hidden.at).toBe(whole.at);
  });

  it("is enough to reach the same standing", async () => {
    const token = await api.tokenOf(village.origin, village.founder);
    await joins(api, village, "Jo");
    const entries = (await feedAt(api, `${path}/entries`, { token })).map(entryOf);
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
    expect(await lettersOf(answer)).toContain("Lindenhof");
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
    await api.handIn(village.origin, introduce(village.founder, now(), "Mara Canary"), token);
    const open = await api.ask(`${path}/export?audience=public`);
    expect(open.headers.get("content-disposition")).toContain("attachment");
    const publicBytes = await lettersOf(open);
    expect(publicBytes).toContain("Lindenhof");
    expect(publicBytes).not.toContain("Canary");
    const whole = await lettersOf(await api.ask(`${path}/export`, { token }));
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
    const left = await lettersOf(await api.ask(`${path}/export?audience=public`));
    expect(left).not.toContain("Lindenhof");
    expect(await api.json("/.well-known/folkmoot")).toMatchObject({ communities: [{ name: null }] });
  });
});
