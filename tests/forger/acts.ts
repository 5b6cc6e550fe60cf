/** Acts, their ids, signatures and evidence, from docs/formats/act.md and evidence.md; the CBOR is cborg's. */
import { encode } from "cborg";
import { ascii, concat, sha256, type Bytes, type Key } from "./keys.ts";
import { plainOf, type Value } from "./texts.ts";

export const DEVICE = 0;
export const NODE = 1;
export const INVITATION = 0;

const ACT_LINE = ascii("folkmoot/act/v1\n");
const EVIDENCE_LINE = ascii("folkmoot/evidence/v1\n");
export const NO_ORIGIN: Bytes = new Uint8Array(32);
const SALT_BYTES = 16;

export type Evidence = readonly [kind: number, key: Bytes, signature: Bytes];

export type Act = {
  readonly origin: Bytes;
  readonly authorKind: typeof DEVICE | typeof NODE;
  readonly author: Bytes;
  readonly seq: number;
  readonly previous: Bytes | null;
  readonly seen: readonly [size: number, root: Bytes] | null;
  readonly after: readonly Bytes[];
  readonly signedAt: number;
  readonly notAfter: number;
  readonly isPublic: boolean;
  readonly evidence: readonly Evidence[];
  readonly kind: string;
  readonly body: readonly Value[];
};

/** The salt is drawn from author and number, so that a life can be repeated byte for byte. */
const saltOf = ({ author, seq, kind }: Act): Bytes =>
  sha256(author, ascii(`salt of act ${seq} ${kind}`)).slice(0, SALT_BYTES);

export const encodeAct = (act: Act): Bytes =>
  encode([
    1,
    act.origin,
    act.authorKind,
    act.author,
    act.seq,
    act.previous,
    act.seen,
    act.after,
    act.signedAt,
    act.notAfter,
    act.isPublic ? 0 : 1,
    act.evidence,
    saltOf(act),
    act.kind,
    plainOf(act.body),
  ]);

export const idOfAct = (bytes: Bytes): Bytes => sha256(bytes);
export const signAct = (bytes: Bytes, key: Key): Bytes => key.sign(concat(ACT_LINE, bytes));

/** `voucher` says that `author` is known to it in this community. */
export const evidenceOf = (kind: number, voucher: Key, origin: Bytes, author: Bytes): Evidence => [
  kind,
  voucher.publicKey,
  voucher.sign(concat(EVIDENCE_LINE, Uint8Array.of(kind), origin, author)),
];
