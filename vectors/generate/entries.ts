/** Vectors for evidence, which vouches for an author, and for the leaves that recorded acts make in the log. */
import { bytesOf, concatBytes, hexOf } from "../../src/core/hash.ts";
import type { EvidenceKind } from "../../src/core/kernel/types.ts";
import { actSigningBytes, encodeAct, evidenceSigningBytes } from "../../src/core/log/act.ts";
import { encodeLeaf, signedHash } from "../../src/core/log/entry.ts";
import { leafHash } from "../../src/core/log/merkle.ts";
import { acts, evidenceOf, origin } from "./acts.ts";
import { ana, ben, invitation, named, node, noon, type Json, type Person, type Vectors } from "./cast.ts";

export async function evidenceVectors(): Promise<Vectors> {
  const cases: readonly (readonly [EvidenceKind, Person])[] = [
    ["invitation", invitation],
    ["device", ben],
    ["blindToken", node],
    ["foreignEntry", ana],
  ];
  const valid: Json[] = [];
  for (const [kind, by] of cases) {
    const { key, signature } = await evidenceOf(kind, by, ben.publicKey);
    const message = evidenceSigningBytes(kind, origin, ben.publicKey);
    valid.push({
      kind,
      seed: hexOf(by.seed),
      origin,
      authorKey: ben.publicKey,
      message: hexOf(message),
      key,
      signature: hexOf(signature),
    });
  }
  const { key, signature } = await evidenceOf("invitation", invitation, ben.publicKey);
  const spoil = (name: string, change: { readonly [field: string]: string }): Json => {
    return { name, kind: "invitation", origin, authorKey: ben.publicKey, key, signature: hexOf(signature), ...change };
  };
  return {
    description:
      "`signature` by `key` over `message` vouches for `authorKey` in the community `origin`. Invalid evidence does not verify.",
    valid,
    invalid: [
      spoil("for another author", { authorKey: ana.publicKey }),
      spoil("in another community", { origin: named("elsewhere") }),
      spoil("of another kind", { kind: "device" }),
      spoil("by another key", { key: node.publicKey }),
    ],
  };
}

export async function leafVectors(): Promise<Vectors> {
  const valid: Json[] = [];
  for (const [name, by, act] of (await acts()).slice(0, 3)) {
    const bytes = encodeAct(act);
    const signature = await by.sign(actSigningBytes(bytes));
    const signed = signedHash(bytes, signature);
    const leaf = encodeLeaf({ at: noon, hash: signed });
    valid.push({
      name,
      act: hexOf(bytes),
      signature: hexOf(signature),
      at: noon,
      signedHash: signed,
      leaf: hexOf(leaf),
      leafHash: hexOf(leafHash(leaf)),
    });
  }
  const tooLate = concatBytes(bytesOf("0000e677d21fdc00"), new Uint8Array(32));
  return {
    description:
      "`leaf` is the time and `signedHash`, the SHA-256 of act and signature; `leafHash` is SHA-256(0x00 ‖ leaf). Invalid leaves are refused.",
    valid,
    invalid: [
      { name: "39 bytes", hex: "00".repeat(39) },
      { name: "41 bytes", hex: "00".repeat(41) },
      { name: "a millisecond after the year 9999", hex: hexOf(tooLate) },
      { name: "a time of more than 53 bits", hex: "ff".repeat(40) },
    ],
  };
}
