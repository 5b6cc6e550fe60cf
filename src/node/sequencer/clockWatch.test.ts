/** When a node believes its clock, and what makes it doubt: each rule on both sides of its limit. */
import { beforeEach, describe, expect, test } from "vitest";
import { DAY_MS, instantOf, MINUTE_MS } from "../../core/kernel/time.ts";
import { idOf, sha256 } from "../../core/hash.ts";
import { utf8Of } from "../../core/log/utf8.ts";
import type { Id } from "../../core/kernel/types.ts";
import { ClockTrust } from "./clockTrust.ts";
import { ClockWatch } from "./clockWatch.ts";

const START = 1_800_000_000_000;
let wall: number;
let monotonic: number;
const clock = { now: () => instantOf(wall), monotonicMs: () => monotonic, alarm: () => () => {} };
const device = (name: string): Id => idOf(sha256(utf8Of(name)));
const pass = (ms: number): void => {
  wall += ms;
  monotonic += ms;
};
const watchAfter = (gapMs: number): ClockWatch => new ClockWatch(clock, instantOf(wall - gapMs));

beforeEach(() => {
  wall = START;
  monotonic = 5_000;
});

describe("a clock behind the log", () => {
  test("is believed up to two minutes, and not beyond", () => {
    const watch = watchAfter(0);
    wall = START - 2 * MINUTE_MS;
    expect(watch.doubt()).toBeNull();
    wall -= 1;
    expect(watch.doubt()).toBe("behindLog");
  });

  test("is believed again when it is right again", () => {
    const watch = watchAfter(0);
    wall -= 10 * MINUTE_MS;
    expect(watch.doubt()).toBe("behindLog");
    pass(9 * MINUTE_MS);
    expect(watch.doubt()).toBeNull();
  });
});

describe("a clock that was set ahead", () => {
  test("is believed up to two minutes, and not beyond", () => {
    const watch = watchAfter(0);
    wall += 2 * MINUTE_MS;
    expect(watch.doubt()).toBeNull();
    wall += 2 * MINUTE_MS + 1;
    expect(watch.doubt()).toBe("jumped");
    pass(DAY_MS);
    expect(watch.doubt()).toBe("jumped");
  });

  test("is believed when a device's fresh act agrees, not when an old one comes", () => {
    const watch = watchAfter(0);
    wall += 3 * MINUTE_MS;
    expect(watch.doubt()).toBe("jumped");
    watch.hearDevice(device("a"), instantOf(wall - 5 * MINUTE_MS - 1));
    expect(watch.doubt()).toBe("jumped");
    watch.hearDevice(device("a"), instantOf(wall - 5 * MINUTE_MS));
    expect(watch.doubt()).toBeNull();
  });

  test("is believed when a witness agrees", () => {
    const watch = watchAfter(0);
    wall += DAY_MS;
    expect(watch.doubt()).toBe("jumped");
    watch.hearWitness("ally", instantOf(wall - 2 * MINUTE_MS));
    expect(watch.doubt()).toBeNull();
  });
});

test("time that merely passes is no jump", () => {
  const watch = watchAfter(0);
  pass(40 * DAY_MS);
  expect(watch.doubt()).toBeNull();
});

describe("a node that starts", () => {
  test("believes its clock within a week of the last entry, and asks for confirmation after", () => {
    expect(watchAfter(7 * DAY_MS).doubt()).toBeNull();
    const late = watchAfter(7 * DAY_MS + 1);
    expect(late.doubt()).toBe("unconfirmed");
    late.hearDevice(device("a"), instantOf(wall));
    expect(late.doubt()).toBeNull();
  });

  test("needs one confirmation for all its communities", () => {
    const trust = new ClockTrust(clock);
    const [one, other] = [8, 9].map((days) => new ClockWatch(clock, instantOf(wall - days * DAY_MS), trust));
    expect([one?.doubt(), other?.doubt()]).toEqual(["unconfirmed", "unconfirmed"]);
    one?.hearDevice(device("a"), instantOf(wall));
    expect([one?.doubt(), other?.doubt()]).toEqual([null, null]);
    wall += DAY_MS;
    expect([one?.doubt(), other?.doubt()]).toEqual(["jumped", "jumped"]);
  });

  test("with an empty log has nothing to compare with", () => {
    expect(new ClockWatch(clock, null).doubt()).toBeNull();
  });
});

describe("devices that sign in the clock's future", () => {
  const ahead = (): void =>
    [1, 2, 3].forEach((n) => watch.hearDevice(device(`d${n}`), instantOf(wall + 5 * MINUTE_MS + 1)));
  let watch: ClockWatch;
  beforeEach(() => {
    watch = watchAfter(0);
  });

  test("are believed when three agree", () => {
    watch.hearDevice(device("d1"), instantOf(wall + DAY_MS));
    watch.hearDevice(device("d2"), instantOf(wall + DAY_MS));
    expect(watch.doubt()).toBeNull();
    watch.hearDevice(device("d3"), instantOf(wall + DAY_MS));
    expect(watch.doubt()).toBe("devicesAhead");
  });

  test("are not believed when a fourth agrees with the clock", () => {
    ahead();
    watch.hearDevice(device("d4"), instantOf(wall));
    expect(watch.doubt()).toBeNull();
  });

  test("are forgotten after ten minutes, or when the clock is set", () => {
    ahead();
    pass(10 * MINUTE_MS + 1);
    expect(watch.doubt()).toBeNull();
    ahead();
    wall += 6 * MINUTE_MS;
    expect(watch.doubt()).toBe("jumped");
    watch.hearDevice(device("d1"), instantOf(wall));
    expect(watch.doubt()).toBeNull();
  });
});

describe("witnesses", () => {
  test("stop the node when most of them differ by more than two minutes", () => {
    const watch = watchAfter(0);
    watch.hearWitness("a", instantOf(wall));
    watch.hearWitness("b", instantOf(wall + 3 * MINUTE_MS));
    expect(watch.doubt()).toBeNull();
    watch.hearWitness("c", instantOf(wall + 3 * MINUTE_MS));
    expect(watch.doubt()).toBe("witnessesDiffer");
    watch.hearWitness("c", instantOf(wall));
    expect(watch.doubt()).toBeNull();
  });
});

describe("a clock that most witnesses contradict", () => {
  test("is not believed again because they have been silent, but when one other clock agrees", () => {
    const watch = watchAfter(0);
    watch.hearWitness("a", instantOf(wall - 3 * MINUTE_MS));
    expect(watch.doubt()).toBe("witnessesDiffer");
    pass(30 * MINUTE_MS);
    expect(watch.doubt()).toBe("jumped");
    watch.hearDevice(device("a"), instantOf(wall));
    expect(watch.doubt()).toBeNull();
  });

  test("is believed as long as half of them agree", () => {
    const watch = watchAfter(0);
    watch.hearWitness("a", instantOf(wall));
    watch.hearWitness("b", instantOf(wall - 3 * MINUTE_MS));
    expect(watch.doubt()).toBeNull();
  });
});
