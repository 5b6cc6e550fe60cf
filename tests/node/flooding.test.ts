/**
 * Who asks too much: whatever is counted (a device, a network, a community), one that floods is told to wait and the others are
 * served; and what is too long is refused before it is read.
 */
import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  ACTS_PER_SUBMISSION_MAX,
  LISTENERS_PER_NETWORK_MAX,
  RATES,
  SUBMISSION_BYTES_MAX,
  WITHOUT_LIMIT,
  type Rates,
} from "../../src/node/limits/limits.ts";
import { listen } from "../../src/node/serving.ts";
import { ApiHost, cborOf } from "./apiHost.ts";
import { introduce } from "./asking.ts";
import { joins } from "./callers.ts";
import type { Village } from "./hosted.ts";

const FEW = { burst: 3, perMinute: 1 };

let api: ApiHost;
let village: Village;
const hostWith = async (rates: Partial<Rates>): Promise<void> => {
  await api.close();
  const { settings } = api.parts;
  api = new ApiHost({ settings: { ...settings, proxies: 1, rates: { ...RATES, ...rates } } });
  village = await api.found();
};
beforeEach(async () => {
  api = new ApiHost();
  await hostWith({});
});
afterEach(() => api.close());

/** As the operator's proxy passes on a request from this address. */
const from = (address: string) => ({ headers: { "x-forwarded-for": address } });
const statusesOf = async (times: number, ask: (time: number) => Promise<Response>): Promise<readonly number[]> => {
  const statuses: number[] = [];
  for (let time = 0; time < times; time += 1) statuses.push((await ask(time)).status);
  return statuses;
};

describe("whoever floods waits, and the others are served", () => {
  it("a network, whichever of its addresses asks and whatever it writes before the proxy's word", async () => {
    await hostWith({ stranger: { ...RATES.stranger, read: FEW } });
    const path = `/api/communities/${village.origin}`;
    const inOneNetwork = (time: number) => api.ask(path, from(`10.9.8.${time}, 192.0.2.${time}`));
    expect(await statusesOf(5, inOneNetwork)).toEqual([200, 200, 200, 429, 429]);
    const inOneHome = (time: number) => api.ask(path, from(`2001:db8:7:${time}::1`));
    expect(await statusesOf(5, inOneHome)).toEqual([200, 200, 200, 429, 429]);
    expect((await api.ask(path, from("198.51.100.1"))).status).toBe(200);
  });

  it("a member's device, and no other of the same network", async () => {
    await hostWith({ device: { ...RATES.device, write: FEW } });
    const jo = await joins(api, village, "Jo");
    const { origin, founder } = village;
    const [flooding, other] = [await api.tokenOf(origin, founder), await api.tokenOf(origin, jo)];
    const now = () => api.host.clock.now();
    const flood = (time: number) => api.handIn(origin, introduce(founder, now(), `name ${time}`), flooding);
    expect(await statusesOf(5, flood)).toEqual([200, 200, 200, 429, 429]);
    expect((await api.handIn(origin, introduce(jo, now(), "Jo"), other)).status).toBe(200);
  });

  it("a community, however many devices it floods with, and no other of the node", async () => {
    await hostWith({ community: { ...RATES.community, write: FEW } });
    const elsewhere = await api.found("Elsewhere");
    const acts = (to: Village) => (time: number) => {
      const answer = { cbor: cborOf({ acts: [], texts: [] }), ...from(`198.51.${time}.1`) };
      return api.ask(`/api/communities/${to.origin}/acts`, answer);
    };
    expect(await statusesOf(5, acts(village))).toEqual([200, 200, 200, 429, 429]);
    expect(await statusesOf(1, acts(elsewhere))).toEqual([200]);
  });

  it("who makes keys for communities that are never founded", async () => {
    await hostWith({ stranger: { ...RATES.stranger, found: FEW } });
    const prepare = () => api.ask("/api/communities/prepare", { method: "POST", ...from("192.0.2.1") });
    expect(await statusesOf(4, prepare)).toEqual([200, 200, 200, 429]);
  });

  it("who listens with more lines than a hall full of phones", async () => {
    const free = Object.fromEntries(Object.keys(RATES.stranger).map((sort) => [sort, WITHOUT_LIMIT]));
    await hostWith({ stranger: { ...RATES.stranger, ...free }, community: { ...RATES.community, ...free } });
    const path = `/api/communities/${village.origin}/events`;
    const listenFrom = async (address: string): Promise<Response> =>
      api.api.request(path, { headers: { host: "a", "x-forwarded-for": address } }, {});
    const lines = await Promise.all(Array.from({ length: LISTENERS_PER_NETWORK_MAX }, () => listenFrom("192.0.2.1")));
    expect(lines.every(({ status }) => status === 200)).toBe(true);
    expect((await listenFrom("192.0.2.1")).status).toBe(503);
    expect((await listenFrom("198.51.100.1")).status).toBe(200);
    await lines[0]?.body?.cancel();
    expect((await listenFrom("192.0.2.1")).status).toBe(200);
  });
});

describe("what is too long", () => {
  it("is refused by the length that it says, before a byte of it is read", async () => {
    const served = await listen(api.api, "127.0.0.1", 0);
    const said = (headers: string): Promise<string> =>
      new Promise((resolve) => {
        let text = "";
        const socket = connect(served.port, "127.0.0.1");
        socket.write(
          `POST /api/communities/${village.origin}/acts HTTP/1.1\r\nHost: a\r\nContent-Type: application/cbor\r\n${headers}\r\n\r\n`,
        );
        socket.setEncoding("utf8").on("data", (piece: string) => (text += piece));
        socket.on("close", () => resolve(text));
      });
    const tooLong = await said(`Content-Length: ${SUBMISSION_BYTES_MAX + 1}`);
    expect(tooLong).toMatch(/^HTTP\/1\.1 413 [^]*connection: close/i);
    expect(await said("Transfer-Encoding: chunked")).toMatch(/^HTTP\/1\.1 411 /);
    expect(await said("Content-Length: 1\r\nContent-Length: 2")).toMatch(/^HTTP\/1\.1 400 /);
    expect(await said("Content-Length: 5\r\nTransfer-Encoding: chunked")).toMatch(/^HTTP\/1\.1 4\d\d /);
    await served.close();
  });

  it("is refused where it is more acts than one request may hold", async () => {
    const act: readonly [Uint8Array, Uint8Array] = [new Uint8Array(0), new Uint8Array(0)];
    const many = { acts: Array.from({ length: ACTS_PER_SUBMISSION_MAX + 1 }, () => act), texts: [] };
    expect((await api.handIn(village.origin, many)).status).toBe(413);
    expect((await api.ask("/stop/x/y", { json: "x".repeat(20_000) })).status).toBe(413);
  });
});
