/** When something goes wrong under a community: the disk, the clock, another writer, the witnesses, too many acts at once. */
import { setImmediate as breathe } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { foundVillage, nativeVerifier, newHost, type Host, type Village } from "../../../tests/node/hosted.ts";
import { together, type HandedIn } from "../../../tests/node/people.ts";
import { idOf, sha256 } from "../../core/hash.ts";
import { DAY_MS, instantOf, MINUTE_MS } from "../../core/kernel/time.ts";
import { openReceipt } from "../../core/log/receipt.ts";
import { utf8Of } from "../../core/log/utf8.ts";
import { AmbiguousCommitError, StoreFailedError, type LogStore } from "../ports/logStore.ts";
import { noWitnesses, type Witnesses } from "../ports/witnesses.ts";
import { systemRandom } from "../ports/systemRandom.ts";
import { openLogStore } from "../store/sqliteStore.ts";
import { openCommunity } from "./community.ts";
import { NodeHand } from "./nodeHand.ts";
import { registryRulebook } from "./registryRulebook.ts";
import type { RunningCommunity } from "./running.ts";
import { BusyError, NotSequencingError } from "./submission.ts";

let host: Host;
let village: Village;
let opened: RunningCommunity | null;
/** By how much the machine's clock is wrong. */
let wrongMs = 0;
beforeEach(async () => {
  host = newHost();
  village = await foundVillage(host);
  opened = null;
  wrongMs = 0;
  await host.communities.close();
});
afterEach(async () => {
  await opened?.stop();
  await host.remove();
});

type Append = LogStore["append"];
/** Opens the village with another way of appending, and other witnesses. */
const open = async (
  append: (real: Append) => Append = (real) => real,
  witnesses: Witnesses = noWitnesses,
): Promise<RunningCommunity> => {
  const store = openLogStore(host.folder.communityPath(village.origin));
  const signer = host.folder.signer(village.origin);
  if (signer === null) throw new Error("no key");
  opened = await openCommunity({
    store: { ...store, append: append((one) => store.append(one)) },
    rulebook: registryRulebook,
    hand: new NodeHand(village.origin, signer, systemRandom),
    clock: { ...host.clock, now: () => instantOf(host.clock.now() + wrongMs) },
    verifier: nativeVerifier,
    witnesses,
    breathe,
    forgetTexts: () => Promise.resolve(),
  });
  return opened;
};
const introduce = (name: string): HandedIn =>
  village.founder.write(host.clock.now(), "member.introduce", (text) => ({ name: text(name), about: null }));
const submit = (community: RunningCommunity, ...acts: readonly HandedIn[]) =>
  community.submit(together(...acts), village.founder.key);
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn += 1) await breathe();
};

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
    const community = await open(failing(() => new StoreFailedError("storing", new Error("disk full")), false));
    const act = introduce("Mara");
    await expect(submit(community, act)).rejects.toThrow(NotSequencingError);
    expect(community.health().state).toBe("stopped");
    expect(community.head().size).toBe(1);
    expect(await submit(community, act)).toMatchObject([{ receipt: { index: 1 } }]);
    expect(community.health().state).toBe("running");
  });

  test("after the commit was sent and done: what is stored decides, and the act has its receipt", async () => {
    const community = await open(failing(() => new AmbiguousCommitError(new Error("I/O error")), true));
    expect(await submit(community, introduce("Mara"))).toMatchObject([{ receipt: { index: 1 } }]);
    expect(community.head()).toEqual(await community.reader.head());
  });

  test("after the commit was sent and not done: the act may come again, and the head never forks", async () => {
    const community = await open(failing(() => new AmbiguousCommitError(new Error("I/O error")), false));
    const act = introduce("Mara");
    await expect(submit(community, act)).rejects.toThrow(NotSequencingError);
    expect(await submit(community, act)).toMatchObject([{ receipt: { index: 1 } }]);
  });
});

test("a writer whose log was taken over by another stops for good", async () => {
  const community = await open();
  const other = openLogStore(host.folder.communityPath(village.origin));
  await other.takeOver();
  await expect(submit(community, introduce("Mara"))).rejects.toThrow(NotSequencingError);
  expect(community.health()).toMatchObject({ state: "stopped" });
  await expect(submit(community, introduce("Mara again"))).rejects.toThrow(/Another process writes/);
  expect((await other.head())?.size).toBe(1);
  await other.close();
});

describe("a clock in doubt", () => {
  test("holds back old acts, and goes on with the first fresh one of a device that is known", async () => {
    await open();
    const old = introduce("written long ago");
    await opened?.stop();
    host.clock.pass(8 * DAY_MS);
    const community = await open();
    await expect(submit(community, old)).rejects.toThrow(/clock is in doubt \(unconfirmed\)/);
    expect(community.health()).toMatchObject({ state: "clockInDoubt", reason: "unconfirmed" });
    expect(await submit(community, introduce("fresh"))).toMatchObject([{ kind: "recorded" }]);
    expect(community.health()).toEqual({ state: "running" });
    expect(await submit(community, old)).toMatchObject([{ kind: "recorded" }]);
  });

  test("goes on when the operator says that the clock is right", async () => {
    const old = introduce("written long ago");
    host.clock.pass(8 * DAY_MS);
    const community = await open();
    await expect(submit(community, old)).rejects.toThrow(NotSequencingError);
    community.confirmClock();
    expect(await submit(community, old)).toMatchObject([{ kind: "recorded" }]);
  });
});

describe("an act that cannot be ordered at once", () => {
  const stuck = () => {
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const append =
      (real: Append): Append =>
      async (one) => {
        await gate;
        return real(one);
      };
    return { append, release: () => release() };
  };

  test("gets a signed promise after two seconds, and is recorded", async () => {
    const { append, release } = stuck();
    const community = await open(append);
    const first = submit(community, introduce("first"));
    await settled();
    const late = introduce("late");
    const second = submit(community, late);
    await settled();
    host.clock.pass(2_000);
    release();
    expect(await first).toMatchObject([{ kind: "recorded" }]);
    const [answer] = await second;
    if (answer?.kind !== "promised") throw new Error(`not promised but ${JSON.stringify(answer)}`);
    expect(await openReceipt(answer.note, community.nodeKey, nativeVerifier)).toMatchObject({
      kind: "promised",
      act: late.id,
      by: answer.by,
    });
    await settled();
    expect(await community.answer(late.id)).toMatchObject({ kind: "recorded", receipt: { index: 2 } });
    expect(await community.reader.pending()).toEqual([]);
  });

  test("is refused with a signed reason when its time is up, and may come again", async () => {
    let isFull = false;
    const { append, release } = stuck();
    const full =
      (real: Append): Append =>
      (one) =>
        isFull ? Promise.reject(new StoreFailedError("storing", new Error("disk full"))) : append(real)(one);
    const community = await open(full);
    const first = submit(community, introduce("first"));
    await settled();
    const late = introduce("late");
    const second = submit(community, late);
    await settled();
    host.clock.pass(2_000);
    isFull = true;
    release();
    await first;
    expect(await second).toMatchObject([{ kind: "promised" }]);
    for (let second_ = 0; second_ < 61; second_ += 1) {
      host.clock.pass(1_000);
      await settled();
    }
    const answer = await community.answer(late.id);
    expect(answer).toMatchObject({ kind: "refused", refusal: { kind: "node.delayed" } });
    if (answer?.kind !== "refused" || answer.note === undefined) throw new Error("no note");
    expect(await openReceipt(answer.note, community.nodeKey, nativeVerifier)).toMatchObject({
      kind: "refused",
      act: late.id,
    });
    isFull = false;
    expect(await submit(community, late)).toMatchObject([{ kind: "recorded" }]);
  });

  test("is taken up again after a crash, with its text", async () => {
    const { append, release } = stuck();
    const community = await open(append);
    void submit(community, introduce("first")).catch(() => undefined);
    await settled();
    const late = introduce("late");
    const store = openLogStore(host.folder.communityPath(village.origin));
    const [[bytes, signature]] = late.acts as [readonly [Uint8Array, Uint8Array]];
    const texts = late.texts.map(([salt, utf8]) => ({ hash: idOf(sha256(Buffer.concat([salt, utf8]))), salt, utf8 }));
    await store.keepPending(
      await store.takeOver(),
      [{ id: late.id, bytes, signature, promise: utf8Of("x"), by: host.clock.now() }],
      texts,
    );
    await store.close();
    release();
    await settled();
    await community.stop();
    const again = await open();
    await settled();
    expect(await again.answer(late.id)).toMatchObject({ kind: "recorded" });
  });
});

describe("too much at once", () => {
  test("one caller may fill only their own share of the queue", async () => {
    const community = await open();
    const many = Array.from({ length: 700 }, (_, place) => introduce(`name ${place}`));
    const first = submit(community, ...many);
    await expect(submit(community, ...many)).rejects.toThrow(BusyError);
    const other = community.submit(introduce("of another"), "another caller");
    expect((await first).every(({ kind }) => kind === "recorded" || kind === "refused")).toBe(true);
    expect((await other).length).toBe(1);
    expect(community.measures().waiting).toBe(0);
  });
});

describe("witnesses that have seen more", () => {
  const witnessed = (size: number, root: string): Witnesses => ({
    count: 1,
    latest: () =>
      Promise.resolve([{ witness: "ally", size, root: idOf(sha256(utf8Of(root))), cosignedAt: host.clock.now() }]),
  });

  test("a log that is shorter than a witness has seen is never signed again", async () => {
    const community = await open((real) => real, witnessed(5, "later"));
    await settled();
    await expect(submit(community, introduce("Mara"))).rejects.toThrow(/has seen 5 entries/);
    expect(community.health().state).toBe("stopped");
  });

  test("a log with another root than a witness has seen is never signed again", async () => {
    const community = await open((real) => real, witnessed(1, "another"));
    await settled();
    await expect(submit(community, introduce("Mara"))).rejects.toThrow(/forked/);
  });

  test("a restarted node goes on when no witness answers", async () => {
    const community = await open((real) => real, { count: 2, latest: () => Promise.resolve([]) });
    expect(await submit(community, introduce("Mara"))).toMatchObject([{ kind: "recorded" }]);
  });
});

test("time in the log never goes back, however the clock is set", async () => {
  const community = await open();
  const times: number[] = [];
  for (const minutes of [0, 1, -1, -0.5, 1]) {
    wrongMs = minutes * MINUTE_MS;
    const [answer] = await submit(community, introduce(`at ${minutes}`));
    if (answer?.kind === "recorded") times.push(answer.receipt.at);
  }
  expect(times).toHaveLength(5);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  wrongMs = -2 * MINUTE_MS;
  await expect(submit(community, introduce("too far back"))).rejects.toThrow(/behindLog/);
});
