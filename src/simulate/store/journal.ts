/**
 * A journal and a file of texts on a simulated disk, written so that a power cut at any point leaves every change whole or absent.
 * The surprising rule: it believes the disk, not its memory, so another process may write between any two of its calls.
 */
import { concatBytes } from "../../core/hash.ts";
import type { Id } from "../../core/kernel/types.ts";
import {
  AmbiguousCommitError,
  StaleWriterError,
  StoreFailedError,
  type StoredText,
} from "../../node/ports/logStore.ts";
import type { DiskHandle } from "../disk/disk.ts";
import type { Frames } from "./frames.ts";
import { LogImage, type LogChange, type Place } from "./logImage.ts";

const JOURNAL = "journal";
const TEXTS = "texts";

type Framing = (changes: readonly LogChange[]) => readonly (readonly LogChange[])[];

export class Journal {
  readonly #disk: DiskHandle;
  readonly #frames: Frames<readonly LogChange[]>;
  readonly #framed: Framing;
  #image = new LogImage();
  /** How much of the journal the image stands for. */
  #read = 0;

  constructor(disk: DiskHandle, frames: Frames<readonly LogChange[]>, framed: Framing) {
    this.#disk = disk;
    this.#frames = frames;
    this.#framed = framed;
  }

  ask<T>(question: (image: LogImage) => T): Promise<T> {
    return new Promise((resolve) => {
      this.#catchUp();
      resolve(question(this.#image));
    });
  }

  textBytes({ offset, length }: Place): Uint8Array {
    return this.#disk.read(TEXTS).slice(offset, offset + length);
  }

  write(
    doing: string,
    decide: (image: LogImage) => readonly LogChange[],
    texts: readonly StoredText[] = [],
  ): Promise<void> {
    return this.#locked(doing, async () => {
      const changes = decide(this.#image);
      // Texts first, so that no journal ever names one that is not there.
      await this.#commit([...(await this.#keepTexts(texts)), ...changes]);
    });
  }

  eraseTraces(): Promise<void> {
    return this.#locked("overwriting erased texts", async () => {
      const { traces } = this.#image;
      if (traces.length === 0) return;
      for (const { offset, length } of traces) await this.#disk.write(TEXTS, offset, new Uint8Array(length));
      await this.#disk.sync(TEXTS);
      await this.#commit([{ kind: "tracesGone" }]);
    });
  }

  async copy(file: string): Promise<void> {
    for (const name of [TEXTS, JOURNAL]) {
      await this.#disk.write(`${file}.${name}`, 0, this.#disk.read(name).slice());
      await this.#disk.sync(`${file}.${name}`);
    }
  }

  /** Reads what others committed since; after a failure or in a shorter journal, everything again. */
  #catchUp(): void {
    const file = this.#disk.read(JOURNAL);
    const committed = this.#disk.shared.get(JOURNAL) ?? file.length;
    if (committed < this.#read) this.#forget();
    const journal = file.subarray(0, committed);
    for (let frame = this.#frames.read(journal, this.#read); frame !== null;) {
      for (const change of frame.value) this.#image.apply(change);
      this.#read = frame.next;
      frame = this.#frames.read(journal, this.#read);
    }
    this.#disk.shared.set(JOURNAL, this.#read);
  }

  #forget(): void {
    this.#image = new LogImage();
    this.#read = 0;
  }

  async #locked(doing: string, work: () => Promise<void>): Promise<void> {
    try {
      await this.#disk.lock();
    } catch (error) {
      throw new StoreFailedError(doing, error);
    }
    try {
      await this.#mend();
      await work();
    } catch (error) {
      if (error instanceof StaleWriterError || error instanceof AmbiguousCommitError) throw error;
      await this.#mend();
      throw new StoreFailedError(doing, error);
    } finally {
      this.#disk.unlock();
    }
  }

  /** Cuts off what an append that failed or a process that died has left beyond the last whole frame. */
  async #mend(): Promise<void> {
    this.#catchUp();
    if (this.#disk.size(JOURNAL) > this.#read) await this.#disk.truncate(JOURNAL, this.#read);
    if (this.#disk.size(TEXTS) > this.#image.textsEnd) await this.#disk.truncate(TEXTS, this.#image.textsEnd);
  }

  /** One that is known is not kept twice, and one that was erased stays so. */
  async #keepTexts(texts: readonly StoredText[]): Promise<readonly LogChange[]> {
    const placed = new Map<Id, LogChange>();
    const parts: Uint8Array[] = [];
    const start = this.#image.textsEnd;
    let offset = start;
    for (const { hash, salt, utf8 } of texts) {
      if (this.#image.texts.has(hash) || placed.has(hash)) continue;
      const length = salt.length + utf8.length;
      placed.set(hash, { kind: "text", hash, place: { offset, length } });
      parts.push(salt, utf8);
      offset += length;
    }
    if (placed.size === 0) return [];
    await this.#disk.write(TEXTS, start, concatBytes(...parts));
    await this.#disk.sync(TEXTS);
    return [...placed.values()];
  }

  async #commit(changes: readonly LogChange[]): Promise<void> {
    for (const frame of this.#framed(changes)) {
      const bytes = this.#frames.write(frame);
      await this.#disk.write(JOURNAL, this.#read, bytes);
      try {
        await this.#disk.sync(JOURNAL);
      } catch (error) {
        this.#disk.shared.delete(JOURNAL);
        this.#forget();
        throw new AmbiguousCommitError(error);
      }
      this.#disk.shared.set(JOURNAL, this.#read + bytes.length);
      this.#catchUp();
    }
  }
}
