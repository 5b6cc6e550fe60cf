/**
 * What fuzzing begins with: everything in the published vectors, valid and not, and the log of the demo community, which
 * holds real acts of most kinds, with their texts.
 */
import { readFileSync } from "node:fs";
import { bytesOf, concatBytes } from "../../src/core/hash.ts";
import { utf8Of } from "../../src/core/log/utf8.ts";
import { instantOf } from "../../src/core/kernel/time.ts";
import type { SignedAct } from "../../src/core/kernel/types.ts";
import { writeDemo } from "../../src/simulate/demo/writeDemo.ts";

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** Every string in the file, wherever it stands. */
function* stringsIn(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (isList(value)) for (const item of value) yield* stringsIn(item);
  else if (typeof value === "object" && value !== null) yield* stringsIn(Object.values(value));
}

const HEX = /^(?:[0-9a-f]{2})+$/;
const stringsOf = (file: string): readonly string[] => {
  const read: unknown = JSON.parse(readFileSync(new URL(`../../vectors/${file}.json`, import.meta.url), "utf8"));
  return [...stringsIn(read)];
};

/** The hexadecimal strings of a file of vectors, as bytes. */
export const bytesIn = (file: string): readonly Uint8Array[] =>
  stringsOf(file)
    .filter((text) => HEX.test(text))
    .map(bytesOf);

/** The strings of a file of vectors, as UTF-8. */
export const textsIn = (file: string): readonly Uint8Array[] => stringsOf(file).map(utf8Of);

export const demo = writeDemo({ seed: "fuzzing", until: instantOf(Date.UTC(2026, 5, 17, 15, 30)) });

export const demoActs: readonly SignedAct[] = demo.entries.flatMap(({ signed }) => ("act" in signed ? [signed] : []));

/** One act of each kind: the first. */
export const actOfEachKind: readonly SignedAct[] = [
  ...new Map(demoActs.toReversed().map((signed) => [signed.act.command.kind, signed])).values(),
];

/** The last bytes put in place of the digest of all before. */
export const withDigest = (bytes: Uint8Array, digest: (of: Uint8Array) => Uint8Array, length: number): Uint8Array => {
  const body = bytes.subarray(0, Math.max(0, bytes.length - length));
  return concatBytes(body, digest(body));
};
