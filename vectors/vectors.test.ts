/** Runs the vectors as another implementation would: it knows only the JSON files and what README.md says of them. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { bytesOf, hexOf, idOf, parseId, sha256 } from "../src/core/hash.ts";
import type { Id, Value } from "../src/core/kernel/types.ts";
import {
  actId,
  actSigningBytes,
  decodeAct,
  encodeAct,
  evidenceSigningBytes,
  isMalformed,
} from "../src/core/log/act.ts";
import { decodeValue, encodeValue, MalformedCbor } from "../src/core/log/cbor.ts";
import { portableSigner, portableVerifier, verifyPortably } from "../src/core/log/ed25519Portable.ts";
import { decodeLeaf, encodeLeaf, signedHash } from "../src/core/log/entry.ts";
import { leafHash } from "../src/core/log/merkle.ts";
import { textHash } from "../src/core/log/text.ts";
import { textOf } from "../src/core/log/utf8.ts";
import { allVectors } from "./generate.ts";

const textOfFile = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");
const read = <T>(name: string, shape: z.ZodType<T>): T => shape.parse(JSON.parse(textOfFile(name)));

const hex = z.string().transform(bytesOf);
const id = z.string().transform((text) => parseId(text) ?? idOf(new Uint8Array(0)));
const fault = { name: z.string(), hex, rule: z.string() };

const generated = await allVectors();
test.each([...generated.keys()])("%s is what the script writes", (name) => {
  expect(textOfFile(name)).toBe(generated.get(name));
});

const Neutral: z.ZodType<Value> = z.lazy(() =>
  z.union([
    z.null(),
    z.boolean(),
    z.number(),
    z.object({ text: z.string() }).transform(({ text }) => text),
    z.object({ bytes: hex }).transform(({ bytes }) => bytes),
    z.array(Neutral),
  ]),
);

describe("cbor.json", () => {
  const vectors = read(
    "cbor.json",
    z.object({
      valid: z.array(z.object({ name: z.string(), value: Neutral, hex })),
      invalid: z.array(z.object({ ...fault, offset: z.number() })),
    }),
  );
  test.each(vectors.valid)("$name", ({ value, hex: bytes }) => {
    expect(decodeValue(bytes)).toEqual({ value });
    expect(hexOf(encodeValue(value))).toBe(hexOf(bytes));
  });
  test.each(vectors.invalid)("not: $name", ({ hex: bytes, rule, offset }) => {
    const refused = decodeValue(bytes);
    expect(refused instanceof MalformedCbor && [refused.rule, refused.offset]).toEqual([rule, offset]);
  });
});

describe("act.json", () => {
  const Fields = z.looseObject({
    author: z.object({ kind: z.string(), key: id }),
    salt: hex,
    evidence: z.array(z.object({ kind: z.string(), key: id, signature: hex })),
    command: z.object({ kind: z.string(), body: Neutral }),
  });
  const vectors = read(
    "act.json",
    z.object({
      valid: z.array(z.object({ name: z.string(), seed: hex, act: Fields, hex, id, signature: hex })),
      invalid: z.array(z.object({ ...fault, field: z.string() })),
    }),
  );
  test.each(vectors.valid)("$name", async ({ seed, act, hex: bytes, id: expected, signature }) => {
    const decoded = decodeAct(bytes);
    expect(decoded).toEqual(act);
    expect(isMalformed(decoded) ? "" : hexOf(encodeAct(decoded))).toBe(hexOf(bytes));
    expect(actId(bytes)).toBe(expected);
    expect(hexOf(await portableSigner(seed).sign(actSigningBytes(bytes)))).toBe(hexOf(signature));
    expect(verifyPortably(bytesOf(act.author.key), actSigningBytes(bytes), signature)).toBe(true);
  });
  test.each(vectors.invalid)("not: $name", ({ hex: bytes, rule, field }) => {
    expect(decodeAct(bytes)).toMatchObject({ malformed: rule, field });
  });
});

describe("evidence.json", () => {
  const kind = z.enum(["invitation", "device", "blindToken", "foreignEntry"]);
  const common = { kind, origin: id, authorKey: id, key: id, signature: hex };
  const vectors = read(
    "evidence.json",
    z.object({
      valid: z.array(z.object({ ...common, message: hex })),
      invalid: z.array(z.object({ ...common, name: z.string() })),
    }),
  );
  test.each(vectors.valid)("$kind", async (one) => {
    const message = evidenceSigningBytes(one.kind, one.origin, one.authorKey);
    expect(hexOf(message)).toBe(hexOf(one.message));
    expect(await portableVerifier.verify(one.key, message, one.signature)).toBe(true);
  });
  test.each(vectors.invalid)("not: $name", async (one) => {
    const message = evidenceSigningBytes(one.kind, one.origin, one.authorKey);
    expect(await portableVerifier.verify(one.key, message, one.signature)).toBe(false);
  });
});

describe("signature.json", () => {
  const cases = z.array(z.object({ name: z.string(), key: hex, message: hex, signature: hex }));
  const vectors = read("signature.json", z.object({ valid: cases, invalid: cases }));
  test.each(vectors.valid)("$name", ({ key, message, signature }) => {
    expect(verifyPortably(key, message, signature)).toBe(true);
  });
  test.each(vectors.invalid)("not: $name", ({ key, message, signature }) => {
    expect(verifyPortably(key, message, signature)).toBe(false);
  });
});

describe("leaf.json", () => {
  const Valid = z.object({
    name: z.string(),
    act: hex,
    signature: hex,
    at: z.number(),
    signedHash: id,
    leaf: hex,
    leafHash: id,
  });
  const vectors = read(
    "leaf.json",
    z.object({ valid: z.array(Valid), invalid: z.array(z.object({ name: z.string(), hex })) }),
  );
  test.each(vectors.valid)("$name", (one) => {
    const leaf = decodeLeaf(one.leaf);
    expect(leaf).toEqual({ at: one.at, hash: signedHash(one.act, one.signature) });
    expect(leaf === null ? "" : hexOf(encodeLeaf(leaf))).toBe(hexOf(one.leaf));
    expect([signedHash(one.act, one.signature), hexOf(leafHash(one.leaf))]).toEqual([one.signedHash, one.leafHash]);
  });
  test.each(vectors.invalid)("not: $name", ({ hex: bytes }) => {
    expect(decodeLeaf(bytes)).toBeNull();
  });
});

describe("text.json", () => {
  const Valid = z.object({ name: z.string(), salt: hex, text: z.string(), utf8: hex, hash: z.string() });
  const vectors = read(
    "text.json",
    z.object({ valid: z.array(Valid), invalid: z.array(z.object({ name: z.string(), utf8: hex })) }),
  );
  test.each(vectors.valid)("$name", ({ salt, text, utf8, hash }) => {
    expect(textOf(utf8)).toBe(text);
    const named: Id = textHash(salt, utf8);
    expect([named, hexOf(sha256(Uint8Array.of(...salt, ...utf8)))]).toEqual([hash, hash]);
  });
  test.each(vectors.invalid)("not: $name", ({ utf8 }) => {
    expect(textOf(utf8)).toBeNull();
  });
});
