/** When something goes wrong under a community: the disk, the clock, another writer, the witnesses, too many acts at once. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Lone, settled, type Append } from "../../../tests/node/lone.ts";
import { idOf, sha256 } from "../../core/hash.ts";
import { DAY_MS, MINUTE_MS } from "../../core/kernel/time.ts";
import { utf8Of } from "../../core/log/utf8.ts";
import { AmbiguousCommitError, StoreFailedError } from "../ports/logStore.ts";
import type { Witnesses } from "../ports/witnesses.ts";
import { openLogStore } from "../store/sqliteStore.ts";
import { BusyError, NotSequencingError } from "./submission.ts";

let lone: Lone;
beforeEach(async () => {
  lone = await Lone.found();
});
afterEach(() => lone.remove());

describe("a disk that fails", () => {
  const failing = (error: () => Error, isStoredFirst: boolean) => {
    let isWell = false;
    const append =
      (real: Append): Append =>
      async (one) => {
        if (isWell) return real(one);
        isWell = true;
        if (isStoredFirst) await real(one);
        throw error();
      };
    return append;
  };

  test("before anything was stored: the act is not recorded, and the same act is when it comes again", async () => {
    const community = await lone.open(failing(() => new StoreFailedError("storing", new Error("disk full")), false));
    const act = lone.introduce("Mara");
    await expect(lone.submit(community, act)).rejects.toThrow(NotSequencingError);
    expect(community.health().state).toBe("stopped");
    expect(community.head().size).toBe(1);
    expect(await lone.submit(community, act)).toMatchObject([{ receipt: { index: 1 } }]);
    expect(community.health().state).toBe("running");
  });

  test("after the commit was sent and done: what is stored decides, and the act has its receipt", async () => {
    const community = await lone.open(failing(() => new AmbiguousCommitError(new Error("I/O error")), true));
    expect(await lone.submit(community, lone.introduce("Mara"))).toMatchObject([{ receipt: { index: 1 } }]);
    expect(community.head()).toEqual(await community.reader.head());
  });

  test("after the commit was sent and not done: the act may come again, and the head never forks", async () => {
    const community = await lone.open(failing(() => new AmbiguousCommitError(new Error("I/O error")), false));
    const act = lone.introduce("Mara");
    await expect(lone.submit(community, act)).rejects.toThrow(NotSequencingError);
    expect(await lone.submit(community, act)).toMatchObject([{ receipt: { index: 1 } }]);
  });
});

test("a writer whose log was taken over by another stops for good", async () => {
  const community = await lone.open();
  const other = openLogStore(lone.folder);
  await other.takeOver();
  await expect(lone.submit(community, lone.introduce("Mara"))).rejects.toThrow(NotSequencingError);
  expect(community.health()).toMatchObject({ state: "stopped" });
  await expect(lone.submit(community, lone.introduce("Mara again"))).rejects.toThrow(/Another process writes/);
  expect((await other.head())?.size).toBe(1);
  await other.close();
});

describe("a clock in doubt", () => {
  test("holds back old acts, and goes on with the first fresh one of a device that is known", async () => {
    const old = lone.introduce("written long ago");
    lone.host.clock.pass(8 * DAY_MS);
    const community = await lone.open();
    await expect(lone.submit(community, old)).rejects.toThrow(/clock is in doubt \(unconfirmed\)/);
    expect(community.health()).toMatchObject({ state: "clockInDoubt", reason: "unconfirmed" });
    expect(await lone.submit(community, lone.introduce("fresh"))).toMatchObject([{ kind: "recorded" }]);
    expect(community.health()).toEqual({ state: "running" });
    expect(await lone.submit(community, old)).toMatchObject([{ kind: "recorded" }]);
  });

  test("goes on when the operator says that the clock is right", async () => {
    const old = lone.introduce("written long ago");
    lone.host.clock.pass(8 * DAY_MS);
    const community = await lone.open();
    await expect(lone.submit(community, old)).rejects.toThrow(NotSequencingError);
    community.confirmClock();
    expect(await lone.submit(community, old)).toMatchObject([{ kind: "recorded" }]);
  });
});

describe("too much at once", () => {
  test("one caller may fill only their own share of the queue", async () => {
    const community = await lone.open();
    const many = Array.from({ length: 700 }, (_, place) => lone.introduce(`name ${place}`));
    const first = lone.submit(community, ...many);
    await expect(lone.submit(community, ...many)).rejects.toThrow(BusyError);
    const other = community.submit(lone.introduce("of another"), "another caller");
    expect((await first).every(({ kind }) => kind === "recorded" || kind === "refused")).toBe(true);
    expect((await other).length).toBe(1);
    expect(community.measures().waiting).toBe(0);
  });
});

describe("witnesses that have seen more", () => {
  const witnessed = (size: number, root: string): Witnesses => ({
    count: 1,
    latest: () =>
      Promise.resolve([{ witness: "ally", size, root: idOf(sha256(utf8Of(root))), cosignedAt: lone.host.clock.now() }]),
  });

  test("a log that is shorter than a witness has seen is never signed again", async () => {
    const community = await lone.open((real) => real, witnessed(5, "later"));
    await settled();
    await expect(lone.submit(community, lone.introduce("Mara"))).rejects.toThrow(/has seen 5 entries/);
    expect(community.health().state).toBe("stopped");
  });

  test("a log with another root than a witness has seen is never signed again", async () => {
    const community = await lone.open((real) => real, witnessed(1, "another"));
    await settled();
    await expect(lone.submit(community, lone.introduce("Mara"))).rejects.toThrow(/forked/);
  });

  test("a restarted node goes on when no witness answers", async () => {
    const community = await lone.open((real) => real, { count: 2, latest: () => Promise.resolve([]) });
    expect(await lone.submit(community, lone.introduce("Mara"))).toMatchObject([{ kind: "recorded" }]);
  });
});

test("time in the log never goes back, however the clock is set", async () => {
  const community = await lone.open();
  const times: number[] = [];
  for (const minutes of [0, 1, -1, -0.5, 1]) {
    lone.wrongMs = minutes * MINUTE_MS;
    const [answer] = await lone.submit(community, lone.introduce(`at ${minutes}`));
    if (answer?.kind === "recorded") times.push(answer.receipt.at);
  }
  expect(times).toHaveLength(5);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  lone.wrongMs = -2 * MINUTE_MS;
  await expect(lone.submit(community, lone.introduce("too far back"))).rejects.toThrow(/behindLog/);
});
