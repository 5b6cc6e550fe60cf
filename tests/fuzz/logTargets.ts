/** The readers of the log's formats (docs/formats), each with what it promises about bytes that anybody may send. */
import { parseId, sha256, HASH_BYTES, bytesOf } from "../../src/core/hash.ts";
import { decodeAct, encodeAct, isMalformed } from "../../src/core/log/act.ts";
import { base64Of, fromBase64 } from "../../src/core/log/base64.ts";
import { decodeValue, encodeValue, MalformedCbor } from "../../src/core/log/cbor.ts";
import { checkpointText, parseCheckpoint, readCheckpoint } from "../../src/core/log/checkpoint.ts";
import { decodeLeaf, encodeLeaf } from "../../src/core/log/entry.ts";
import { MalformedExport, type ExportEntry } from "../../src/core/log/exportFormat.ts";
import { ExportReader, type ExportPart, type ExportText } from "../../src/core/log/exportReader.ts";
import { writeExport } from "../../src/core/log/exportWriter.ts";
import { formatNote, formatVerifierKey, parseNote, parseVerifierKey } from "../../src/core/log/note.ts";
import { formatProof, parseProof } from "../../src/core/log/proof.ts";
import { readReceipt } from "../../src/core/log/receipt.ts";
import { bundlePath, decodeBundle, encodeBundle, parsePath, tilePath } from "../../src/core/log/tile.ts";
import { concatBytes } from "../../src/core/hash.ts";
import { textOf, utf8Of } from "../../src/core/log/utf8.ts";
import type { Target } from "./fuzzing.ts";
import { actOfEachKind, bytesIn, textsIn, withDigest } from "./samples.ts";

/** What was promised about a sample does not hold. */
class BrokenPromise extends Error {
  override readonly name = "BrokenPromise";
}
export const promise = (holds: boolean, words: string): void => {
  if (!holds) throw new BrokenPromise(words);
};

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** A reader of bytes whose every value has one encoding. @param read null: refused */
export const canonical = <T>(
  name: string,
  samples: readonly Uint8Array[],
  read: (bytes: Uint8Array) => T | null,
  write: (value: T) => Uint8Array,
): Target => ({
  name,
  samples,
  judge: (bytes) => {
    const value = read(bytes);
    if (value === null) return false;
    promise(same(write(value), bytes), "what was read is written in other bytes");
    return true;
  },
});

/** The same for a reader of text. */
const canonicalText = <T>(
  name: string,
  samples: readonly Uint8Array[],
  read: (text: string) => T | null,
  write: (value: T) => string,
): Target =>
  canonical(
    name,
    samples,
    (bytes) => {
      const text = textOf(bytes);
      return text === null ? null : read(text);
    },
    (value) => utf8Of(write(value)),
  );

const unlessMalformed = <T extends object>(value: T): Exclude<T, { readonly malformed: unknown }> | null => {
  const isGood = (read: T): read is Exclude<T, { readonly malformed: unknown }> => !("malformed" in read);
  return isGood(value) ? value : null;
};

/** All parts of an export that came in pieces of this length; null where it is malformed. */
const exportParts = (bytes: Uint8Array, pieceBytes: number): readonly ExportPart[] | null => {
  const reader = new ExportReader();
  const parts: ExportPart[] = [];
  try {
    for (let at = 0; at < bytes.length; at += pieceBytes)
      parts.push(...reader.push(bytes.subarray(at, at + pieceBytes)));
    reader.end();
    return parts;
  } catch (error) {
    if (error instanceof MalformedExport) return null;
    throw error;
  }
};

const SMALL_PIECE = 37;
const writtenAgain = (parts: readonly ExportPart[]): Uint8Array => {
  const [first] = parts;
  if (first?.kind !== "header") throw new BrokenPromise("an export begins with its header");
  const entries: ExportEntry[] = parts.flatMap((part) => (part.kind === "entries" ? part.entries : []));
  const texts: ExportText[] = parts.flatMap((part) => (part.kind === "texts" ? part.texts : []));
  return concatBytes(...writeExport(first.header, entries, texts));
};

const exports: Target = {
  name: "export",
  samples: bytesIn("export").filter(({ length }) => length > 200),
  mend: (bytes) => withDigest(bytes, sha256, HASH_BYTES),
  judge: (bytes) => {
    const whole = exportParts(bytes, Math.max(1, bytes.length));
    const inPieces = exportParts(bytes, SMALL_PIECE);
    promise((whole === null) === (inPieces === null), "it depends on how the export is cut whether it is one");
    if (whole === null) return false;
    promise(same(writtenAgain(whole), bytes), "what was read is written in other bytes");
    return true;
  },
};

const acts = [...actOfEachKind.map(({ bytes }) => bytes), ...bytesIn("act")];

export const logTargets: readonly Target[] = [
  canonical(
    "cbor",
    [...bytesIn("cbor"), ...acts],
    (bytes) => {
      const decoded = decodeValue(bytes);
      return decoded instanceof MalformedCbor ? null : decoded;
    },
    ({ value }) => encodeValue(value),
  ),
  canonical(
    "act",
    acts,
    (bytes) => {
      const act = decodeAct(bytes);
      return isMalformed(act) ? null : act;
    },
    encodeAct,
  ),
  canonical("leaf", bytesIn("leaf"), decodeLeaf, encodeLeaf),
  canonical(
    "bundle",
    [
      encodeBundle(
        bytesIn("leaf")
          .filter(({ length }) => length === 40)
          .slice(0, 3),
      ),
      ...bytesIn("tiles"),
    ],
    decodeBundle,
    encodeBundle,
  ),
  canonical("utf8", textsIn("text"), textOf, utf8Of),
  canonicalText(
    "note",
    [...textsIn("note"), ...textsIn("checkpoint")],
    (text) => unlessMalformed(parseNote(text)),
    formatNote,
  ),
  canonicalText("verifier key", textsIn("note"), parseVerifierKey, formatVerifierKey),
  canonicalText("checkpoint", textsIn("checkpoint"), parseCheckpoint, checkpointText),
  canonicalText(
    "checkpoint's note",
    textsIn("checkpoint"),
    (text) => {
      const read = readCheckpoint(text);
      return "fault" in read ? null : read.note;
    },
    formatNote,
  ),
  canonicalText("proof", textsIn("proof"), parseProof, formatProof),
  canonicalText("tile's path", textsIn("tiles"), parsePath, (path) =>
    path.kind === "tile" ? tilePath(path) : bundlePath(path),
  ),
  canonicalText("base 64", textsIn("note"), fromBase64, base64Of),
  canonicalText("id", textsIn("checkpoint"), parseId, (id) => id),
  {
    name: "receipt",
    samples: receiptSamples(),
    judge: (bytes) => readReceipt(bytes) !== null,
  },
  exports,
];

/** A promise and a refusal, with a signature that nobody looks at here. */
function receiptSamples(): readonly Uint8Array[] {
  const [origin, act, signature] = [sha256(utf8Of("origin")), sha256(utf8Of("act")), new Uint8Array(64)];
  const refusal = [
    "vote.late",
    "deliberation.vote",
    bytesOf("00".repeat(32)),
    [
      ["__proto__", 1],
      ["at", null],
      ["by", "x"],
    ],
  ] as const;
  return [
    encodeValue([origin, act, 1_700_000_000_000, 1_700_000_060_000, signature]),
    encodeValue([origin, act, 1_700_000_000_000, ...refusal, signature]),
  ];
}
