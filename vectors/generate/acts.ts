/** Vectors for acts and their signatures: signed by fixed keys, valid and invalid. */
import { bytesOf, hexOf, sha256, ZERO_ID } from "../../src/core/hash.ts";
import { instantOf } from "../../src/core/kernel/time.ts";
import type { Act, Evidence, EvidenceKind, Id, Instant, Value } from "../../src/core/kernel/types.ts";
import { actId, actSigningBytes, encodeAct, evidenceSigningBytes } from "../../src/core/log/act.ts";
import { encodeValue } from "../../src/core/log/cbor.ts";
import { ana, ben, invitation, jsonOf, named, node, noon, type Json, type Person, type Vectors } from "./cast.ts";

const DAY = 86_400_000;

/** The founding act, whose own id is everybody else's origin. */
export const founding: Act = {
  format: 1,
  origin: ZERO_ID,
  author: { kind: "device", key: ana.publicKey },
  seq: 0,
  previous: null,
  seen: null,
  after: [],
  signedAt: noon,
  notAfter: later(DAY),
  audience: "public",
  evidence: [],
  salt: sha256(bytesOf("00")).slice(0, 16),
  command: { kind: "charter.found", body: [1, bytesOf(named("the name of the community")), null] },
};
export const origin = actId(encodeAct(founding));

function later(ms: number): Instant {
  return instantOf(noon + ms);
}

export async function evidenceOf(kind: EvidenceKind, by: Person, authorKey: Id): Promise<Evidence> {
  return { kind, key: by.publicKey, signature: await by.sign(evidenceSigningBytes(kind, origin, authorKey)) };
}

async function joining(): Promise<Act> {
  return {
    ...founding,
    origin,
    author: { kind: "device", key: ben.publicKey },
    signedAt: later(1),
    audience: "members",
    evidence: [
      await evidenceOf("invitation", invitation, ben.publicKey),
      await evidenceOf("device", ben, ben.publicKey),
    ],
    command: { kind: "member.join", body: [bytesOf(named("a name"))] },
  };
}

function full(before: Act): Act {
  return {
    ...before,
    seq: 4_294_967_296,
    previous: actId(encodeAct(before)),
    seen: { size: 2, root: named("a root") },
    after: Array.from({ length: 16 }, (_, i) => named(`dependency ${i}`)),
    notAfter: instantOf(253_402_300_799_999),
    evidence: [],
    command: { kind: "proposal.consent", body: [true, -1, [[], "ñ"], new Uint8Array(0)] },
  };
}

function result(before: Act): Act {
  return {
    ...before,
    author: { kind: "node", key: node.publicKey },
    seen: { size: 1, root: named("another root") },
    audience: "public",
    evidence: [],
    command: { kind: "result.record", body: [64, 0, []] },
  };
}

export async function acts(): Promise<readonly (readonly [string, Person, Act])[]> {
  const join = await joining();
  const token = await evidenceOf("blindToken", node, invitation.publicKey);
  const pass = { kind: "pass", key: invitation.publicKey } as const;
  return [
    ["the founding act", ana, founding],
    ["joining, with an invitation and a device's proof", ben, join],
    ["every field filled", ben, full(join)],
    ["the node's own", node, result(join)],
    ["by a one-use key", invitation, { ...result(join), author: pass, seen: null, evidence: [token] }],
    [
      "sealed: the body is opaque",
      ben,
      { ...full(join), audience: "sealed", command: { kind: "sealed.post", body: new Uint8Array(300) } },
    ],
    ["a name of 64 letters, a body of null", ben, { ...join, command: { kind: `a.${"b".repeat(62)}`, body: null } }],
  ];
}

function actJson(act: Act): Json {
  return {
    ...act,
    author: { ...act.author },
    seen: act.seen === null ? null : { ...act.seen },
    evidence: act.evidence.map((one) => ({ ...one, signature: hexOf(one.signature) })),
    salt: hexOf(act.salt),
    command: { kind: act.command.kind, body: jsonOf(act.command.body) },
  };
}

/** The fields on the wire of a plain act, to be spoilt one at a time. */
function spoilt(place: number, value: Value): string {
  const key = bytesOf(ben.publicKey);
  const fields: Value[] = [
    1,
    bytesOf(origin),
    0,
    key,
    7,
    null,
    null,
    [],
    noon,
    noon,
    1,
    [],
    new Uint8Array(16),
    "member.join",
    [],
  ];
  fields[place] = value;
  return hexOf(encodeValue(fields));
}

const hash = new Uint8Array(32);
const INVALID: readonly (readonly [string, string, string, string])[] = [
  ["format 2", spoilt(0, 2), "unknown", "format"],
  ["an origin of 31 bytes", spoilt(1, new Uint8Array(31)), "wrongLength", "origin"],
  ["an origin that is a text", spoilt(1, "a".repeat(32)), "wrongType", "origin"],
  ["author of kind 3", spoilt(2, 3), "unknown", "author"],
  ["a key of 33 bytes", spoilt(3, new Uint8Array(33)), "wrongLength", "author"],
  ["a negative sequence number", spoilt(4, -1), "wrongType", "seq"],
  ["previous is zero, not null", spoilt(5, 0), "wrongType", "previous"],
  ["a checkpoint of size 0", spoilt(6, [0, hash]), "outOfRange", "seen"],
  ["a checkpoint with three parts", spoilt(6, [1, hash, 0]), "wrongLength", "seen"],
  ["seventeen dependencies", spoilt(7, new Array<Value>(17).fill(hash)), "tooLong", "after"],
  ["signed after the year 9999", spoilt(8, 253_402_300_800_000), "outOfRange", "signedAt"],
  ["notAfter is null", spoilt(9, null), "wrongType", "notAfter"],
  ["audience 3", spoilt(10, 3), "unknown", "audience"],
  [
    "five pieces of evidence",
    spoilt(11, new Array<Value>(5).fill([0, hash, new Uint8Array(64)])),
    "tooLong",
    "evidence",
  ],
  ["evidence of kind 4", spoilt(11, [[4, hash, new Uint8Array(64)]]), "unknown", "evidence"],
  ["evidence with a short signature", spoilt(11, [[0, hash, new Uint8Array(63)]]), "wrongLength", "evidence"],
  ["a salt of 15 bytes", spoilt(12, new Uint8Array(15)), "wrongLength", "salt"],
  ["a command without a dot", spoilt(13, "join"), "badKind", "kind"],
  ["a command with two", spoilt(13, "a.b.c"), "badKind", "kind"],
  ["a command in capitals", spoilt(13, "Member.join"), "badKind", "kind"],
  ["a command of 65 letters", spoilt(13, `a.${"b".repeat(63)}`), "tooLong", "kind"],
  ["fourteen fields", "8e" + spoilt(14, []).slice(2, -2), "wrongLength", "act"],
  ["sixteen fields", "90" + spoilt(14, []).slice(2) + "80", "wrongLength", "act"],
  ["a map instead", "a0", "wrongType", "act"],
  ["a float in the body", spoilt(14, []).slice(0, -2) + "81f93c00", "float", "body"],
  ["a byte too many", spoilt(14, []) + "00", "trailing", "act"],
  ["the format in two bytes", "8f1801" + spoilt(14, []).slice(4), "notShortest", "format"],
];

export async function actVectors(): Promise<Vectors> {
  const valid: Json[] = [];
  for (const [name, by, act] of await acts()) {
    const bytes = encodeAct(act);
    const signature = await by.sign(actSigningBytes(bytes));
    valid.push({
      name,
      seed: hexOf(by.seed),
      act: actJson(act),
      hex: hexOf(bytes),
      id: actId(bytes),
      signature: hexOf(signature),
    });
  }
  return {
    description:
      "`hex` is the one encoding of `act`; `id` its SHA-256; `signature` is by the private key `seed` over `folkmoot/act/v1\\n` and the bytes. " +
      "Invalid acts are refused; `rule` and `field` are ours.",
    valid,
    invalid: INVALID.map(([name, hex, rule, field]) => ({ name, hex, rule, field })),
  };
}
