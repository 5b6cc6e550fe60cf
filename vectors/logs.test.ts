/** The vectors of notes, checkpoints, proofs and exports, run as another implementation would. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { bytesOf, concatBytes, hexOf } from "../src/core/hash.ts";
import { openCheckpoint, parseCheckpoint } from "../src/core/log/checkpoint.ts";
import { verifyCosignatures } from "../src/core/log/cosignature.ts";
import { portableVerifier } from "../src/core/log/ed25519Portable.ts";
import { MalformedExport } from "../src/core/log/exportFormat.ts";
import { ExportReader, type ExportPart } from "../src/core/log/exportReader.ts";
import { writeExport } from "../src/core/log/exportWriter.ts";
import {
  formatNote,
  formatVerifierKey,
  parseNote,
  parseVerifierKey,
  verifyNote,
  type Note,
  type VerifierKey,
} from "../src/core/log/note.ts";
import { formatProof, parseProof, verifyProof, type EntryProof } from "../src/core/log/proof.ts";

const read = <T>(name: string, shape: z.ZodType<T>): T =>
  shape.parse(JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8")));

const name = z.string();
const hex = z.string().transform(bytesOf);
const faulty = z.object({ name, note: z.string(), fault: z.string() });

function keyOf(vkey: string): VerifierKey {
  const key = parseVerifierKey(vkey);
  if (key === null) throw new Error(`${vkey} is no verifier key`);
  return key;
}
function noteOf(text: string): Note {
  const note = parseNote(text);
  if ("malformed" in note) throw new Error(note.malformed);
  return note;
}

describe("note.json", () => {
  const vectors = read(
    "note.json",
    z.object({
      specificationExample: z.string(),
      valid: z.array(z.object({ name, note: z.string(), text: z.string(), vkey: z.string() })),
      malformed: z.array(z.object({ name, note: z.string(), rule: z.string() })),
      unsigned: z.array(z.object({ name, note: z.string(), vkey: z.string(), verdict: z.string() })),
      keys: z.array(z.string()),
      invalidKeys: z.array(z.string()),
    }),
  );
  test("the specification's example", () => {
    expect(formatNote(noteOf(vectors.specificationExample))).toBe(vectors.specificationExample);
  });
  test.each(vectors.valid)("$name", async ({ note, text, vkey }) => {
    expect(noteOf(note).text).toBe(text);
    expect(await verifyNote(noteOf(note), keyOf(vkey), portableVerifier)).toBe("signed");
  });
  test.each(vectors.malformed)("not: $name", ({ note, rule }) => {
    expect(parseNote(note)).toEqual({ malformed: rule });
  });
  test.each(vectors.unsigned)("not to be believed: $name", async ({ note, vkey, verdict }) => {
    expect(await verifyNote(noteOf(note), keyOf(vkey), portableVerifier)).toBe(verdict);
  });
  test.each(vectors.keys)("%s", (vkey) => {
    expect(formatVerifierKey(keyOf(vkey))).toBe(vkey);
  });
  test.each(vectors.invalidKeys)("not: %j", (vkey) => {
    expect(parseVerifierKey(vkey)).toBeNull();
  });
});

describe("checkpoint.json", () => {
  const vectors = read(
    "checkpoint.json",
    z.object({
      origin: z.string(),
      size: z.number(),
      root: z.string(),
      vkey: z.string(),
      text: z.string(),
      note: z.string(),
      witnessVkey: z.string(),
      seconds: z.number(),
      cosignedNote: z.string(),
      invalidTexts: z.array(z.object({ name, text: z.string() })),
      invalidNotes: z.array(faulty),
      badCosignature: z.string(),
    }),
  );
  const { origin, size, root } = vectors;
  const witness = keyOf(vectors.witnessVkey);
  test("has the node's signature and a witness's", async () => {
    expect(parseCheckpoint(vectors.text)).toEqual({ origin, size, root });
    for (const note of [vectors.note, vectors.cosignedNote])
      expect(await openCheckpoint(note, keyOf(vectors.vkey), portableVerifier)).toMatchObject({
        checkpoint: { origin, size, root },
      });
    const cosignatures = await verifyCosignatures(noteOf(vectors.cosignedNote), [witness], portableVerifier);
    expect(cosignatures).toEqual({ good: [{ witness, seconds: vectors.seconds }], bad: [] });
  });
  test.each(vectors.invalidTexts)("not: $name", ({ text }) => {
    expect(parseCheckpoint(text)).toBeNull();
  });
  test.each(vectors.invalidNotes)("not to be believed: $name", async ({ note, fault }) => {
    expect(await openCheckpoint(note, keyOf(vectors.vkey), portableVerifier)).toEqual({ fault });
  });
  test("a cosignature with another time is bad", async () => {
    const cosignatures = await verifyCosignatures(noteOf(vectors.badCosignature), [witness], portableVerifier);
    expect(cosignatures).toEqual({ good: [], bad: [witness] });
  });
});

describe("proof.json", () => {
  const one = z.object({ name, leaf: hex, proof: z.string() });
  const vectors = read(
    "proof.json",
    z.object({
      vkey: z.string(),
      valid: z.array(one),
      malformed: z.array(z.object({ name, proof: z.string() })),
      wrong: z.array(one.extend({ fault: z.string() })),
    }),
  );
  const proofOf = (text: string): EntryProof => {
    const proof = parseProof(text);
    if (proof === null) throw new Error("not a proof");
    return proof;
  };
  test.each(vectors.valid)("$name", async ({ leaf, proof }) => {
    expect(formatProof(proofOf(proof))).toBe(proof);
    expect(await verifyProof(proofOf(proof), leaf, keyOf(vectors.vkey), portableVerifier)).toMatchObject({
      checkpoint: { size: 300 },
    });
  });
  test.each(vectors.malformed)("not: $name", ({ proof }) => {
    expect(parseProof(proof)).toBeNull();
  });
  test.each(vectors.wrong)("not to be believed: $name", async ({ leaf, proof, fault }) => {
    expect(await verifyProof(proofOf(proof), leaf, keyOf(vectors.vkey), portableVerifier)).toEqual({ fault });
  });
});

describe("export.json", () => {
  const Entry = z.union([
    z.object({ index: z.number(), at: z.number(), withheld: z.string() }),
    z.object({ index: z.number(), at: z.number(), act: z.string(), signature: z.string() }),
  ]);
  const Text = z.object({ salt: z.string(), utf8: z.string(), hash: z.string() });
  const Header = z.object({ audience: z.string(), origin: z.string(), vkey: z.string(), checkpoint: z.string() });
  const vectors = read(
    "export.json",
    z.object({
      valid: z.array(z.object({ name, ...Header.shape, entries: z.array(Entry), texts: z.array(Text), hex })),
      invalid: z.array(z.object({ name, hex, rule: z.string(), offset: z.number(), entry: z.nullable(z.number()) })),
    }),
  );
  const partsOf = (bytes: Uint8Array): readonly ExportPart[] => {
    const reader = new ExportReader();
    const parts = reader.push(bytes);
    reader.end();
    return parts;
  };
  test.each(vectors.valid)("$name", ({ hex: bytes, entries, texts, ...expected }) => {
    const parts = partsOf(bytes);
    const [header] = parts.flatMap((part) => (part.kind === "header" ? [part.header] : []));
    const found = parts.flatMap((part) => (part.kind === "entries" ? part.entries : []));
    const words = parts.flatMap((part) => (part.kind === "texts" ? part.texts : []));
    expect(expected).toMatchObject(header ?? {});
    expect(
      found.map(({ index, at, signed }) =>
        "withheld" in signed
          ? { index, at, ...signed }
          : { index, at, act: hexOf(signed.bytes), signature: hexOf(signed.signature) },
      ),
    ).toEqual(entries);
    expect(words.map(({ salt, utf8, hash }) => ({ salt: hexOf(salt), utf8: hexOf(utf8), hash }))).toEqual(texts);
    if (header !== undefined) expect(hexOf(concatBytes(...writeExport(header, found, words)))).toBe(hexOf(bytes));
  });
  test.each(vectors.invalid)("not: $name", ({ hex: bytes, rule, offset, entry }) => {
    const refused = ((): unknown => {
      try {
        return partsOf(bytes);
      } catch (error) {
        return error instanceof MalformedExport
          ? { rule: error.rule, offset: error.offset, entry: error.entry }
          : error;
      }
    })();
    expect(refused).toEqual({ rule, offset, entry });
  });
});
