/** Vectors for exports: one whole file of each audience, and the ways in which a file can be wrong, with rule, byte and entry. */
import { bytesOf, concatBytes, hexOf, idOf, sha256 } from "../../src/core/hash.ts";
import { instantOf } from "../../src/core/kernel/time.ts";
import { actSigningBytes, encodeAct } from "../../src/core/log/act.ts";
import { signCheckpoint } from "../../src/core/log/checkpoint.ts";
import { hashOfSigned, leafOf } from "../../src/core/log/entry.ts";
import type { ExportEntry, ExportHeader } from "../../src/core/log/exportFormat.ts";
import { writeExport } from "../../src/core/log/exportWriter.ts";
import { leafHash } from "../../src/core/log/merkle.ts";
import { formatVerifierKey } from "../../src/core/log/note.ts";
import { textHash, type DetachedText } from "../../src/core/log/text.ts";
import { Tree } from "../../src/core/log/tree.ts";
import { utf8Of } from "../../src/core/log/utf8.ts";
import { founding, origin } from "./acts.ts";
import { ana, ben, named, node, noon, type Json, type Vectors } from "./cast.ts";
import { nodeKey } from "./notes.ts";

async function entriesFor(audience: "public" | "members"): Promise<readonly ExportEntry[]> {
  const first = encodeAct(founding);
  const second = encodeAct({
    ...founding,
    origin,
    author: { kind: "device", key: ben.publicKey },
    audience: "members",
    command: { kind: "member.join", body: [bytesOf(named("a name"))] },
  });
  const signedFirst = { bytes: first, signature: await ana.sign(actSigningBytes(first)) };
  const signedSecond = { bytes: second, signature: await ben.sign(actSigningBytes(second)) };
  return [
    { index: 0, at: noon, signed: signedFirst },
    {
      index: 1,
      at: instantOf(noon + 1),
      signed: audience === "members" ? signedSecond : { withheld: hashOfSigned(signedSecond) },
    },
  ];
}

const texts: readonly DetachedText[] = ["The commons", "Ana", ""]
  .map((words) => ({ salt: bytesOf(named(words)), utf8: utf8Of(words) }))
  .sort((a, b) => (textHash(a.salt, a.utf8) < textHash(b.salt, b.utf8) ? -1 : 1));

async function headerFor(audience: "public" | "members", entries: readonly ExportEntry[]): Promise<ExportHeader> {
  const tree = new Tree();
  for (const entry of entries) tree.append(leafHash(leafOf(entry)));
  const checkpoint = await signCheckpoint({ origin, size: entries.length, root: idOf(tree.root()) }, node);
  return { audience, origin, vkey: formatVerifierKey(nodeKey), checkpoint };
}

async function whole(audience: "public" | "members"): Promise<{ readonly json: Json; readonly bytes: Uint8Array }> {
  const entries = await entriesFor(audience);
  const header = await headerFor(audience, entries);
  const kept = audience === "public" ? texts.slice(0, 1) : texts;
  const bytes = concatBytes(...writeExport(header, entries, kept));
  const entriesJson = entries.map(({ index, at, signed }): Json =>
    "withheld" in signed
      ? { index, at, ...signed }
      : { index, at, act: hexOf(signed.bytes), signature: hexOf(signed.signature) },
  );
  const textsJson = kept.map(({ salt, utf8 }) => ({
    salt: hexOf(salt),
    utf8: hexOf(utf8),
    hash: textHash(salt, utf8),
  }));
  return {
    bytes,
    json: { name: `for ${audience}`, ...header, entries: entriesJson, texts: textsJson, hex: hexOf(bytes) },
  };
}

type Spoil = readonly [name: string, bytes: Uint8Array, rule: string, offset: number, entry: number | null];

function withByte(bytes: Uint8Array, at: number, byte: number): Uint8Array {
  return bytes.map((old, i) => (i === at ? byte : old));
}

/** The ways to spoil the export for everybody; a changed byte spoils the digest, but an earlier fault is told first. */
function spoilt(bytes: Uint8Array): readonly Spoil[] {
  const vkeyAt = 19 + 1 + 32;
  const noteAt = vkeyAt + 2 + ((bytes[vkeyAt] ?? 0) << 8) + (bytes[vkeyAt + 1] ?? 0);
  const entriesAt = noteAt + 2 + ((bytes[noteAt] ?? 0) << 8) + (bytes[noteAt + 1] ?? 0);
  const secondAt = bytes.length - 32 - 1 - textBytes(1) - 12 - 32;
  const textsAt = secondAt + 12 + 32;
  const end = bytes.length;
  const twice = concatBytes(bytes.subarray(0, end - 33), bytes.subarray(textsAt, end - 33), Uint8Array.of(0));
  return [
    ["nothing", bytes.subarray(0, 0), "truncated", 0, null],
    ["another version", withByte(bytes, 17, 0x32), "notAnExport", 17, null],
    ["audience 2", withByte(bytes, 19, 2), "audience", 19, null],
    ["another origin", withByte(bytes, 20, (bytes[20] ?? 0) ^ 1), "verifierKey", vkeyAt, null],
    ["a key that is none", withByte(bytes, vkeyAt + 3, 0x2b), "verifierKey", vkeyAt, null],
    ["a checkpoint that is none", withByte(bytes, entriesAt - 1, 0x20), "checkpoint", noteAt, null],
    ["a time after the year 9999", withByte(bytes, secondAt, 1), "time", secondAt, 1],
    ["an act of more than 64 KiB", withByte(bytes, entriesAt + 8, 1), "actLength", entriesAt, 0],
    [
      "a byte of an act changed",
      withByte(bytes, entriesAt + 40, (bytes[entriesAt + 40] ?? 0) ^ 1),
      "digest",
      end - 32,
      null,
    ],
    ["no tag where a text may be", withByte(bytes, textsAt, 2), "textTag", textsAt, null],
    ["a text of 16 MiB", withByte(bytes, textsAt + 33, 1), "textLength", textsAt, null],
    ["a text twice", concatBytes(twice, sha256(twice)), "textOrder", end - 33, null],
    ["a byte of the digest changed", withByte(bytes, end - 1, (bytes[end - 1] ?? 0) ^ 1), "digest", end - 32, null],
    ["the last byte missing", bytes.subarray(0, end - 1), "truncated", end - 1, null],
    ["cut in an entry", bytes.subarray(0, secondAt + 20), "truncated", secondAt + 20, 1],
    ["a byte too many", concatBytes(bytes, Uint8Array.of(0)), "trailing", end, null],
  ];
}

function textBytes(count: number): number {
  return texts.slice(0, count).reduce((sum, { utf8 }) => sum + 1 + 32 + 4 + utf8.length, 0);
}

export async function exportVectors(): Promise<Vectors> {
  const forAll = await whole("public");
  const forMembers = await whole("members");
  return {
    description:
      "Whole exports, and what is in them; reading and writing again gives the same bytes. Invalid ones are refused: `rule`, `offset` and `entry` say where.",
    valid: [forAll.json, forMembers.json],
    invalid: spoilt(forAll.bytes).map(([name, bytes, rule, offset, entry]) => ({
      name,
      hex: hexOf(bytes),
      rule,
      offset,
      entry,
    })),
  };
}
