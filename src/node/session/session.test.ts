import { describe, expect, it } from "vitest";
import { parseId } from "../../core/hash.ts";
import { instantOf } from "../../core/kernel/time.ts";
import type { Id } from "../../core/kernel/types.ts";
import type { Clock } from "../ports/clock.ts";
import type { Random } from "../ports/random.ts";
import { CHALLENGE_MS, Challenges } from "./challenges.ts";
import { IDLE_MS, LIFE_MS, Sessions, SESSIONS_PER_DEVICE_MAX } from "./sessions.ts";

const idWith = (digit: string): Id => parseId(digit.repeat(64)) ?? expect.fail("an id");
const [community, other, device] = [idWith("a"), idWith("b"), idWith("c")];
const ADDRESS = "https://node.example";

/** A clock that stands still until it is moved, and chance that counts. */
const world = () => {
  let now = 1_000_000;
  let drawn = 0;
  const clock: Clock = { now: () => instantOf(now), monotonicMs: () => now, alarm: () => () => {} };
  const random: Random = { bytes: (length) => new Uint8Array(length).fill(++drawn) };
  return { clock, random, pass: (ms: number) => (now += ms) };
};

describe("a challenge", () => {
  it("is open until its minute is over", () => {
    const { clock, random, pass } = world();
    const challenges = new Challenges(clock, random);
    const challenge = challenges.issue(community, ADDRESS);
    pass(CHALLENGE_MS - 1);
    expect(challenges.isOpen(challenge)).toBe(true);
    pass(1);
    expect(challenges.isOpen(challenge)).toBe(false);
  });

  it("is good once", () => {
    const { clock, random } = world();
    const challenges = new Challenges(clock, random);
    const challenge = challenges.issue(community, ADDRESS);
    challenges.spend(challenge);
    expect(challenges.isOpen(challenge)).toBe(false);
  });

  it("holds for one community, one address and one end only", () => {
    const { clock, random } = world();
    const challenges = new Challenges(clock, random);
    const challenge = challenges.issue(community, ADDRESS);
    expect(challenges.isOpen({ ...challenge, community: other })).toBe(false);
    expect(challenges.isOpen({ ...challenge, address: "https://evil.example" })).toBe(false);
    expect(challenges.isOpen({ ...challenge, expiresAt: instantOf(challenge.expiresAt - 1) })).toBe(false);
    expect(challenges.isOpen({ ...challenge, nonce: `${challenge.nonce}A` })).toBe(false);
    expect(challenges.isOpen({ ...challenge, nonce: "" })).toBe(false);
  });

  it("of another node, or of this one before it was started again, is not open", () => {
    const { clock, random } = world();
    const challenge = new Challenges(clock, random).issue(community, ADDRESS);
    expect(new Challenges(clock, random).isOpen(challenge)).toBe(false);
  });

  it("asking for many fills no memory, and answered ones are forgotten when they would have expired", () => {
    const { clock, random, pass } = world();
    const challenges = new Challenges(clock, random);
    for (let asked = 0; asked < 100; asked += 1) challenges.issue(community, ADDRESS);
    expect(challenges.remembered).toBe(0);
    challenges.spend(challenges.issue(community, ADDRESS));
    pass(CHALLENGE_MS);
    challenges.spend(challenges.issue(community, ADDRESS));
    expect(challenges.remembered).toBe(1);
  });
});

describe("a session", () => {
  it("names the device that signed in, and nobody without the token", () => {
    const { clock, random } = world();
    const sessions = new Sessions(clock, random);
    const { token } = sessions.begin({ community, device });
    expect(sessions.use(token)).toEqual({ community, device });
    expect(sessions.use(`${token}x`)).toBeNull();
    expect(sessions.use("")).toBeNull();
  });

  it("lives as long as it is used, and ends a quarter of an hour after the last time", () => {
    const { clock, random, pass } = world();
    const sessions = new Sessions(clock, random);
    const { token } = sessions.begin({ community, device });
    pass(IDLE_MS - 1);
    expect(sessions.use(token)).not.toBeNull();
    pass(IDLE_MS - 1);
    expect(sessions.use(token)).not.toBeNull();
    pass(IDLE_MS);
    expect(sessions.use(token)).toBeNull();
  });

  it("ends after half a day however much it is used", () => {
    const { clock, random, pass } = world();
    const sessions = new Sessions(clock, random);
    const { token } = sessions.begin({ community, device });
    for (let passed = 0; passed < LIFE_MS - 600_000; passed += 600_000) {
      pass(600_000);
      expect(sessions.use(token)).not.toBeNull();
    }
    pass(600_000);
    expect(sessions.use(token)).toBeNull();
  });

  it("can be ended", () => {
    const { clock, random } = world();
    const sessions = new Sessions(clock, random);
    const { token } = sessions.begin({ community, device });
    sessions.end(token);
    expect(sessions.use(token)).toBeNull();
  });

  it("of a device that begins too many, the oldest makes place", () => {
    const { clock, random } = world();
    const sessions = new Sessions(clock, random);
    const first = sessions.begin({ community, device });
    const elsewhere = sessions.begin({ community: other, device });
    for (let begun = 0; begun < SESSIONS_PER_DEVICE_MAX; begun += 1) sessions.begin({ community, device });
    expect(sessions.use(first.token)).toBeNull();
    expect(sessions.use(elsewhere.token)).not.toBeNull();
  });

  it("there are only so many, and what is over is forgotten", () => {
    const { clock, random, pass } = world();
    const sessions = new Sessions(clock, random, 2);
    const devices = [idWith("1"), idWith("2"), idWith("3")];
    for (const one of devices) sessions.begin({ community, device: one });
    expect(sessions.size).toBe(2);
    pass(IDLE_MS);
    sessions.begin({ community, device });
    expect(sessions.size).toBe(1);
  });
});
