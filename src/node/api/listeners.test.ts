/** Who listens to changes hears of each once, in one form, and harms nobody by listening badly. */
import { beforeEach, describe, expect, it } from "vitest";
import { manualClock, type ManualClock } from "../../../tests/manualClock.ts";
import { idOf, sha256 } from "../../core/hash.ts";
import { utf8Of } from "../../core/log/utf8.ts";
import { HEARTBEAT_MS, LISTENERS_PER_COMMUNITY_MAX, LISTENERS_PER_NETWORK_MAX } from "../limits/limits.ts";
import type { RunningCommunity } from "../sequencer/running.ts";
import { Listeners, type Frame, type Sink } from "./listeners.ts";

const origin = idOf(sha256(utf8Of("a community")));

/** A community that only grows. */
const growing = () => {
  let size = 1;
  const listeners = new Set<() => void>();
  const community = {
    origin,
    head: () => ({ size, checkpoint: utf8Of(`checkpoint of ${size}\n`) }),
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as RunningCommunity;
  const grow = (): void => {
    size += 1;
    for (const listener of listeners) listener();
  };
  return { community, grow, subscribed: () => listeners.size };
};

class Heard implements Sink {
  readonly frames: Frame[] = [];
  isReading = true;
  isEnded = false;
  send(frame: Frame): boolean {
    this.frames.push(frame);
    return this.isReading;
  }
  end(): void {
    this.isEnded = true;
  }
  get text(): string {
    return this.frames.map(({ plain }) => plain.toString()).join("");
  }
}
const nextTurn = () => new Promise(setImmediate);

let clock: ManualClock;
let listeners: Listeners;
beforeEach(() => {
  clock = manualClock();
  listeners = new Listeners(clock);
});

describe("a listener", () => {
  it("hears at once how large the log is, and of every change after", async () => {
    const { community, grow } = growing();
    const heard = new Heard();
    listeners.add(community, "a network", heard, null);
    expect(heard.text).toBe('event: checkpoint\nid: 1\ndata: {"size":1,"checkpoint":"checkpoint of 1\\n"}\n\n');
    grow();
    await nextTurn();
    expect(heard.text).toContain("id: 2\n");
    listeners.close();
  });

  it("that comes back and has missed nothing is not told it again", () => {
    const { community } = growing();
    const [knows, knowsLess] = [new Heard(), new Heard()];
    listeners.add(community, "a network", knows, 1);
    listeners.add(community, "a network", knowsLess, 0);
    expect(knows.text).toBe(": alive\n\n");
    expect(knowsLess.text).toContain("id: 1\n");
    listeners.close();
  });

  it("hears of many changes of one turn once, after those who made them have their answers", async () => {
    const { community, grow } = growing();
    const heard = new Heard();
    listeners.add(community, "a network", heard, 1);
    for (let change = 0; change < 50; change += 1) grow();
    expect(heard.frames).toHaveLength(1);
    await nextTurn();
    expect(heard.frames).toHaveLength(2);
    expect(heard.text).toContain("id: 51\n");
    listeners.close();
  });

  it("gets the very same bytes as all others, as they are or as one chunk", async () => {
    const { community, grow } = growing();
    const all = [new Heard(), new Heard()];
    for (const heard of all) listeners.add(community, "a network", heard, 1);
    grow();
    await nextTurn();
    const [first, second] = all.map(({ frames }) => frames.at(-1));
    expect(first).toBe(second);
    expect(first?.chunk.toString()).toBe(`${first?.plain.length.toString(16)}\r\n${first?.plain.toString()}\r\n`);
    listeners.close();
  });

  it("is told now and then that the line is alive, and nothing is when nobody listens", () => {
    const { community } = growing();
    const heard = new Heard();
    const stop = listeners.add(community, "a network", heard, 1);
    clock.pass(3 * HEARTBEAT_MS);
    expect(heard.frames).toHaveLength(4);
    stop();
    clock.pass(HEARTBEAT_MS);
    expect(heard.frames).toHaveLength(4);
    expect(clock.alarms).toBe(0);
  });

  it("that does not read is let go, and the others still hear", async () => {
    const { community, grow } = growing();
    const [deaf, heard] = [new Heard(), new Heard()];
    listeners.add(community, "a network", deaf, 1);
    listeners.add(community, "a network", heard, 1);
    deaf.isReading = false;
    grow();
    await nextTurn();
    expect([deaf.isEnded, heard.isEnded, listeners.count]).toEqual([true, false, 1]);
    grow();
    await nextTurn();
    expect([deaf.frames.length, heard.frames.length]).toEqual([2, 3]);
    listeners.close();
  });

  it("of one network leaves room for others", () => {
    const { community } = growing();
    for (let number = 0; number < LISTENERS_PER_NETWORK_MAX; number += 1)
      listeners.add(community, "a crowd", new Heard(), 1);
    expect([listeners.hasRoom(origin, "a crowd"), listeners.hasRoom(origin, "another")]).toEqual([false, true]);
    listeners.close();
    expect(listeners.hasRoom(origin, "a crowd")).toBe(true);
  });
});

it("of one community leaves room for those of another, however many networks it listens from", () => {
  const { community } = growing();
  for (let number = 0; number < LISTENERS_PER_COMMUNITY_MAX; number += 1)
    listeners.add(community, `network ${number}`, new Heard(), 1);
  const other = idOf(sha256(utf8Of("another community")));
  expect([listeners.hasRoom(origin, "one more"), listeners.hasRoom(other, "one more")]).toEqual([false, true]);
  listeners.close();
});

describe("when nobody listens any more", () => {
  it("the community is not watched", () => {
    const { community, subscribed } = growing();
    const stops = [new Heard(), new Heard()].map((heard) => listeners.add(community, "a network", heard, 1));
    expect(subscribed()).toBe(1);
    for (const stop of stops) stop();
    expect([subscribed(), listeners.count]).toEqual([0, 0]);
  });

  it("because the node stops, every line is ended and no alarm is left", () => {
    const { community, subscribed } = growing();
    const heard = new Heard();
    const stop = listeners.add(community, "a network", heard, 1);
    listeners.close();
    stop();
    expect([heard.isEnded, subscribed(), clock.alarms, listeners.count]).toEqual([true, 0, 0, 0]);
  });
});
