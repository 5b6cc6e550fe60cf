/** The server itself: lines that are slow, broken or no HTTP at all, and an end that cuts nobody off. */
import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freePort } from "../../tests/node/ports.ts";
import { problemDetails } from "./api/problem.ts";
import type { Api } from "./api/parts.ts";
import { listen } from "./serving.ts";

describe("a bad line", () => {
  const limits = { requestMs: 40, headersMs: 30, checkEveryMs: 10 };
  let port: number;
  let close: () => Promise<void>;
  beforeEach(async () => {
    const api = { fetch: () => Promise.resolve(new Response("fine")) } as unknown as Api;
    const served = await listen(api, "127.0.0.1", await freePort(), limits);
    [port, close] = [served.port, served.close];
  });
  afterEach(() => close());

  /** Everything that the server says to these bytes, until it closes the line. */
  const saidTo = (bytes: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
      let said = "";
      socket.setEncoding("utf8").on("data", (text: string) => (said += text));
      socket.on("error", reject);
      socket.on("close", () => resolve(said));
    });

  it("whose request takes too long is told so and closed", async () => {
    const said = await saidTo("POST /x HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\nabc");
    expect(said).toContain(JSON.stringify(problemDetails("too-slow")));
    expect(await saidTo("GET /x HTTP/1.1\r\nhost: a\r\n")).toContain("408 Request Timeout");
  });

  it("that speaks no HTTP, or with headers without end, is told so and closed", async () => {
    expect(await saidTo("hello\r\n\r\n")).toContain("400 Bad Request");
    const endless = `GET / HTTP/1.1\r\nhost: a\r\nx: ${"a".repeat(20_000)}\r\n\r\n`;
    expect(await saidTo(endless)).toContain("431 Request Header Fields Too Large");
  });
});

describe("when a node stops", () => {
  it("an answer under way is still given", async () => {
    let answerNow = (): void => {};
    const isAsked = new Promise<void>((asked) => {
      answerNow = asked;
    });
    let release = (): void => {};
    const isReleased = new Promise<void>((resolve) => {
      release = resolve;
    });
    const fetchSlowly = async () => {
      answerNow();
      await isReleased;
      return new Response("at last");
    };
    const served = await listen({ fetch: fetchSlowly } as unknown as Api, "127.0.0.1", await freePort());
    const answer = fetch(`http://127.0.0.1:${served.port}/`);
    await isAsked;
    const closed = served.close();
    release();
    expect(await (await answer).text()).toBe("at last");
    await closed;
  });
});
