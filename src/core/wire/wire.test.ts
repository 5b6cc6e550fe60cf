import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concatBytes, parseId } from "../hash.ts";
import { instantOf } from "../kernel/time.ts";
import { textOf, utf8Of } from "../log/utf8.ts";
import { feedBytes, MalformedFeedError, readFeed, type FeedEntry } from "./feed.ts";
import { signInBytes } from "./signIn.ts";
import { readSubmission, submissionBytes } from "./submission.ts";

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const some = fc.uint8Array({ maxLength: 200 });
const time = fc.integer({ min: 0, max: 2 ** 48 - 1 });
const entry = fc.oneof(
  fc.record({ at: time, withheld: bytes(32) }),
  fc.record({
    at: time,
    bytes: some,
    signature: bytes(64),
    texts: fc.array(fc.record({ salt: bytes(32), utf8: some }), { maxLength: 3 }),
  }),
);

describe("the feed", () => {
  it("what was written is read back, and a feed that is cut is no feed", () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 8 }), fc.nat(), (listed, place) => {
        const entries = listed.map((one, nth): FeedEntry => ({ index: 7 + nth, ...one }));
        const stream = concatBytes(...entries.map(feedBytes));
        expect(readFeed(stream, 7)).toEqual(entries);
        const last = entries.at(-1);
        if (last === undefined) return;
        const cut = 1 + (place % (feedBytes(last).length - 1));
        expect(() => readFeed(stream.subarray(0, -cut), 7)).toThrow(MalformedFeedError);
      }),
    );
  });

  it("bytes that are no feed are told apart from a feed", () => {
    const page = utf8Of("<!doctype html><title>not a feed</title>");
    expect(() => readFeed(page, 0)).toThrow(MalformedFeedError);
    const tooLong = Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0x0f);
    expect(() => readFeed(tooLong, 0)).toThrow(MalformedFeedError);
  });

  it("an entry has nine bytes beside its act and signature, and each text one or two", () => {
    const of = (length: number): Uint8Array => new Uint8Array(length);
    const texts = [{ salt: of(32), utf8: of(127) }];
    expect(feedBytes({ index: 0, at: 1, bytes: of(211), signature: of(64), texts: [] })).toHaveLength(211 + 64 + 9);
    expect(feedBytes({ index: 0, at: 1, bytes: of(211), signature: of(64), texts })).toHaveLength(275 + 9 + 32 + 128);
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
