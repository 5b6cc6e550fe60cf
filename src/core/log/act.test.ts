import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesOf, hexOf, idOf, sha256 } from "../hash.ts";
import type { Act, Id, Instant, Kind, Value } from "../kernel/types.ts";
import { actId, actSigningBytes, decodeAct, encodeAct, evidenceSigningBytes, isMalformed, signedAct } from "./act.ts";
import { encodeValue } from "./cbor.ts";

const id = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => idOf(bytes));
const instant = fc.integer({ min: 0, max: 253_402_300_799_999 }).map((ms) => ms as Instant);
const kind = fc.constantFrom<Kind>("member.join", "accord.reaffirm", "charter.useRules");
const body: fc.Arbitrary<Value> = fc.array(
  fc.oneof(fc.maxSafeInteger(), fc.boolean(), fc.constant(null), fc.string(), fc.uint8Array({ maxLength: 40 })),
);
const anyAct: fc.Arbitrary<Act> = fc.record({
  format: fc.constant(1 as const),
  origin: id,
  author: fc.record({ kind: fc.constantFrom("device", "node", "pass"), key: id }),
  seq: fc.maxSafeInteger().map(Math.abs),
  previous: fc.option(id),
  seen: fc.option(fc.record({ size: fc.integer({ min: 1 }), root: id })),
  after: fc.array(id, { maxLength: 16 }),
  signedAt: instant,
  notAfter: instant,
  audience: fc.constantFrom("public", "members", "sealed"),
  evidence: fc.array(
    fc.record({
      kind: fc.constantFrom("invitation", "device", "blindToken", "foreignEntry"),
      key: id,
      signature: fc.uint8Array({ minLength: 64, maxLength: 64 }),
    }),
    { maxLength: 4 },
  ),
  salt: fc.uint8Array({ minLength: 16, maxLength: 16 }),
  command: fc.record({ kind, body }),
});

function filled(byte: number): Id {
  return idOf(new Uint8Array(32).fill(byte));
}

const plain: Act = {
  format: 1,
  origin: filled(1),
  author: { kind: "device", key: filled(2) },
  seq: 7,
  previous: filled(3),
  seen: { size: 12, root: filled(4) },
  after: [],
  signedAt: 1_700_000_000_000 as Instant,
  notAfter: 1_700_086_400_000 as Instant,
  audience: "members",
  evidence: [],
  salt: new Uint8Array(16).fill(5),
  command: { kind: "member.join", body: [1, new Uint8Array(32).fill(6), null] },
};

describe("an act is its bytes", () => {
  test("what is written is read back", () => {
    fc.assert(
      fc.property(anyAct, (act) => {
        expect(decodeAct(encodeAct(act))).toEqual(act);
      }),
    );
  });

  test("whatever bytes are accepted are the encoding of the act that was read", () => {
    fc.assert(
      fc.property(anyAct, fc.nat(), fc.nat(255), (act, place, byte) => {
        const bytes = encodeAct(act);
        bytes[place % bytes.length] = byte;
        const read = decodeAct(bytes);
        if (!isMalformed(read)) expect(hexOf(encodeAct(read))).toBe(hexOf(bytes));
      }),
      { numRuns: 1000 },
    );
  });

  test("no bytes make the reader throw", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(isMalformed(decodeAct(bytes))).toBe(true);
      }),
    );
  });

  test("cut anywhere, it is refused", () => {
    const bytes = encodeAct(plain);
    for (let length = 0; length < bytes.length; length++)
      expect(isMalformed(decodeAct(bytes.subarray(0, length)))).toBe(true);
  });

  test("its id is the hash of the bytes, and the signature covers a line of its own before them", () => {
    const bytes = encodeAct(plain);
    expect(actId(bytes)).toBe(hexOf(sha256(bytes)));
    expect(new TextDecoder().decode(actSigningBytes(bytes).subarray(0, 16))).toBe("folkmoot/act/v1\n");
    expect(actSigningBytes(bytes).subarray(16)).toEqual(bytes);
  });

  test("evidence binds its kind, the community and the author", () => {
    const bytes = evidenceSigningBytes("device", filled(1), filled(2));
    expect(hexOf(bytes)).toBe(hexOf(new TextEncoder().encode("folkmoot/evidence/v1\n")) + "01" + filled(1) + filled(2));
  });

  test("a signature that is not 64 bytes is told apart from a wrong act", () => {
    const bytes = encodeAct(plain);
    expect(signedAct(bytes, new Uint8Array(63))).toEqual({ malformed: "wrongLength", field: "signature", offset: 0 });
    expect(signedAct(bytes, new Uint8Array(64))).toMatchObject({ id: actId(bytes), act: plain });
    expect(isMalformed(signedAct(bytes.subarray(1), new Uint8Array(64)))).toBe(true);
  });
});

/** The fields as they stand on the wire, to be spoilt one at a time. */
function fields(): Value[] {
  return [
    1,
    bytesOf(filled(1)),
    0,
    bytesOf(filled(2)),
    7,
    null,
    null,
    [],
    5,
    6,
    0,
    [],
    new Uint8Array(16),
    "member.join",
    [],
  ];
}
function spoilt(place: number, value: Value): unknown {
  const act = fields();
  act[place] = value;
  const read = decodeAct(encodeValue(act));
  return isMalformed(read) ? [read.malformed, read.field] : "accepted";
}

describe("each field has its rule", () => {
  test("the act these start from is accepted", () => expect(isMalformed(decodeAct(encodeValue(fields())))).toBe(false));
  const hash = new Uint8Array(32);
  const evidence: Value = [0, hash, new Uint8Array(64)];
  test.each<[string, number, Value, string, string]>([
    ["a format from the future", 0, 2, "unknown", "format"],
    ["an origin that is a text", 1, "x".repeat(32), "wrongType", "origin"],
    ["an origin of 31 bytes", 1, new Uint8Array(31), "wrongLength", "origin"],
    ["an author of no known sort", 2, 3, "unknown", "author"],
    ["an author's key of 33 bytes", 3, new Uint8Array(33), "wrongLength", "author"],
    ["a negative sequence number", 4, -1, "wrongType", "seq"],
    ["a previous act that is a number", 5, 0, "wrongType", "previous"],
    ["a checkpoint of size zero", 6, [0, hash], "outOfRange", "seen"],
    ["a checkpoint without a root", 6, [1], "wrongLength", "seen"],
    ["seventeen dependencies", 7, new Array<Value>(17).fill(hash), "tooLong", "after"],
    ["a dependency of 31 bytes", 7, [new Uint8Array(31)], "wrongLength", "after"],
    ["signed after the year 9999", 8, 253_402_300_800_000, "outOfRange", "signedAt"],
    ["a deadline that is a text", 9, "soon", "wrongType", "notAfter"],
    ["an audience of no known sort", 10, 3, "unknown", "audience"],
    ["five pieces of evidence", 11, new Array<Value>(5).fill(evidence), "tooLong", "evidence"],
    ["evidence of no known sort", 11, [[4, hash, new Uint8Array(64)]], "unknown", "evidence"],
    ["evidence with a short signature", 11, [[0, hash, new Uint8Array(63)]], "wrongLength", "evidence"],
    ["a salt of 15 bytes", 12, new Uint8Array(15), "wrongLength", "salt"],
    ["a command without a dot", 13, "join", "badKind", "kind"],
    ["a command that is not ASCII", 13, "member.añadir", "badKind", "kind"],
    ["a command of 65 letters", 13, `a.${"b".repeat(63)}`, "tooLong", "kind"],
    ["a command that is bytes", 13, new Uint8Array(3), "wrongType", "kind"],
  ])("%s", (_, place, value, rule, field) => expect(spoilt(place, value)).toEqual([rule, field]));

  test("sixteen dependencies, four pieces of evidence and a name of 64 letters pass", () => {
    expect(spoilt(7, new Array<Value>(16).fill(hash))).toBe("accepted");
    expect(spoilt(11, new Array<Value>(4).fill(evidence))).toBe("accepted");
    expect(spoilt(13, `a.${"b".repeat(62)}`)).toBe("accepted");
  });

  test("fourteen fields or sixteen are no act", () => {
    expect(decodeAct(encodeValue(fields().slice(1)))).toMatchObject({ malformed: "wrongLength", field: "act" });
    expect(decodeAct(encodeValue([...fields(), 0]))).toMatchObject({ malformed: "wrongLength", field: "act" });
  });

  test("64 KiB pass, a byte more does not", () => {
    const empty = encodeValue(fields()).length;
    const full = fields();
    full[14] = new Uint8Array(65_536 - empty - 2);
    expect(encodeValue(full).length).toBe(65_536);
    expect(isMalformed(decodeAct(encodeValue(full)))).toBe(false);
    full[14] = new Uint8Array(65_536 - empty - 1);
    expect(decodeAct(encodeValue(full))).toEqual({ malformed: "tooLong", field: "act", offset: 65_536 });
  });

  test("a body breaks the rules of CBOR at its own offset", () => {
    const bytes = encodeValue(fields());
    bytes[bytes.length - 1] = 0xf7;
    expect(decodeAct(bytes)).toEqual({ malformed: "simple", field: "body", offset: bytes.length - 1 });
  });
});

describe("the writer throws on what the reader would refuse", () => {
  test.each<[string, Partial<Act>]>([
    ["a short salt", { salt: new Uint8Array(15) }],
    ["a negative sequence number", { seq: -1 }],
    ["a checkpoint of size zero", { seen: { size: 0, root: filled(1) } }],
    ["too many dependencies", { after: new Array<Id>(17).fill(filled(1)) }],
    ["a name that is not one", { command: { kind: "a..b", body: null } }],
    ["an id that is not one", { origin: "zz".repeat(32) as Id }],
    ["a short id", { origin: "00" as Id }],
    ["a time after the year 9999", { notAfter: 253_402_300_800_000 as Instant }],
    ["a short signature", { evidence: [{ kind: "device", key: filled(1), signature: new Uint8Array(1) }] }],
    ["more than 64 KiB", { command: { kind: "member.join", body: new Uint8Array(65_536) } }],
  ])("%s", (_, change) => expect(() => encodeAct({ ...plain, ...change })).toThrow());
});
