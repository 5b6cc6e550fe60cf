/**
 * An entry as the device keeps it: its time, the act's bytes and the signature, one after the other, so that a thousand
 * make one blob. Texts are not in it: they are kept by their hash, to be erased one by one.
 */
import { idOf } from "../../core/hash.ts";
import type { Entry, Id, Instant } from "../../core/kernel/types.ts";
import { instantOf } from "../../core/kernel/time.ts";
import { isMalformed, signedAct } from "../../core/log/act.ts";

/** What the node's feed says of one entry, but its texts. `act` null: withheld from this reader, only the hash is there. */
export type RawEntry = {
  readonly index: number;
  readonly at: Instant;
  readonly act: { readonly bytes: Uint8Array; readonly signature: Uint8Array } | null;
  readonly hash: Uint8Array | null;
};

const TWO_32 = 0x1_0000_0000;
const HEAD_BYTES = 12; // time, then the length of the act; length 0 stands for a withheld entry
const SIGNATURE_BYTES = 64;
const HASH_BYTES = 32;

const sizeOf = ({ act }: RawEntry): number =>
  HEAD_BYTES + (act === null ? HASH_BYTES : SIGNATURE_BYTES + act.bytes.length);

/** The entries one after the other, as they are stored. */
export const packEntries = (entries: readonly RawEntry[]): Uint8Array => {
  const packed = new Uint8Array(entries.reduce((sum, entry) => sum + sizeOf(entry), 0));
  const view = new DataView(packed.buffer);
  let offset = 0;
  for (const entry of entries) {
    view.setUint32(offset, Math.floor(entry.at / TWO_32));
    view.setUint32(offset + 4, entry.at % TWO_32);
    view.setUint32(offset + 8, entry.act?.bytes.length ?? 0);
    packed.set(entry.act?.signature ?? entry.hash ?? new Uint8Array(HASH_BYTES), offset + HEAD_BYTES);
    if (entry.act !== null) packed.set(entry.act.bytes, offset + HEAD_BYTES + SIGNATURE_BYTES);
    offset += sizeOf(entry);
  }
  return packed;
};

/** Back again; the bytes of acts are views of `packed`. */
export const unpackEntries = (packed: Uint8Array, firstIndex: number): readonly RawEntry[] => {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const entries: RawEntry[] = [];
  for (let offset = 0; offset < packed.length;) {
    const at = instantOf(view.getUint32(offset) * TWO_32 + view.getUint32(offset + 4));
    const length = view.getUint32(offset + 8);
    const body = offset + HEAD_BYTES;
    const index = firstIndex + entries.length;
    if (length === 0) {
      entries.push({ index, at, act: null, hash: packed.subarray(body, body + HASH_BYTES) });
      offset = body + HASH_BYTES;
    } else {
      const start = body + SIGNATURE_BYTES;
      const act = { bytes: packed.subarray(start, start + length), signature: packed.subarray(body, start) };
      entries.push({ index, at, act, hash: null });
      offset = start + length;
    }
  }
  return entries;
};

/** What cannot be decoded was never an act that a node could have admitted: the log is corrupt, and reading it stops. */
class CorruptLog extends Error {}

export const entryOf = ({ index, at, act, hash }: RawEntry): Entry => {
  if (act === null) return { index, at, signed: { withheld: withheldId(hash, index) } };
  const signed = signedAct(act.bytes, act.signature);
  if (isMalformed(signed)) throw new CorruptLog(`entry ${index}: ${signed.field} is ${signed.malformed}`);
  return { index, at, signed };
};

const withheldId = (hash: Uint8Array | null, index: number): Id => {
  if (hash === null) throw new CorruptLog(`entry ${index} has neither an act nor a hash`);
  return idOf(hash);
};
