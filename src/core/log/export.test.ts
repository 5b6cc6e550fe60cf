import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesOf, concatBytes, hexOf, idOf, sha256 } from "../hash.ts";
import type { Instant } from "../kernel/types.ts";
import { checkpointKey, signCheckpoint } from "./checkpoint.ts";
import { portableSigner } from "./ed25519Portable.ts";
import { leafOf } from "./entry.ts";
import { MalformedExport, type ExportEntry, type ExportHeader, type ExportRule } from "./exportFormat.ts";
import { ExportReader, readExport, type ExportPart } from "./exportReader.ts";
import { ExportWriter, writeExport } from "./exportWriter.ts";
import { leafHash } from "./merkle.ts";
import { formatVerifierKey, verifierKey } from "./note.ts";
import { textHash, type DetachedText } from "./text.ts";
import { Tree } from "./tree.ts";
import { utf8Of } from "./utf8.ts";

const node = portableSigner(new Uint8Array(32).fill(3));
const origin = idOf(sha256(Uint8Array.of(1)));
const key = checkpointKey(origin, node.publicKey);
const vkey = formatVerifierKey(key);

function entriesOf(count: number): ExportEntry[] {
  return Array.from({ length: count }, (_, index): ExportEntry => {
    const at = (1_700_000_000_000 + index) as Instant;
    if (index % 3 === 2) return { index, at, signed: { withheld: idOf(sha256(Uint8Array.of(index))) } };
    return {
      index,
      at,
      signed: { bytes: new Uint8Array(1 + index).fill(index), signature: new Uint8Array(64).fill(9) },
    };
  });
}

async function headerOf(entries: readonly ExportEntry[]): Promise<ExportHeader> {
  const tree = new Tree();
  for (const entry of entries) tree.append(leafHash(leafOf(entry)));
  const checkpoint = await signCheckpoint({ origin, size: entries.length, root: idOf(tree.root()) }, node);
  return { audience: "public", origin, vkey, checkpoint };
}

function textsOf(...words: readonly string[]): DetachedText[] {
  const texts = words.map((word, i) => ({ salt: new Uint8Array(32).fill(i), utf8: utf8Of(word) }));
  return texts.sort((a, b) => (textHash(a.salt, a.utf8) < textHash(b.salt, b.utf8) ? -1 : 1));
}

const entries = entriesOf(7);
const header = await headerOf(entries);
const texts = textsOf("Ana", "¿qué?", "");
const whole = concatBytes(...writeExport(header, entries, texts));

function partsOf(bytes: Uint8Array, sizes: readonly number[] = []): ExportPart[] {
  const reader = new ExportReader();
  const parts: ExportPart[] = [];
  let at = 0;
  for (const size of [...sizes, bytes.length]) {
    parts.push(...reader.push(bytes.subarray(at, at + size)));
    at = Math.min(bytes.length, at + size);
  }
  reader.end();
  return parts;
}
const found = (parts: readonly ExportPart[]): unknown => ({
  header: parts.flatMap((part) => (part.kind === "header" ? [part.header] : [])),
  entries: parts.flatMap((part) => (part.kind === "entries" ? part.entries : [])),
  texts: parts.flatMap((part) => (part.kind === "texts" ? part.texts : [])),
  digest: parts.flatMap((part) => (part.kind === "end" ? [part.digest] : [])),
});
function faultOf(bytes: Uint8Array): [ExportRule, number, number | null] | null {
  try {
    partsOf(bytes);
    return null;
  } catch (error) {
    if (error instanceof MalformedExport) return [error.rule, error.offset, error.entry];
    throw error;
  }
}
/** The same change, with a digest that fits: what only a forger would do. */
function redigested(bytes: Uint8Array): Uint8Array {
  const body = bytes.subarray(0, bytes.length - 32);
  return concatBytes(body, sha256(body));
}
function withByte(bytes: Uint8Array, at: number, byte: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = byte;
  return copy;
}

describe("an export", () => {
  const expected = {
    header: [header],
    entries,
    texts: texts.map((text) => ({ ...text, hash: textHash(text.salt, text.utf8) })),
    digest: [hexOf(sha256(whole.subarray(0, -32)))],
  };

  test("is read back whole", () => {
    expect(found(partsOf(whole))).toEqual(expected);
  });

  test("is the same however it is cut into pieces", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(200), { maxLength: 40 }), (sizes) => {
        expect(found(partsOf(whole, sizes))).toEqual(expected);
      }),
    );
    expect(found(partsOf(whole, new Array<number>(whole.length).fill(1)))).toEqual(expected);
  });

  test("comes from a stream of pieces too", async () => {
    const parts: ExportPart[] = [];
    for await (const part of readExport(writeExport(header, entries, texts))) parts.push(part);
    expect(found(parts)).toEqual(expected);
    await expect(readExport([whole.subarray(0, 100)]).next()).rejects.toThrow(MalformedExport);
  });

  test("has one form: written again it is the same bytes", () => {
    expect(hexOf(concatBytes(...writeExport(header, [...entries], [...texts])))).toBe(hexOf(whole));
  });

  test("of a long log is written in pieces, none much longer than 64 KiB", async () => {
    const long = entriesOf(40).map((entry): ExportEntry => ({
      ...entry,
      signed: { bytes: new Uint8Array(9_000), signature: new Uint8Array(64) },
    }));
    const pieces = [...writeExport(await headerOf(long), long, [])];
    expect(pieces.length).toBeGreaterThan(5);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(65_536 + 9_100);
    expect(found(partsOf(concatBytes(...pieces)))).toMatchObject({ entries: long });
  });

  test("with any byte changed is refused", () => {
    for (let at = 0; at < whole.length; at++)
      for (const bit of [1, 128])
        expect(faultOf(withByte(whole, at, (whole[at] ?? 0) ^ bit)), `byte ${at}`).not.toBeNull();
  });

  test("cut anywhere is refused, and one byte too many too", () => {
    for (let length = 0; length < whole.length; length++)
      expect(faultOf(whole.subarray(0, length))).toEqual([
        "truncated",
        length,
        expect.toBeOneOf([null, 0, 1, 2, 3, 4, 5, 6]),
      ]);
    expect(faultOf(Uint8Array.of(...whole, 0))).toEqual(["trailing", whole.length, null]);
  });
});

describe("what is wrong is told by rule, byte and entry", () => {
  const headerBytes =
    partsOf(whole).length > 0 ? 19 + 1 + 32 + 2 + vkey.length + 2 + utf8Of(header.checkpoint).length : 0;
  const textsAt =
    headerBytes +
    entries.reduce((sum, { signed }) => sum + 12 + ("withheld" in signed ? 32 : signed.bytes.length + 64), 0);

  test.each<[string, number, number, ExportRule, number, number | null]>([
    ["another version", 17, 0x32, "notAnExport", 17, null],
    ["another audience", 19, 2, "audience", 19, null],
    ["another origin", 20, 0, "verifierKey", 52, null],
    ["another key", 60, 0x2b, "verifierKey", 52, null],
    ["another checkpoint", headerBytes - 1, 0x20, "checkpoint", 54 + vkey.length, null],
    ["a time after the year 9999", headerBytes, 1, "time", headerBytes, 0],
    ["an act of more than 64 KiB", headerBytes + 8 + 1, 2, "actLength", headerBytes, 0],
    ["something that is no text", textsAt, 2, "textTag", textsAt, null],
    ["a text of 16 MiB", textsAt + 33, 1, "textLength", textsAt, null],
    ["a digest that does not fit", whole.length - 1, (whole.at(-1) ?? 0) ^ 1, "digest", whole.length - 32, null],
  ])("%s", (_, at, byte, rule, offset, entry) => {
    expect(faultOf(withByte(whole, at, byte))).toEqual([rule, offset, entry]);
  });

  test("the third entry is named", () => {
    const third = headerBytes + 12 + 1 + 64 + 12 + 2 + 64;
    expect(faultOf(withByte(whole, third, 1))).toEqual(["time", third, 2]);
  });

  test("texts out of order, twice, or not UTF-8", () => {
    const plain = (list: readonly DetachedText[]): Uint8Array => {
      const records = list.map(({ salt, utf8 }) =>
        concatBytes(Uint8Array.of(1), salt, Uint8Array.of(0, 0, 0, utf8.length), utf8),
      );
      return redigested(concatBytes(whole.subarray(0, textsAt), ...records, Uint8Array.of(0), new Uint8Array(32)));
    };
    expect(faultOf(plain(texts))).toBeNull();
    expect(faultOf(plain([...texts].reverse()))?.[0]).toBe("textOrder");
    expect(faultOf(plain([...texts.slice(0, 1), ...texts.slice(0, 1)]))?.[0]).toBe("textOrder");
    expect(faultOf(plain([{ salt: new Uint8Array(32), utf8: Uint8Array.of(0xff) }]))).toEqual([
      "badText",
      textsAt,
      null,
    ]);
  });

  test("a key of a witness, of another log, or a checkpoint of another log does not head an export", async () => {
    const witness = formatVerifierKey(verifierKey(key.name, 4, key.publicKey));
    const other = formatVerifierKey(checkpointKey(idOf(new Uint8Array(32)), node.publicKey));
    const elsewhere = await signCheckpoint({ origin: idOf(new Uint8Array(32)), size: 7, root: origin }, node);
    for (const change of [
      { vkey: witness },
      { vkey: other },
      { vkey: "" },
      { checkpoint: elsewhere },
      { checkpoint: "" },
    ])
      expect(() => new ExportWriter({ ...header, ...change })).toThrow();
  });
});

describe("the writer throws when handed what would not read back", () => {
  const [first, second] = entries;
  if (first === undefined || second === undefined) throw new Error("there are entries");

  test.each<[string, readonly ExportEntry[], readonly DetachedText[]]>([
    ["an entry too few", entries.slice(0, 6), []],
    ["an entry too few, then texts", entries.slice(0, 6), texts],
    ["an entry too many", [...entries, { ...first, index: 7 }], []],
    ["an entry out of order", [second, first], []],
    ["an act without bytes", [{ ...first, signed: { bytes: new Uint8Array(0), signature: new Uint8Array(64) } }], []],
    [
      "an act of more than 64 KiB",
      [{ ...first, signed: { bytes: new Uint8Array(65_537), signature: new Uint8Array(64) } }],
      [],
    ],
    ["a short signature", [{ ...first, signed: { bytes: bytesOf("00"), signature: new Uint8Array(63) } }], []],
    ["texts out of order", entries, [...texts].reverse()],
    ["a text twice", entries, [...texts.slice(0, 1), ...texts.slice(0, 1)]],
    ["a text that is none", entries, [{ salt: new Uint8Array(32), utf8: Uint8Array.of(0xff) }]],
  ])("%s", (_, list, words) => {
    expect(() => [...writeExport(header, list, words)]).toThrow();
  });
});
