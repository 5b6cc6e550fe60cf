/** Every way of being told, over real sockets: what is sent, in whose format, and that nobody else can read or forge it. */
import { createHmac, createPublicKey, verify } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keysOf, newKeys, opened } from "./browserPush.ts";
import { Listening } from "./listening.ts";

let hall: Listening;
beforeEach(async () => {
  hall = await Listening.start();
  await hall.choose();
});
afterEach(() => hall.end());

describe("a webhook", () => {
  it("is signed over id, time and body with its secret, as Standard Webhooks has it", async () => {
    const { secret } = await hall.webhook();
    await hall.proposes();
    await hall.tell();
    const [received] = hall.http.received;
    const {
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": signature,
    } = received?.headers ?? {};
    expect(Number(timestamp)).toBe(Math.floor(hall.api.host.clock.now() / 1000));
    const key = Buffer.from((secret ?? "").replace("whsec_", ""), "base64");
    const signed = `${String(id)}.${String(timestamp)}.${received?.body.toString("utf8") ?? ""}`;
    expect(signature).toBe(`v1,${createHmac("sha256", key).update(signed).digest("base64")}`);
    expect(hall.http.last).toMatchObject({
      type: "folkmoot.notice",
      data: {
        community: "Lindenhof",
        notices: [
          { category: "decision", link: expect.stringMatching(/\/m\/[0-9a-f]{64}\/decisions\/\d+$/) as string },
        ],
      },
    });
  });

  it("is not followed where it leads elsewhere", async () => {
    await hall.webhook();
    [hall.http.status, hall.http.location] = [302, `${hall.http.address}/elsewhere`];
    await hall.proposes();
    await hall.tell();
    expect(hall.http.received.map(({ path }) => path)).toEqual(["/hook"]);
  });
});

describe("an ntfy topic", () => {
  it("gets what ntfy's publishing asks for", async () => {
    await hall.add({ sort: "ntfy", server: hall.http.address, topic: "linden", token: "tk_abc" });
    await hall.proposes();
    await hall.tell();
    const [received] = hall.http.received;
    expect([received?.method, received?.path, received?.headers.authorization]).toEqual(["POST", "/", "Bearer tk_abc"]);
    expect(hall.http.last).toEqual({
      topic: "linden",
      title: expect.stringContaining("Lindenhof") as string,
      message: expect.stringContaining("A decision has moved on") as string,
      priority: 3,
      tags: ["ballot_box"],
      click: expect.stringContaining("/decisions/") as string,
    });
  });
});

describe("a browser", () => {
  it("alone can open what is sent to it, from a node that says who it is", async () => {
    const keys = await newKeys();
    const target = { p256dh: keys.publicKey.toString("base64url"), auth: keys.auth.toString("base64url") };
    await hall.add({ sort: "push", endpoint: `${hall.http.address}/push/1`, ...target });
    await hall.proposes();
    await hall.tell();
    const [received] = hall.http.received;
    expect(received?.headers).toMatchObject({ ttl: "604800", urgency: "normal", "content-encoding": "aes128gcm" });
    const payload: unknown = JSON.parse(await opened(keys, received?.body ?? Buffer.alloc(0)));
    expect(payload).toMatchObject({ title: expect.stringContaining("Lindenhof") as string, language: "en" });
    await expect(opened(await newKeys(), received?.body ?? Buffer.alloc(0))).rejects.toThrow();
    expectVapid(received?.headers.authorization ?? "", hall.http.address, hall.api.notices.offers.pushKey);
  });

  it("that gave its subscription up is told to its member, and asked no more", async () => {
    const keys = await newKeys();
    const target = { p256dh: keys.publicKey.toString("base64url"), auth: keys.auth.toString("base64url") };
    await hall.add({ sort: "push", endpoint: `${hall.http.address}/push/2`, ...target });
    hall.http.status = 410;
    await hall.proposes();
    await hall.tell();
    await hall.proposes();
    await hall.tell();
    expect(hall.http.received).toHaveLength(1);
    expect(await (await hall.ask("")).json()).toMatchObject({
      channels: [{ state: "failed", problem: "gone", lost: 1 }],
    });
  });

  it("opens the message of RFC 8291 with the keys that stand there", async () => {
    const keys = await keysOf(
      "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
      "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94",
      "BTBZMqHH6r4Tts7J_aSIgg",
    );
    const body =
      "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
    expect(await opened(keys, Buffer.from(body, "base64url"))).toBe("When I grow up, I want to be a watermelon");
  });
});

describe("an e-mail", () => {
  it("goes nowhere before the code that was sent there came back", async () => {
    const { id } = await hall.add({ sort: "mail", address: "bruno@mail.example" });
    expect(hall.mail.received).toHaveLength(1);
    expect(hall.mail.last).toContain("node.test");
    expect(hall.mail.last).not.toContain("Lindenhof");
    await hall.proposes();
    await hall.tell();
    expect(hall.mail.received).toHaveLength(1);
    const { code } = hall;
    const wrong = await hall.ask(`/channels/${id}/confirm`, { code: code === "000000" ? "000001" : "000000" });
    expect(await wrong.json()).toEqual({ isConfirmed: false });
    expect(await (await hall.ask(`/channels/${id}/confirm`, { code })).json()).toEqual({ isConfirmed: true });
    expect(await (await hall.ask(`/channels/${id}/confirm`, { code })).json()).toEqual({ isConfirmed: false });
    await hall.proposes();
    await hall.tell();
    expect(hall.mail.received).toHaveLength(2);
  });

  it("is plain and simple, loads nothing, and is stopped by one request without a session", async () => {
    await hall.mailbox();
    await hall.proposes();
    await hall.tell();
    const [mail] = hall.mail.received.slice(-1);
    expect([mail?.from, mail?.to]).toEqual(["moot@lindenhof.example", ["bruno@mail.example"]]);
    expect(mail?.text).toMatch(/^Subject: Lindenhof: A decision has moved on/m);
    expect(mail?.text).toMatch(/text\/plain[\s\S]*text\/html/);
    expect(mail?.text).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m);
    expect(mail?.text).not.toMatch(/<img|src=|url\(/);
    const stop = new URL(/^List-Unsubscribe: <(\S+)>/m.exec(mail?.text ?? "")?.[1] ?? "").pathname;
    const page = await hall.api.ask(stop);
    expect([page.status, (await hall.ask("").then((answer) => answer.text())).includes("bruno@")]).toEqual([200, true]);
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    expect((await hall.api.ask(stop, { method: "POST", headers })).status).toBe(200);
    expect((await hall.ask("").then((answer) => answer.text())).includes("bruno@")).toBe(false);
    expect((await hall.api.ask(`${stop.slice(0, -3)}AAA`, { method: "POST", headers })).status).toBe(200);
  });

  it("to an address that does not exist fails at once, and says so", async () => {
    await hall.mailbox("nobody@mail.example");
    hall.mail.refusal = 550;
    await hall.proposes();
    await hall.tell();
    expect(await (await hall.ask("")).json()).toMatchObject({ channels: [{ state: "failed", problem: "refused" }] });
  });
});

/** RFC 8292: a token for this push service alone, signed with the key that the browser was told. */
const expectVapid = (authorization: string, audience: string, pushKey: string): void => {
  const [, token = "", key = ""] = /^vapid t=([^,]+), k=(\S+)$/.exec(authorization) ?? [];
  expect(key).toBe(pushKey);
  const [header = "", claims = "", signature = ""] = token.split(".");
  expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject({ aud: audience });
  const point = Buffer.from(key, "base64url");
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString("base64url"));
  const publicKey = createPublicKey({ format: "jwk", key: { kty: "EC", crv: "P-256", x: x ?? "", y: y ?? "" } });
  const signed = Buffer.from(`${header}.${claims}`);
  expect(
    verify("sha256", signed, { key: publicKey, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url")),
  ).toBe(true);
};
