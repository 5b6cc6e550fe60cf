/** Notices over time: once and not twice, held and gathered, tried again and given up. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Listening } from "./listening.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let hall: Listening;
beforeEach(async () => {
  hall = await Listening.start();
});
afterEach(() => hall.end());

const messages = (): number => hall.http.received.length;
const state = async (): Promise<unknown> => (await hall.ask("")).json();

describe("what is new", () => {
  it("is told once, by itself, a moment after it was recorded", async () => {
    await hall.choose();
    await hall.webhook();
    await hall.proposes();
    expect(messages()).toBe(0);
    const taken = hall.http.next();
    hall.pass(2_000);
    await taken;
    await hall.tell();
    expect(messages()).toBe(1);
  });

  it("is not told twice by a node that was started again, nor forgotten by one that was off", async () => {
    await hall.choose();
    await hall.webhook();
    await hall.proposes();
    await hall.tell();
    await hall.restart();
    await hall.tell();
    expect(messages()).toBe(1);
    // Recorded, and the node is stopped before it looks.
    await hall.proposes("A second bench");
    await hall.restart();
    await hall.tell();
    expect(messages()).toBe(2);
  });

  it("is what came after a member began to listen, not all that stood before", async () => {
    await hall.proposes();
    await hall.choose();
    await hall.webhook();
    await hall.tell();
    expect(messages()).toBe(0);
  });

  it("that was lost on the way is sent again, under the same token", async () => {
    await hall.choose();
    await hall.webhook();
    hall.http.status = null;
    await hall.proposes();
    await hall.tell();
    hall.http.status = 200;
    hall.pass(MINUTE);
    await hall.tell();
    const [first, second] = hall.http.received.map(({ headers }) => headers["webhook-id"]);
    expect([messages(), first]).toEqual([2, second]);
  });
});

describe("a member is told", () => {
  it("nothing at the level of nothing, but at once of a new device, at night too", async () => {
    await hall.choose({
      level: "nothing",
      quiet: { from: 0, until: 1439 },
      digest: { kind: "weekly", day: 1, minute: 0 },
    });
    await hall.webhook();
    await hall.proposes();
    await hall.tell();
    expect(messages()).toBe(0);
    await hall.addsDevice();
    await hall.tell();
    expect(hall.http.last).toMatchObject({ data: { notices: [{ category: "safety" }] } });
  });

  it("after quiet hours, of all of it in one message", async () => {
    const now = new Date(hall.api.host.clock.now());
    const minute = now.getUTCHours() * 60 + now.getUTCMinutes();
    await hall.choose({ quiet: { from: (minute + 1439) % 1440, until: (minute + 60) % 1440 } });
    await hall.webhook();
    await hall.proposes();
    await hall.proposes("A second bench");
    await hall.tell();
    expect(messages()).toBe(0);
    hall.pass(HOUR);
    await hall.tell();
    expect(messages()).toBe(1);
    expect(hall.http.last).toMatchObject({ data: { title: "Lindenhof: 2 notices" } });
  });

  it("of a thread at the level of the thread", async () => {
    await hall.choose({ level: "nothing" });
    await hall.webhook();
    const [loud, other] = [await hall.proposes(), await hall.proposes("Another")];
    await hall.tell();
    await hall.ask("/levels", { scope: `thread:${loud}`, level: "everything" });
    for (const proposal of [loud, other]) await hall.says(proposal, "Why?");
    await hall.tell();
    expect(hall.http.last).toMatchObject({ data: { notices: [{ category: "talk" }] } });
    await hall.ask("/levels", { scope: `thread:${loud}`, level: null });
    await hall.says(loud, "And why not?");
    await hall.tell();
    expect(messages()).toBe(1);
  });

  it("in their own language and by their own clock", async () => {
    await hall.choose({ language: "ar", zone: "Asia/Baghdad" });
    await hall.mailbox();
    await hall.proposes();
    await hall.tell();
    expect(hall.mail.last).toMatch(/<html lang="ar" dir="rtl">/);
    expect(hall.mail.last).toContain("تقدّم قرار خطوة");
  });
});

describe("a way that fails", () => {
  it("is tried again at longer and longer intervals, then given up, and says so until it works again", async () => {
    await hall.choose();
    const { id } = await hall.webhook();
    hall.http.status = 503;
    await hall.proposes();
    await hall.tell();
    expect(await state()).toMatchObject({ channels: [{ state: "ready", problem: "failing", waiting: 1 }] });
    for (const minutes of [1, 5, 30, 120, 360, 720]) {
      hall.pass(minutes * MINUTE - 1);
      await hall.tell();
      const before = messages();
      hall.pass(1);
      await hall.tell();
      expect(messages()).toBe(before + 1);
    }
    expect(await state()).toMatchObject({ channels: [{ state: "failed", problem: "failing", waiting: 0, lost: 1 }] });
    await hall.proposes("A second bench");
    await hall.tell();
    expect(messages()).toBe(7);
    await hall.addsDevice();
    await hall.tell();
    expect(messages()).toBe(8);
    hall.http.status = 200;
    expect(await (await hall.ask(`/channels/${id}/test`, {})).json()).toEqual({ outcome: "sent", problem: null });
    expect(await state()).toMatchObject({ channels: [{ state: "ready", problem: null, lost: 0 }] });
  });

  it("gets no more than twenty messages in an hour", async () => {
    await hall.choose();
    const { id } = await hall.webhook();
    for (let time = 0; time < 21; time += 1) await hall.ask(`/channels/${id}/test`, {});
    expect(messages()).toBe(20);
    await hall.proposes();
    await hall.tell();
    expect(messages()).toBe(20);
    hall.pass(HOUR);
    await hall.tell();
    expect(messages()).toBe(21);
  });
});

describe("a file of notices that is damaged", () => {
  it("silences the notices, and keeps neither the community nor the numbers from anybody", async () => {
    await hall.choose();
    await hall.webhook();
    await hall.api.host.communities.close();
    const folder = hall.api.host.folder.communityPath(hall.village.origin);
    for (const ending of ["-wal", "-shm"]) rmSync(join(folder, `attention.db${ending}`), { force: true });
    writeFileSync(join(folder, "attention.db"), "no database at all".repeat(1000));
    await hall.restart();
    await hall.proposes();
    hall.pass(2_000);
    hall.pass(HOUR);
    expect((await hall.api.ask("/metrics")).status).toBe(200);
    expect((await hall.ask("")).status).toBe(500);
    await hall.proposes("A second bench");
    expect(messages()).toBe(0);
  });
});
