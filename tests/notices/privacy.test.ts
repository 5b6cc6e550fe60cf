/** What notices never say, what nobody else can see of them, and that nothing is left of who is gone. */
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { restoreBackup } from "../../src/node/backup/restore.ts";
import { filesHolding } from "../byteScan.ts";
import { newKeys, opened } from "./browserPush.ts";
import { Listening } from "./listening.ts";

const DAY = 86_400_000;

let hall: Listening;
beforeEach(async () => {
  hall = await Listening.start();
});
afterEach(() => hall.end());

const messages = (): number => hall.http.received.length;
const state = async (): Promise<unknown> => (await hall.ask("")).json();

describe("nothing that leaves the node", () => {
  it("holds a title, a word of a thread, a name or a choice, on any channel", async () => {
    const secret = "CanaryOfTheLindenTree";
    const keys = await newKeys();
    const browser = { p256dh: keys.publicKey.toString("base64url"), auth: keys.auth.toString("base64url") };
    await hall.choose();
    await hall.webhook();
    await hall.mailbox();
    await hall.add({ sort: "ntfy", server: `${hall.http.address}/ntfy`, topic: "linden", token: null });
    await hall.add({ sort: "push", endpoint: `${hall.http.address}/push`, ...browser });
    const { founder } = hall.village;
    await hall.does(founder, "member.introduce", (text) => ({ name: text(secret), about: text(secret) }));
    const proposal = await hall.proposes(secret);
    await hall.tell();
    await hall.says(proposal, secret);
    await hall.tell();
    hall.pass(5 * DAY);
    await hall.does(founder, "proposal.freeze", (text) => ({ version: proposal, summary: text(secret) }));
    await hall.does(founder, "proposal.object", (text) => ({
      version: proposal,
      reason: text(secret),
      purpose: text(secret),
    }));
    await hall.tell();
    await hall.addsDevice(secret);
    await hall.tell();
    const pushed = hall.http.received.filter(({ path }) => path === "/push");
    const sent = [
      ...hall.http.received.map(({ headers, body }) => JSON.stringify(headers) + body.toString("utf8")),
      ...hall.mail.received.map(({ text }) => text),
      ...(await Promise.all(pushed.map(({ body }) => opened(keys, body)))),
    ];
    expect(sent.length).toBeGreaterThan(15);
    expect(sent.filter((text) => new RegExp(secret, "i").test(text))).toEqual([]);
    const names = /Bruno(?!@)|object|consent|founder/;
    expect(sent.filter((text) => names.test(text.replaceAll(/bruno@\S+/g, "")))).toEqual([]);
  });
});

describe("a member's choices and addresses", () => {
  const canary = "canary-address-of-bruno@mail.example";
  const held = (): readonly string[] => filesHolding(hall.api.host.path, [Buffer.from(canary)]);

  it("are gone from the disk when they ask, when they leave, and never in a backup or an export", async () => {
    await hall.choose();
    await hall.mailbox(canary);
    const { origin } = hall.village;
    const community = await hall.api.running(origin);
    await hall.api.parts.backup(community, hall.api.host.clock.now());
    const whole = await hall.api.ask(`/api/communities/${origin}/export`, { token: hall.token });
    expect(Buffer.from(await whole.arrayBuffer()).includes(canary)).toBe(false);
    const places = held();
    expect(places.length).toBeGreaterThan(0);
    expect(places.filter((path) => !path.includes("attention.db"))).toEqual([]);
    await hall.ask("", undefined, "DELETE");
    expect(held()).toEqual([]);
    await hall.choose();
    await hall.mailbox(canary);
    await hall.does(hall.member, "member.leave", {});
    await hall.tell();
    expect(held()).toEqual([]);
  });

  it("outlive a restored log, so that nobody is silenced by it", async () => {
    await hall.choose();
    await hall.webhook();
    const { folder, clock, communities } = hall.api.host;
    const community = await hall.api.running(hall.village.origin);
    const backup = await hall.api.parts.backup(community, clock.now());
    await communities.close();
    await restoreBackup(folder, join(folder.backups, backup), clock.now());
    await hall.restart();
    await hall.proposes();
    await hall.tell();
    expect(messages()).toBe(1);
  });

  it("are nobody else's to see or to change", async () => {
    await hall.choose();
    const { id } = await hall.webhook();
    const token = await hall.api.tokenOf(hall.village.origin, hall.village.founder);
    const asks = (path: string, method: string, json?: unknown) =>
      hall.api.ask(hall.path + path, { token, method, ...(json === undefined ? {} : { json }) });
    expect(await (await asks("", "GET")).json()).toMatchObject({ channels: [], levels: [] });
    expect((await asks(`/channels/${id}`, "DELETE")).status).toBe(404);
    expect((await asks(`/channels/${id}/test`, "POST", {})).status).toBe(404);
    expect(await (await asks(`/channels/${id}/confirm`, "POST", { code: "000000" })).json()).toEqual({
      isConfirmed: false,
    });
    expect(await state()).toMatchObject({ channels: [{ id }] });
  });

  it("take a code five times a day and five guesses, and no more", async () => {
    await hall.choose();
    const { id } = await hall.add({ sort: "mail", address: canary });
    const { code } = hall;
    const wrong = code === "111111" ? "222222" : "111111";
    for (let guess = 0; guess < 5; guess += 1) await hall.ask(`/channels/${id}/confirm`, { code: wrong });
    expect(await (await hall.ask(`/channels/${id}/confirm`, { code })).json()).toEqual({ isConfirmed: false });
    for (let time = 0; time < 6; time += 1) await hall.ask(`/channels/${id}/test`, {});
    expect(hall.mail.received.length).toBeLessThanOrEqual(5);
  });
});
