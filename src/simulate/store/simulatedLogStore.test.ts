/** The simulator's store keeps the contract of every store, and its crash model is as cruel as it claims. */
import { describe, expect, it } from "vitest";
import { anAppend, logStoreContract } from "../../../tests/contracts/logStore.ts";
import { idOf, sha256 } from "../../core/hash.ts";
import { instantOf } from "../../core/kernel/time.ts";
import { utf8Of } from "../../core/log/utf8.ts";
import { AmbiguousCommitError, StoreFailedError, type LogStore } from "../../node/ports/logStore.ts";
import { Dice } from "../dice.ts";
import { Disk } from "../disk/disk.ts";
import { Power } from "../disk/power.ts";
import { Timeline } from "../timeline.ts";
import { SimulatedLogStore, Writings } from "./simulatedLogStore.ts";

const origin = idOf(sha256(utf8Of("a simulated community")));
const SECOND = 1000;

type Machine = {
  readonly disk: Disk;
  readonly timeline: Timeline;
  readonly open: () => SimulatedLogStore;
  readonly pump: <T>(work: Promise<T>) => Promise<T>;
};
const machine = (seed: string): Machine => {
  const timeline = new Timeline(instantOf(0));
  const disk = new Disk(timeline, new Dice(seed));
  const writings = new Writings();
  return {
    disk,
    timeline,
    open: () => new SimulatedLogStore(origin, disk.handle(new Power()), writings),
    pump: async (work) => {
      const ended: { isSo: boolean } = { isSo: false };
      const end = (): void => void (ended.isSo = true);
      work.then(end, end);
      for (let i = 0; !ended.isSo && i < 100; i += 1) await timeline.until(timeline.now + SECOND);
      if (!ended.isSo) throw new Error("the power went, and this never ends");
      return work;
    },
  };
};

/** The store with time passing by itself while it is asked. */
const awake = (store: SimulatedLogStore, { pump }: Machine): LogStore =>
  new Proxy(store, {
    get: (target, name: keyof LogStore) => {
      const member: unknown = Reflect.get(target, name);
      return typeof member === "function"
        ? (...all: unknown[]) => pump(member.apply(target, all) as Promise<unknown>)
        : member;
    },
  });

logStoreContract("the simulated store", () => {
  const made = machine("a contract");
  return Promise.resolve({ open: () => Promise.resolve(awake(made.open(), made)), remove: () => Promise.resolve() });
});

describe("when the power goes", () => {
  it("an append that was answered is there, one that was not is there whole or not at all", async () => {
    let whole = 0;
    for (let operations = 1; operations <= 20; operations += 1)
      for (const when of ["before", "after"] as const) {
        const made = machine(`cut ${operations} ${when}`);
        const store = made.open();
        made.disk.trouble.cutAfter = { operations, when };
        let answered = 0;
        const work = async (): Promise<void> => {
          const epoch = await store.takeOver();
          for (; answered < 4; answered += 1) {
            const salt = sha256(utf8Of(`${answered}`));
            const text = { hash: idOf(sha256(salt)), salt, utf8: new Uint8Array(1500).fill(answered + 1) };
            await store.append(anAppend(epoch, answered, [`entry ${answered}`], { texts: [text] }));
          }
        };
        await made.pump(work()).catch(() => undefined);
        made.disk.trouble.cutAfter = null;
        made.disk.cutPower();
        const after = awake(made.open(), made);
        const size = (await after.head())?.size ?? 0;
        expect(size).toBeGreaterThanOrEqual(answered);
        expect(size).toBeLessThanOrEqual(answered + 1);
        expect(await after.entries(0, 10)).toHaveLength(size);
        whole += size === answered + 1 ? 1 : 0;
        const epoch = await after.takeOver();
        await after.append(anAppend(epoch, size, ["goes on"]));
        expect((await after.head())?.size).toBe(size + 1);
      }
    expect(whole).toBeGreaterThan(0);
  });

  it("without the sync an answered append would be lost", async () => {
    const made = machine("no sync");
    const handle = made.disk.handle(new Power());
    const writings = new Writings();
    const careless = new SimulatedLogStore(origin, { ...handle, sync: () => Promise.resolve() }, writings);
    const epoch = await made.pump(careless.takeOver());
    await made.pump(careless.append(anAppend(epoch, 0, ["one"])));
    made.disk.cutPower();
    const after = new SimulatedLogStore(origin, made.disk.handle(new Power()), writings);
    expect(await made.pump(after.head())).toBeNull();
  });
});

describe("when the disk fails", () => {
  it("a full disk stores nothing of the append, and all of the next one once there is room", async () => {
    const made = machine("full");
    const store = awake(made.open(), made);
    const epoch = await store.takeOver();
    await store.append(anAppend(epoch, 0, ["one"]));
    made.disk.trouble.capacity = 700;
    await expect(store.append(anAppend(epoch, 1, ["t".repeat(900)]))).rejects.toThrow(StoreFailedError);
    expect((await store.head())?.size).toBe(1);
    made.disk.trouble.capacity = null;
    await store.append(anAppend(epoch, 1, ["two"]));
    expect((await awake(made.open(), made).entries(0, 9)).length).toBe(2);
  });

  it("a sync that fails is ambiguous, and rereading tells what became of it", async () => {
    const sizes = new Set<number>();
    for (let i = 0; i < 12; i += 1) {
      const made = machine(`sync fails ${i}`);
      const store = awake(made.open(), made);
      const epoch = await store.takeOver();
      made.disk.trouble.failSync = true;
      await expect(store.append(anAppend(epoch, 0, ["one"]))).rejects.toThrow(AmbiguousCommitError);
      const size = (await store.head())?.size ?? 0;
      made.disk.cutPower();
      expect((await awake(made.open(), made).head())?.size ?? 0).toBe(size);
      sizes.add(size);
    }
    expect(sizes).toEqual(new Set([0, 1]));
  });
});
