/**
 * The `LogStore` of the simulator, over a simulated disk. It is a real store in small: whatever the disk loses or tears at a power
 * cut, an append is there whole or not at all, and once answered it is there. How it writes is in `journal.ts`; here is what.
 */
import type { Id } from "../../core/kernel/types.ts";
import { StaleWriterError, type Append, type LogStore, type Pending } from "../../node/ports/logStore.ts";
import type { StoredEntry, StoredText, TextFacts } from "../../node/ports/logStore.ts";
import type { DiskHandle } from "../disk/disk.ts";
import { Frames } from "./frames.ts";
import { Journal } from "./journal.ts";
import { changeValue, tileName, type LogChange, type LogImage } from "./logImage.ts";
import { SimulatedPages, snapshotValue, type SnapshotFrame } from "./simulatedPages.ts";

/** What is written on one disk, over all the processes that ever wrote there. */
export class Writings {
  readonly journal = new Frames<readonly LogChange[]>((changes) => changes.map(changeValue));
  readonly snapshots = new Frames<SnapshotFrame>(snapshotValue);
}

const TEXT_SALT_BYTES = 32;

export class SimulatedLogStore implements LogStore {
  readonly origin: Id;
  readonly pages: SimulatedPages;
  readonly #journal: Journal;

  constructor(origin: Id, disk: DiskHandle, writings: Writings) {
    this.origin = origin;
    this.pages = new SimulatedPages(disk, writings.snapshots);
    this.#journal = new Journal(disk, writings.journal, (changes) => this.framed(changes));
  }

  // ---- reading

  head: LogStore["head"] = () => this.#journal.ask(({ head, epoch }) => (head === null ? null : { ...head, epoch }));
  entries: LogStore["entries"] = (from, limit) => this.#journal.ask(({ entries }) => entries.slice(from, from + limit));
  find: LogStore["find"] = (ids) =>
    this.#journal.ask((image) => new Map(ids.flatMap((id) => listed(id, entryNamed(image, id)))));
  texts: LogStore["texts"] = (hashes) =>
    this.#journal.ask((image) => new Map(hashes.flatMap((hash) => listed(hash, this.#textNamed(image, hash)))));
  textFacts: LogStore["textFacts"] = (hashes) =>
    this.#journal.ask((image) => new Map(hashes.flatMap((hash) => listed(hash, factsOf(image, hash)))));
  erasedTexts: LogStore["erasedTexts"] = () =>
    this.#journal.ask(({ texts }) => [...texts].flatMap(([hash, { place }]) => (place === null ? [hash] : [])));
  namedTexts: LogStore["namedTexts"] = (which) => this.#journal.ask((image) => namedIn(image, which));
  tile: LogStore["tile"] = (level, index) =>
    this.#journal.ask(({ tiles }) => tiles.get(tileName({ level, index })) ?? null);
  pending: LogStore["pending"] = () => this.#journal.ask(({ pending }) => [...pending.values()]);
  signedRefusal: LogStore["signedRefusal"] = (id) =>
    this.#journal.ask(({ refusals }) => refusals.get(id)?.note ?? null);
  isRestored: LogStore["isRestored"] = () => this.#journal.ask(({ isRestored }) => isRestored);
  snapshot: LogStore["snapshot"] = () => Promise.resolve(this.pages.snapshot());
  backup: LogStore["backup"] = (file) => this.#journal.copy(file);
  close: LogStore["close"] = () => Promise.resolve();

  #textNamed(image: LogImage, hash: Id): StoredText | undefined {
    const place = image.texts.get(hash)?.place ?? null;
    if (place === null) return undefined;
    const salted = this.#journal.textBytes(place);
    return { hash, salt: salted.slice(0, TEXT_SALT_BYTES), utf8: salted.slice(TEXT_SALT_BYTES) };
  }

  // ---- writing

  async takeOver(): Promise<number> {
    await this.#journal.write("taking the log over", ({ epoch }) => [{ kind: "epoch", epoch: epoch + 1 }]);
    return this.#journal.ask(({ epoch }) => epoch);
  }
  /** As an operator's restore leaves it. */
  markRestored(): Promise<void> {
    return this.#journal.write("marking a restored log", () => [{ kind: "restored" }]);
  }

  append(append: Append): Promise<void> {
    return this.#journal.write("storing entries", (image) => this.#appended(image, append), append.texts);
  }
  #appended(image: LogImage, append: Append): readonly LogChange[] {
    const { expectedSize } = append;
    this.fence(image, append.epoch, expectedSize);
    const twice = append.tiles.find((tile) => image.tiles.has(tileName(tile)));
    if (twice !== undefined) throw new Error(`tile ${tileName(twice)} is there already`);
    return [
      ...append.entries.map(({ id, at, bytes, signature }, offset): LogChange => {
        return { kind: "entry", id, entry: { index: expectedSize + offset, at, bytes, signature } };
      }),
      ...append.tiles.map((tile): LogChange => ({ kind: "tile", tile })),
      ...append.named.map((naming): LogChange => ({ kind: "named", naming })),
      ...append.erase.map((hash): LogChange => ({ kind: "erased", hash })),
      ...append.settled.map((id): LogChange => ({ kind: "settled", id })),
      { kind: "head", head: append.head },
    ];
  }

  keepPending(epoch: number, pending: readonly Pending[], texts: readonly StoredText[]): Promise<void> {
    const decide = (image: LogImage): readonly LogChange[] => {
      this.fence(image, epoch, null);
      return pending.map((each) => ({ kind: "pending", pending: each }));
    };
    return this.#journal.write("keeping promised acts", decide, texts);
  }
  refusePending: LogStore["refusePending"] = (epoch, refusals, texts, now) =>
    this.#journal.write("keeping refusals", (image) => {
      this.fence(image, epoch, null);
      return [
        { kind: "outdated", at: now },
        ...refusals.map((refusal): LogChange => ({ kind: "refusal", refusal })),
        ...texts.map((hash): LogChange => ({ kind: "forgotten", hash })),
      ];
    });

  async eraseTraces(): Promise<boolean> {
    await this.#journal.eraseTraces();
    return true;
  }
  writeSnapshot: LogStore["writeSnapshot"] = (snapshot, pages) => this.pages.write(snapshot, pages);
  sweepPages: LogStore["sweepPages"] = () => Promise.resolve(this.pages.sweep());
  dropSnapshots: LogStore["dropSnapshots"] = () => this.pages.drop();

  /** Refuses a writer that another has followed, or that is wrong about the size (null: it makes no claim). */
  protected fence(image: LogImage, epoch: number, expectedSize: number | null): void {
    if (image.epoch !== epoch) throw new StaleWriterError(`epoch ${image.epoch}, not ${epoch}`);
    const size = image.head?.size ?? 0;
    if (expectedSize !== null && size !== expectedSize)
      throw new StaleWriterError(`${size} entries, not ${expectedSize}`);
  }
  /** What is stored together, frame by frame: all of it in one. */
  protected framed(changes: readonly LogChange[]): readonly (readonly LogChange[])[] {
    return [changes];
  }
}

const listed = <K, V>(key: K, value: V | undefined): readonly (readonly [K, V])[] =>
  value === undefined ? [] : [[key, value]];

const entryNamed = ({ ids, entries }: LogImage, id: Id): StoredEntry | undefined => {
  const index = ids.get(id);
  return index === undefined ? undefined : entries[index];
};

const factsOf = ({ texts }: LogImage, hash: Id): TextFacts | undefined => {
  const row = texts.get(hash);
  return row === undefined ? undefined : { isErased: row.place === null, entry: row.entry, isPublic: row.isPublic };
};

const namedIn = ({ texts }: LogImage, which: "all" | "public"): readonly Id[] =>
  [...texts]
    .filter(([, { place, entry, isPublic }]) => place !== null && entry !== null && (isPublic || which === "all"))
    .map(([hash]) => hash)
    .sort();
