/**
 * Writes an export piece by piece (docs/formats/export.md). The surprising rule: it never holds more than one piece, however long the
 * log; and it throws when handed what would not read back (a missing entry, texts out of order), since that is a bug of the caller.
 */
import { bytesOf, concatBytes, sha256Stream } from "../hash.ts";
import { ACT_BYTES_MAX } from "./actFields.ts";
import { SIGNATURE_BYTES } from "./ed25519.ts";
import { writeInstant } from "./entry.ts";
import { END_TAG, TEXT_TAG, type ExportEntry, type ExportHeader } from "./exportFormat.ts";
import { encodeHeader } from "./exportHeader.ts";
import { TEXT_BYTES_MAX, textHash, wordsOf, type DetachedText } from "./text.ts";

/** A piece is at least this long, but for the last: few enough for any pipe, long enough to cost nothing each. */
const PIECE_BYTES = 65_536;

/** The pieces of an export, from entries and texts that come one after the other. Texts come by their hashes, ascending. */
export function* writeExport(
  header: ExportHeader,
  entries: Iterable<ExportEntry>,
  texts: Iterable<DetachedText>,
): Generator<Uint8Array, void, undefined> {
  const writer = new ExportWriter(header);
  for (const entry of entries) {
    writer.entry(entry);
    yield* writer.pieces();
  }
  for (const text of texts) {
    writer.text(text);
    yield* writer.pieces();
  }
  yield writer.end();
}

/** For sources that are not at hand at once: after each `entry` and `text`, pass on `pieces()`; last, `end()`. */
export class ExportWriter {
  readonly #size: number;
  readonly #hasher = sha256Stream();
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #entries = 0;
  #lastText = "";

  constructor(header: ExportHeader) {
    const { bytes, size } = encodeHeader(header);
    this.#size = size;
    this.#put(bytes);
  }

  /** The next entry. Throws if it is not the next, or more than the checkpoint covers. */
  entry({ index, at, signed }: ExportEntry): void {
    if (index !== this.#entries || index >= this.#size)
      throw new Error(`Entry ${index} is not the next of ${this.#size}.`);
    this.#entries++;
    const head = new Uint8Array(12);
    writeInstant(at, head, 0);
    if ("withheld" in signed) {
      this.#put(concatBytes(head, bytesOf(signed.withheld)));
      return;
    }
    const { bytes, signature } = signed;
    if (bytes.length < 1 || bytes.length > ACT_BYTES_MAX || signature.length !== SIGNATURE_BYTES)
      throw new Error(`Entry ${index} holds no signed act.`);
    new DataView(head.buffer).setUint32(8, bytes.length);
    this.#put(concatBytes(head, bytes, signature));
  }

  /** The next text. Throws if entries are missing, or its hash does not come after the last one's. */
  text(text: DetachedText): void {
    this.#requireAllEntries();
    const hash = textHash(text.salt, text.utf8);
    if (hash <= this.#lastText) throw new Error("Texts come by their hashes, ascending, each once.");
    if (wordsOf(text) === null) throw new Error(`A text is at most ${TEXT_BYTES_MAX} bytes of UTF-8.`);
    this.#lastText = hash;
    this.#put(concatBytes(Uint8Array.of(TEXT_TAG), text.salt, uint32Bytes(text.utf8.length), text.utf8));
  }

  /** What is ready to be passed on: nothing, or one piece. */
  pieces(): readonly Uint8Array[] {
    return this.#waitingBytes >= PIECE_BYTES ? [this.#taken()] : [];
  }

  /** The last piece, with the digest. */
  end(): Uint8Array {
    this.#requireAllEntries();
    this.#put(Uint8Array.of(END_TAG));
    const rest = this.#taken();
    return concatBytes(rest, this.#hasher.digest());
  }

  #requireAllEntries(): void {
    if (this.#entries !== this.#size) throw new Error(`${this.#entries} of ${this.#size} entries are here.`);
  }

  #put(bytes: Uint8Array): void {
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
  }

  #taken(): Uint8Array {
    const piece = concatBytes(...this.#waiting);
    this.#hasher.update(piece);
    this.#waiting = [];
    this.#waitingBytes = 0;
    return piece;
  }
}

function uint32Bytes(number: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, number);
  return bytes;
}
