/** A long answer: cut into chunks, made on demand, and holding its community open until it ends, however it ends. */
import { describe, expect, it } from "vitest";
import type { RunningCommunity } from "../sequencer/running.ts";
import { streamOf } from "./streaming.ts";

const listened = () => {
  let listeners = 0;
  const subscribe = () => {
    listeners += 1;
    return () => void (listeners -= 1);
  };
  return { community: { subscribe } as unknown as RunningCommunity, listeners: () => listeners };
};

const parts = (count: number, made: number[]) =>
  (function* () {
    for (let number = 0; number < count; number += 1) {
      made.push(number);
      yield new Uint8Array(40_000).fill(number);
    }
  })();

describe("a long answer", () => {
  it("arrives whole, in chunks of some size", async () => {
    const { community, listeners } = listened();
    const bytes = new Uint8Array(await new Response(streamOf(community, parts(5, []))).arrayBuffer());
    expect(bytes).toHaveLength(200_000);
    expect([0, 1, 2, 3, 4].map((number) => bytes[number * 40_000])).toEqual([0, 1, 2, 3, 4]);
    expect(listeners()).toBe(0);
  });

  it("is made only as far as it is read, and lets go when the reader does", async () => {
    const { community, listeners } = listened();
    const made: number[] = [];
    const reader = streamOf(community, parts(1000, made)).getReader();
    await reader.read();
    expect(made.length).toBeLessThan(10);
    expect(listeners()).toBe(1);
    await reader.cancel();
    expect(listeners()).toBe(0);
  });

  it("lets go when what it reads from fails", async () => {
    const { community, listeners } = listened();
    const failing = (function* (): Generator<Uint8Array> {
      yield new Uint8Array(70_000);
      throw new Error("the disk");
    })();
    const reader = streamOf(community, failing).getReader();
    await reader.read();
    await expect(reader.read()).rejects.toThrow("the disk");
    expect(listeners()).toBe(0);
  });
});
