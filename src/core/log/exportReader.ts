/**
 * Reads an export piece by piece (docs/formats/export.md), in Node and in browsers. The surprising rule: what is read before the end
 * is unchecked by the digest, which comes last; whoever acts on entries as they come must wait for the `end` part before believing
 * that the file is whole. Acts and texts are views of the pieces handed in.
 */
import type { Id } from "../kernel/types.ts";
import { concatBytes, HASH_BYTES, idOf, sameBytes, sha256Stream } from "../hash.ts";
import { ACT_BYTES_MAX } from "./actFields.ts";
import { SIGNATURE_BYTES } from "./ed25519.ts";
import { readInstant } from "./entry.ts";
import {
  END_TAG,
  MalformedExport,
  TEXT_TAG,
  type ExportEntry,
  type ExportHeader,
  type ExportRule,
} from "./exportFormat.ts";
import { readHeader } from "./exportHeader.ts";
import { TEXT_BYTES_MAX, TEXT_SALT_BYTES, textHash, wordsOf, type DetachedText } from "./text.ts";

export type ExportText = DetachedText & { readonly hash: Id };
export type ExportPart =
  | { readonly kind: "header"; readonly header: ExportHeader; readonly size: number }
  | { readonly kind: "entries"; readonly entries: readonly ExportEntry[] }
  | { readonly kind: "texts"; readonly texts: readonly ExportText[] }
  | { readonly kind: "end"; readonly digest: Id };

/** A large piece is read in steps of this, so that no part holds a whole log. */
const STEP_BYTES = 1_048_576;

/** The parts of an export, in order: header, entries, texts, end. Throws `MalformedExport`. */
export async function* readExport(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<ExportPart, void, undefined> {
  const reader = new ExportReader();
  for await (const piece of pieces)
    for (let at = 0; at < piece.length; at += STEP_BYTES) yield* reader.push(piece.subarray(at, at + STEP_BYTES));
  reader.end();
}

const ENTRY_HEAD_BYTES = 12;
const TEXT_HEAD_BYTES = 1 + TEXT_SALT_BYTES + 4;

/** For sources of any sort: `push` each piece, then `end`. After it has thrown it is spent. */
export class ExportReader {
  readonly #hasher = sha256Stream();
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;
  /** How many bytes the next item takes, as far as is known: below that there is no use in looking. */
  #needed = 1;
  #bytes: Uint8Array = new Uint8Array(0);
  #view = new DataView(this.#bytes.buffer);
  /** Where the item that is read starts, in `#bytes`; and where `#bytes` start in the file. */
  #at = 0;
  #base = 0;
  #stage: "header" | "entries" | "texts" | "digest" | "done" = "header";
  #size = 0;
  #next = 0;
  #lastText = "";
  #parts: ExportPart[] = [];

  /** The parts that this piece completes. */
  push(piece: Uint8Array): readonly ExportPart[] {
    this.#pending.push(piece);
    this.#pendingBytes += piece.length;
    if (this.#pendingBytes < this.#needed) return [];
    this.#bytes = this.#pending.length === 1 ? piece : concatBytes(...this.#pending);
    this.#view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.length);
    this.#at = 0;
    this.#parts = [];
    this.#read();
    if (this.#stage !== "done") this.#hasher.update(this.#bytes.subarray(0, this.#at));
    this.#base += this.#at;
    this.#pending = this.#at === this.#bytes.length ? [] : [this.#bytes.subarray(this.#at)];
    this.#pendingBytes = this.#bytes.length - this.#at;
    return this.#parts;
  }

  /** To be called when there are no more pieces: throws if the export is not whole. */
  end(): void {
    if (this.#stage !== "done") throw new MalformedExport("truncated", this.#base + this.#pendingBytes, this.#entry());
  }

  #read(): void {
    if (this.#stage === "header") this.#header();
    if (this.#stage === "entries") this.#entries();
    if (this.#stage === "texts") this.#texts();
    if (this.#stage === "digest") this.#digest();
    if (this.#stage === "done" && this.#at < this.#bytes.length) this.#fail("trailing");
  }

  #header(): void {
    const read = readHeader(this.#bytes);
    if (typeof read === "number") {
      this.#needed = read;
      return;
    }
    this.#at = read.length;
    this.#size = read.size;
    this.#stage = "entries";
    this.#parts.push({ kind: "header", header: read.header, size: read.size });
  }

  #entries(): void {
    const entries: ExportEntry[] = [];
    while (this.#next < this.#size) {
      const entry = this.#readEntry();
      if (entry === null) break;
      entries.push(entry);
      this.#next++;
    }
    if (entries.length > 0) this.#parts.push({ kind: "entries", entries });
    if (this.#next === this.#size) this.#stage = "texts";
  }

  #readEntry(): ExportEntry | null {
    if (!this.#has(ENTRY_HEAD_BYTES)) return null;
    const length = this.#view.getUint32(this.#at + 8);
    if (length > ACT_BYTES_MAX) this.#fail("actLength");
    const isWithheld = length === 0;
    if (!this.#has(ENTRY_HEAD_BYTES + (isWithheld ? HASH_BYTES : length + SIGNATURE_BYTES))) return null;
    const at = readInstant(this.#bytes, this.#at) ?? this.#fail("time");
    const from = this.#at + ENTRY_HEAD_BYTES;
    const end = from + length;
    this.#at = end + (isWithheld ? HASH_BYTES : SIGNATURE_BYTES);
    const signed = isWithheld
      ? { withheld: idOf(this.#bytes, from) }
      : { bytes: this.#bytes.subarray(from, end), signature: this.#bytes.subarray(end, this.#at) };
    return { index: this.#next, at, signed };
  }

  #texts(): void {
    const texts: ExportText[] = [];
    while (this.#stage === "texts" && this.#has(1)) {
      const tag = this.#bytes[this.#at];
      if (tag === END_TAG) {
        this.#at++;
        this.#stage = "digest";
      } else {
        if (tag !== TEXT_TAG) this.#fail("textTag");
        const text = this.#readText();
        if (text === null) break;
        texts.push(text);
      }
    }
    if (texts.length > 0) this.#parts.push({ kind: "texts", texts });
  }

  #readText(): ExportText | null {
    if (!this.#has(TEXT_HEAD_BYTES)) return null;
    const length = this.#view.getUint32(this.#at + 1 + TEXT_SALT_BYTES);
    if (length > TEXT_BYTES_MAX) this.#fail("textLength");
    if (!this.#has(TEXT_HEAD_BYTES + length)) return null;
    const from = this.#at + TEXT_HEAD_BYTES;
    const salt = this.#bytes.subarray(this.#at + 1, from - 4);
    const utf8 = this.#bytes.subarray(from, from + length);
    if (wordsOf({ salt, utf8 }) === null) this.#fail("badText");
    const hash = textHash(salt, utf8);
    if (hash <= this.#lastText) this.#fail("textOrder");
    this.#lastText = hash;
    this.#at = from + length;
    return { salt, utf8, hash };
  }

  #digest(): void {
    if (!this.#has(HASH_BYTES)) return;
    this.#hasher.update(this.#bytes.subarray(0, this.#at));
    const digest = this.#bytes.subarray(this.#at, this.#at + HASH_BYTES);
    if (!sameBytes(this.#hasher.digest(), digest)) this.#fail("digest");
    this.#base += this.#at + HASH_BYTES;
    this.#bytes = this.#bytes.subarray(this.#at + HASH_BYTES);
    this.#at = 0;
    this.#stage = "done";
    this.#parts.push({ kind: "end", digest: idOf(digest) });
  }

  /** Whether so many bytes of the item are here; else they are waited for. */
  #has(length: number): boolean {
    this.#needed = length;
    return this.#bytes.length - this.#at >= length;
  }

  #entry(): number | null {
    return this.#stage === "entries" ? this.#next : null;
  }

  #fail(rule: ExportRule): never {
    throw new MalformedExport(rule, this.#base + this.#at, this.#entry());
  }
}
