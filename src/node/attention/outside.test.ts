/** A member's address leads out of the node's own network, or nothing is sent there. */
import { describe, expect, it } from "vitest";
import { HttpReceiver } from "../../../tests/notices/receivers.ts";
import { isPublic, Outside } from "./outside.ts";

const NEVER = new AbortController().signal;
const post = (outside: Outside, url: string) => outside.post({ url, headers: {}, body: Buffer.from("{}") }, NEVER);

describe("an address", () => {
  it("is public, or of this machine, its network, or nobody", () => {
    const inside = [
      "127.0.0.1",
      "10.1.2.3",
      "172.31.255.255",
      "192.168.1.1",
      "169.254.169.254",
      "100.64.0.1",
      "0.0.0.0",
      "224.0.0.1",
      "255.255.255.255",
      "::1",
      "::",
      "::ffff:127.0.0.1",
      "::ffff:a00:1",
      "64:ff9b::7f00:1",
      "fd00::1",
      "fe80::1%eth0",
      "ff02::1",
      "2001:db8::1",
      "2002:7f00:1::",
      "localhost",
      "",
    ];
    expect(inside.filter(isPublic)).toEqual([]);
    const outside = ["1.1.1.1", "172.32.0.1", "192.167.1.1", "9.255.255.255", "2606:4700::1111", "::ffff:1.1.1.1"];
    expect(outside.filter((address) => !isPublic(address))).toEqual([]);
  });

  it("of the node's own network is refused however it is written, and only encrypted ways lead out", () => {
    const outside = new Outside(false);
    const urls = [
      "https://127.0.0.1/",
      "https://[::1]/",
      "https://2130706433/",
      "https://0x7f.1/",
      "https://localhost/",
      "https://[::ffff:10.0.0.1]/",
      "http://hooks.example/",
    ];
    expect(urls.filter((url) => outside.refusalOf(url) === null)).toEqual([]);
    expect(outside.refusalOf("https://hooks.example/x")).toBeNull();
    expect(new Outside(true).refusalOf("http://127.0.0.1:1/")).toBeNull();
  });
});

describe("a request", () => {
  it("by a name that leads inside is not made, whatever the name looks like", async () => {
    const receiver = await HttpReceiver.start();
    // Names that every machine resolves to itself (RFC 6761), with nothing in them that says so.
    const port = new URL(receiver.address).port;
    const outcome = await post(new Outside(false), `https://hooks.localhost:${port}/`);
    expect(outcome.kind).not.toBe("sent");
    expect(receiver.received).toEqual([]);
    await receiver.stop();
  });

  it("says what became of it, by the status alone", async () => {
    const receiver = await HttpReceiver.start();
    const outside = new Outside(true);
    const said = async (status: number | null) => {
      receiver.status = status;
      const outcome = await post(outside, receiver.address);
      return outcome.kind === "sent" ? "sent" : `${outcome.kind} ${outcome.problem}`;
    };
    expect([await said(200), await said(201), await said(302)]).toEqual(["sent", "sent", "later refused"]);
    expect([await said(403), await said(404), await said(410)]).toEqual(["never refused", "never gone", "never gone"]);
    expect([await said(429), await said(503), await said(null)]).toEqual([
      "later tooMany",
      "later failing",
      "later unreachable",
    ]);
    await receiver.stop();
    expect(await post(outside, receiver.address).catch(() => "threw")).toEqual({
      kind: "later",
      problem: "unreachable",
    });
  });
});
