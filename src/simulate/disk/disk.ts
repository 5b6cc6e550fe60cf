/**
 * A disk with the crash model that `kill -9` cannot show: what is written is first only in memory (`visible`), and durable once it
 * is synced. At a power cut every sector written since may be there or not, whatever the order (torn writes). The surprising
 * rule: a sync that fails either did its work or has thrown the writes away, and says neither.
 */
import type { Dice } from "../dice.ts";
import type { Timeline } from "../timeline.ts";
import { FileImage, type Change } from "./fileImage.ts";
import type { Power } from "./power.ts";

const EVEN = 500;
const WRITE_MS = 1;
const SYNC_MS = 4;
const BUSY_MS = 5000; // as long as the real store waits for another's lock

type File = { readonly durable: FileImage; readonly visible: FileImage; changes: Change[] };
type Waiting = { readonly power: Power; readonly grant: () => void };

class DiskFullError extends Error {}
class SyncFailedError extends Error {}
class DiskBusyError extends Error {}

/** What goes wrong next; each is used up when it happens. */
export type DiskTrouble = {
  /** The power goes before or after that many more writes and syncs. */
  cutAfter: { operations: number; when: "before" | "after" } | null;
  /** The next sync fails. */
  failSync: boolean;
  /** So many bytes fit; null: no end. */
  capacity: number | null;
};

export class Disk {
  readonly trouble: DiskTrouble = { cutAfter: null, failSync: false, capacity: null };
  /** Memory that processes on this machine share about a file; gone at a power cut. */
  readonly shared = new Map<string, number>();
  /** Writes and syncs so far. */
  operations = 0;
  /** Writes of which a power cut kept some sectors and lost others. */
  tornWrites = 0;
  readonly #timeline: Timeline;
  readonly #dice: Dice;
  readonly #files = new Map<string, File>();
  readonly #powers = new Set<Power>();
  #holder: Power | null = null;
  #waiting: Waiting[] = [];

  constructor(timeline: Timeline, dice: Dice) {
    this.#timeline = timeline;
    this.#dice = dice;
  }

  /** The disk as one process has it. */
  handle(power: Power): DiskHandle {
    this.#powers.add(power);
    power.whenCut(() => this.#unlock(power));
    return {
      size: (file) => this.#file(file).visible.size,
      read: (file) => this.#file(file).visible.bytes(),
      write: (file, offset, bytes) => this.#operate(power, WRITE_MS, () => this.#write(file, offset, bytes)),
      truncate: (file, size) => this.#operate(power, WRITE_MS, () => this.#change(file, { kind: "truncate", size })),
      sync: (file) => this.#operate(power, SYNC_MS, () => this.#sync(file)),
      lock: () => this.#lock(power),
      unlock: () => this.#unlock(power),
      shared: this.shared,
    };
  }

  /** Every process dies, and of what was not synced each sector is there or not. */
  cutPower(): void {
    for (const power of this.#powers) power.cut();
    this.#powers.clear();
    this.shared.clear();
    for (const file of this.#files.values()) {
      for (const change of file.changes) this.#tear(file, change);
      file.visible.become(file.durable);
      file.changes = [];
    }
  }

  #tear({ durable }: File, change: Change): void {
    const kept = new Set<boolean>();
    durable.apply(change, () => {
      const isKept = this.#dice.perMille(EVEN);
      kept.add(isKept);
      return isKept;
    });
    if (kept.size > 1) this.tornWrites += 1;
  }

  /** What would be there after a power cut that loses all it can: a copy to go back to, as an operator's old backup. */
  image(): ReadonlyMap<string, Uint8Array> {
    return new Map([...this.#files].map(([name, { durable }]) => [name, durable.bytes().slice()]));
  }
  restore(image: ReadonlyMap<string, Uint8Array>): void {
    this.cutPower();
    this.#files.clear();
    for (const [name, bytes] of image)
      this.#files.set(name, { durable: new FileImage(bytes), visible: new FileImage(bytes), changes: [] });
  }

  get used(): number {
    return [...this.#files.values()].reduce((sum, { visible }) => sum + visible.size, 0);
  }

  #file(name: string): File {
    let file = this.#files.get(name);
    if (file === undefined) {
      file = { durable: new FileImage(), visible: new FileImage(), changes: [] };
      this.#files.set(name, file);
    }
    return file;
  }

  #operate(power: Power, afterMs: number, work: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const perform = (): void => {
        try {
          if (this.#isDoneBy(work)) resolve();
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      this.#timeline.after(afterMs, () => power.run(perform));
    });
  }

  /** False where the power went with it. */
  #isDoneBy(work: () => void): boolean {
    this.operations += 1;
    if (this.#cuts("before")) return false;
    work();
    return !this.#cuts("after");
  }

  #cuts(when: "before" | "after"): boolean {
    const cut = this.trouble.cutAfter;
    if (cut?.when !== when) return false;
    cut.operations -= 1;
    if (cut.operations > 0) return false;
    this.trouble.cutAfter = null;
    this.cutPower();
    return true;
  }

  #write(name: string, offset: number, bytes: Uint8Array): void {
    const { capacity } = this.trouble;
    const grown = Math.max(0, offset + bytes.length - this.#file(name).visible.size);
    if (capacity !== null && grown > 0 && this.used + grown > capacity) {
      const fits = bytes.subarray(0, this.#dice.below(bytes.length));
      this.#change(name, { kind: "write", offset, bytes: fits });
      throw new DiskFullError("no space left on the disk");
    }
    this.#change(name, { kind: "write", offset, bytes });
  }

  #change(name: string, change: Change): void {
    const file = this.#file(name);
    file.visible.apply(change);
    file.changes.push(change);
  }

  #sync(name: string): void {
    const file = this.#file(name);
    const fails = this.trouble.failSync && file.changes.length > 0;
    if (fails) this.trouble.failSync = false;
    const isDone = !fails || this.#dice.perMille(EVEN);
    if (isDone) for (const change of file.changes) file.durable.apply(change);
    else file.visible.become(file.durable);
    file.changes = [];
    if (fails) throw new SyncFailedError("the disk failed to sync");
  }

  #lock(power: Power): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { power, grant: () => power.run(resolve) };
      this.#waiting.push(waiting);
      this.#grantNext();
      if (this.#holder === power && !this.#waiting.includes(waiting)) return;
      this.#timeline.after(BUSY_MS, () => {
        if (!this.#waiting.includes(waiting)) return;
        this.#waiting = this.#waiting.filter((other) => other !== waiting);
        power.run(() => reject(new DiskBusyError("another process holds the lock")));
      });
    });
  }

  #unlock(power: Power): void {
    this.#waiting = this.#waiting.filter((waiting) => waiting.power.isOn);
    if (this.#holder !== power) return;
    this.#holder = null;
    this.#grantNext();
  }

  #grantNext(): void {
    const next = this.#holder === null ? this.#waiting.shift() : undefined;
    if (next === undefined) return;
    this.#holder = next.power;
    next.grant();
  }
}

export type DiskHandle = {
  size(file: string): number;
  read(file: string): Uint8Array;
  write(file: string, offset: number, bytes: Uint8Array): Promise<void>;
  truncate(file: string, size: number): Promise<void>;
  sync(file: string): Promise<void>;
  /** One lock for the disk's log; given back by itself when its holder dies. */
  lock(): Promise<void>;
  unlock(): void;
  readonly shared: Map<string, number>;
};
