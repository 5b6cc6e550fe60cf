/**
 * What comes over the line before it is a request: HTTP that is nearly right, sent byte for byte to a real server. Each line is
 * answered or closed in time, nothing makes the node fail, and whoever speaks properly is served meanwhile.
 */
import { connect } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { utf8Of } from "../../src/core/log/utf8.ts";
import { listen, type Served } from "../../src/node/serving.ts";
import { Dice } from "../../src/simulate/dice.ts";
import { ApiHost } from "../node/apiHost.ts";
import { mutated } from "./mutating.ts";

const LINES = 300;
const AT_ONCE = 20;
const LIMITS = { requestMs: 150, headersMs: 100, checkEveryMs: 20 };

let api: ApiHost;
let served: Served;
let samples: readonly Uint8Array[];
beforeAll(async () => {
  api = new ApiHost();
  const { origin } = await api.found();
  served = await listen(api.api, "127.0.0.1", 0, LIMITS);
  const path = `/api/communities/${origin}`;
  samples = [
    `GET ${path} HTTP/1.1\r\nHost: node.test\r\nConnection: close\r\n\r\n`,
    `GET /c/${origin}/?lang=ar HTTP/1.1\r\nHost: [::1]:80\r\nAccept-Language: de;q=0.1, *\r\nConnection: close\r\n\r\n`,
    `POST ${path}/session HTTP/1.1\r\nHost: node.test\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`,
    `POST ${path}/acts HTTP/1.1\r\nHost: a\r\nContent-Type: application/cbor\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n\x82\x80\x80\r\n0\r\n\r\n`,
    `GET /log/${origin}/tile/0/000.p/1 HTTP/1.0\r\n\r\n`,
    "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET http://evil.example/%2e%2e/%00 HTTP/1.1\r\nHost: evil.example:99999\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  ].map(utf8Of);
});
afterAll(async () => {
  await served.close();
  await api.close();
});

/** Everything that the server says to these bytes, until the line is closed. */
const saidTo = (bytes: Uint8Array): Promise<string> =>
  new Promise((resolve) => {
    let said = "";
    const socket = connect(served.port, "127.0.0.1", () => socket.write(bytes));
    socket.setEncoding("latin1").on("data", (text: string) => {
      said += text;
      // An answer that leaves the line open for more has been given.
      if (said.includes("\r\n\r\n")) socket.end();
    });
    socket.on("error", () => socket.destroy());
    socket.on("close", () => resolve(said));
  });

it("no line makes the node fail, or keeps others from being served", async () => {
  const dice = new Dice("lines");
  let answered = 0;
  for (let sent = 0; sent < LINES; sent += AT_ONCE) {
    const lines = Array.from({ length: AT_ONCE }, () => mutated(samples, dice));
    for (const said of await Promise.all(lines.map(saidTo))) {
      if (said !== "") answered += 1;
      expect(said).not.toMatch(/^HTTP\/1\.1 500|\n\s+at .+:\d+|node_modules|node:internal/);
    }
    expect((await fetch(`http://127.0.0.1:${served.port}/healthz`)).status).toBe(200);
  }
  expect(answered).toBeGreaterThan(LINES / 3);
  expect(api.logged.filter((line) => line.includes('"event":"failed"'))).toEqual([]);
});
