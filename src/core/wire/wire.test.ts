import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concatBytes, parseId } from "../hash.ts";
import { instantOf } from "../kernel/time.ts";
import { textOf } from "../log/utf8.ts";
import { feedBytes, MalformedFeedError, readFeed, type FeedEntry } from "./feed.ts";
import { signInBytes } from "./signIn.ts";
import { readSubmission, submissionBytes } from "./submission.ts";

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const some = fc.uint8Array({ maxLength: 200 });
const whole = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const entry: fc.Arbitrary<FeedEntry> = fc.oneof(
  fc.record({ index: whole, at: whole, withheld: bytes(32) }),
  fc.record({
    index: whole,
    at: whole,
    bytes: some,
    signature: bytes(64),
    texts: fc.array(fc.record({ salt: bytes(32), utf8: some }), { maxLength: 3 }),
  }),
);

describe("the feed", () => {
  it("what was written is read back, wherever the line cuts it", () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 8 }), fc.nat(), (entries, place) => {
        const stream = concatBytes(...entries.map(feedBytes));
        const cut = stream.length === 0 ? 0 : place % stream.length;
        const first = readFeed(stream.subarray(0, cut));
        const rest = readFeed(stream.subarray(first.used));
        expect([...first.entries, ...rest.entries]).toEqual(entries);
        expect(first.used + rest.used).toBe(stream.length);
      }),
    );
  });

  it("bytes that are no feed are told apart from a feed", () => {
    const framed = (...body: number[]) => Uint8Array.of(0, 0, 0, body.length, ...body);
    expect(() => readFeed(framed(0xff))).toThrow(MalformedFeedError);
    expect(() => readFeed(framed(0x01))).toThrow(MalformedFeedError);
    expect(() => readFeed(framed(0x82, 0x00, 0x00))).toThrow(MalformedFeedError);
  });
});

describe("a submission", () => {
  const pair = fc.tuple(some, some);
  it("what was written is read back", () => {
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 4 }), fc.array(pair, { maxLength: 4 }), (acts, texts) => {
        expect(readSubmission(submissionBytes({ acts, texts }))).toEqual({ acts, texts });
      }),
    );
  });

  it.each([
    ["no CBOR", [0xff]],
    ["not a list", [0x01]],
    ["one list only", [0x81, 0x80]],
    ["an act without a signature", [0x82, 0x81, 0x81, 0x40, 0x80]],
    ["a text that is a number", [0x82, 0x80, 0x81, 0x01]],
  ])("%s is refused with what was expected", (_what, wrong) => {
    expect(readSubmission(Uint8Array.from(wrong))).toHaveProperty("expected");
  });
});

describe("what a device signs to be let in", () => {
  it("is five lines, the address among them", () => {
    const community = parseId("ab".repeat(32));
    if (community === null) throw new Error("an id");
    const signed = signInBytes({ community, address: "https://node.example", expiresAt: instantOf(1000), nonce: "n0" });
    expect(textOf(signed, 0, signed.length)).toBe(
      `folkmoot/session/v1\n${community}\nhttps://node.example\n1000\nn0\n`,
    );
  });
});
