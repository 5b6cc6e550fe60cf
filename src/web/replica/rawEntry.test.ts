/** Entries come back from a blob exactly as they went in, acts and withheld ones alike. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { instantOf } from "../../core/kernel/time.ts";
import { packEntries, unpackEntries, type RawEntry } from "./rawEntry.ts";

const LAST_INSTANT = 253_402_300_799_999;
const bytes = (length: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength: length, maxLength: length });
const entryAt = (index: number): fc.Arbitrary<RawEntry> => {
  const at = fc.nat({ max: LAST_INSTANT }).map(instantOf);
  const act = fc.record({ bytes: fc.uint8Array({ minLength: 1, maxLength: 400 }), signature: bytes(64) });
  return fc.oneof(
    fc.record({ at, act }).map((entry) => ({ ...entry, index, hash: null })),
    fc.record({ at, hash: bytes(32) }).map((entry) => ({ ...entry, index, act: null })),
  );
};
const plain = ({ index, at, act, hash }: RawEntry) => [
  index,
  at,
  act === null ? null : [Array.from(act.bytes), Array.from(act.signature)],
  hash === null ? null : Array.from(hash),
];

it("a blob gives back the entries it was made of, in their places", () => {
  const block = fc
    .tuple(fc.nat(10_000), fc.nat(12))
    .chain(([first, count]) =>
      fc.tuple(fc.constant(first), fc.tuple(...Array.from({ length: count }, (_, place) => entryAt(first + place)))),
    );
  fc.assert(
    fc.property(block, ([first, entries]) => {
      expect(unpackEntries(packEntries(entries), first).map(plain)).toEqual(entries.map(plain));
    }),
  );
});
