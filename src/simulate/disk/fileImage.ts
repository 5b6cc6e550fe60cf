/**
 * What a file holds, as memory or as platter has it: bytes that grow in place. A change may be applied in part, sector by sector,
 * which is what a power cut leaves of a write. What was never written reads as zeros.
 */
const SECTOR = 512;
const FIRST_CAPACITY = 4096;

export type Change =
  | { readonly kind: "write"; readonly offset: number; readonly bytes: Uint8Array }
  | { readonly kind: "truncate"; readonly size: number };

const always = (): boolean => true;

export class FileImage {
  #room: Uint8Array;
  #size: number;

  constructor(bytes: Uint8Array = new Uint8Array(0)) {
    this.#room = bytes.slice();
    this.#size = bytes.length;
  }

  get size(): number {
    return this.#size;
  }

  /** A view of what is there now: copy what must last. */
  bytes(): Uint8Array {
    return this.#room.subarray(0, this.#size);
  }

  become(other: FileImage): void {
    this.#room = other.bytes().slice();
    this.#size = other.size;
  }

  /** Those sectors of the change that `keeps` says, asked once for each. */
  apply(change: Change, keeps: () => boolean = always): void {
    if (change.kind === "write") this.#write(change.offset, change.bytes, keeps);
    else if (keeps()) this.#resize(change.size);
  }

  #write(offset: number, bytes: Uint8Array, keeps: () => boolean): void {
    for (let from = 0; from < bytes.length;) {
      const until = Math.min(bytes.length, from + SECTOR - ((offset + from) % SECTOR));
      if (keeps()) {
        if (offset + until > this.#size) this.#resize(offset + until);
        this.#room.set(bytes.subarray(from, until), offset + from);
      }
      from = until;
    }
  }

  #resize(size: number): void {
    if (size < this.#size) this.#room.fill(0, size, this.#size);
    if (size > this.#room.length) {
      const wider = new Uint8Array(Math.max(size, 2 * this.#room.length, FIRST_CAPACITY));
      wider.set(this.#room);
      this.#room = wider;
    }
    this.#size = size;
  }
}
