/** Vectors for the one rule of Ed25519 and for texts. The signatures that must be refused are good by somebody's rule or other. */
import { bytesOf, concatBytes, hexOf } from "../../src/core/hash.ts";
import { textHash } from "../../src/core/log/text.ts";
import { utf8Of } from "../../src/core/log/utf8.ts";
import { ana, ben, named, type Json, type Vectors } from "./cast.ts";

const NEUTRAL = "01" + "00".repeat(31);
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

/** The signature with the order of the group added to S: the same number to a careless verifier. */
function withOrderAdded(signature: Uint8Array): string {
  const copy = signature.slice();
  let s = ORDER;
  for (let i = 63; i >= 32; i--) s += BigInt(copy[i] ?? 0) << BigInt(8 * (i - 32));
  for (let i = 32; i < 64; i++, s >>= 8n) copy[i] = Number(s & 0xffn);
  return hexOf(copy);
}

export async function signatureVectors(): Promise<Vectors> {
  const message = utf8Of("folkmoot");
  const good = await ana.sign(message);
  const base = { key: ana.publicKey, message: hexOf(message), signature: hexOf(good) };
  const empty = await ben.sign(new Uint8Array(0));
  return {
    description:
      "Ed25519 by the one rule: A and R canonical and not of small order, S below the order of the group, the equation without the cofactor. " +
      "More cases: C2SP CCTV (43 of 914 are good) and Wycheproof.",
    valid: [
      { name: "a short message", ...base },
      { name: "no message", key: ben.publicKey, message: "", signature: hexOf(empty) },
    ],
    invalid: badSignatures(base, good).map(([name, change]) => ({ name, ...base, ...change })),
  };
}

type Case = { readonly key: string; readonly message: string; readonly signature: string };

function badSignatures(base: Case, good: Uint8Array): readonly (readonly [string, Partial<Case>])[] {
  const [ones, s] = ["ff".repeat(30), base.signature.slice(64)];
  const none = NEUTRAL + "00".repeat(32);
  const changed = (at: number): string => hexOf(good.map((byte, i) => (i === at ? byte ^ 1 : byte)));
  return [
    ["another message", { message: hexOf(utf8Of("Folkmoot")) }],
    ["another key", { key: ben.publicKey }],
    ["a bit of R changed", { signature: changed(0) }],
    ["a bit of S changed", { signature: changed(32) }],
    ["S with the order added", { signature: withOrderAdded(good) }],
    ["63 bytes", { signature: hexOf(good.subarray(1)) }],
    ["65 bytes", { signature: hexOf(concatBytes(good, Uint8Array.of(0))) }],
    ["the neutral point as key, R of small order, S = 0", { key: NEUTRAL, signature: none }],
    ["the same, the key written with a sign", { key: `01${"00".repeat(30)}80`, signature: none }],
    ["the same, the key written as p + 1", { key: `ee${ones}7f`, signature: none }],
    ["R of small order", { signature: NEUTRAL + s }],
    ["R written beyond p", { signature: `ee${ones}7f${s}` }],
    ["a key that is no point", { key: `02${"00".repeat(31)}` }],
  ];
}

const TEXTS: readonly (readonly [string, string])[] = [
  ["a name", "Ana"],
  ["nothing", ""],
  ["letters of several bytes", "¿Qué? €𝕊"],
  ["two paragraphs", "We share the tools.\n\nWe mend them too.\n"],
];

export function textVectors(): Vectors {
  const valid = TEXTS.map(([name, text]): Json => {
    const salt = bytesOf(named(name));
    return { name, salt: hexOf(salt), text, utf8: hexOf(utf8Of(text)), hash: textHash(salt, utf8Of(text)) };
  });
  return {
    description: "`hash` is the SHA-256 of 32 bytes of salt and the UTF-8 of `text`. Invalid bytes are no text.",
    valid,
    invalid: [
      { name: "not UTF-8", utf8: "ff" },
      { name: "a surrogate", utf8: "eda080" },
      { name: "cut short", utf8: "e282" },
    ],
  };
}
