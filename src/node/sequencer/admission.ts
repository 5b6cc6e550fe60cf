/**
 * The gate before the fold: whether what was handed in is an act at all, signed by its author and by whoever vouches for them, and
 * whether its texts are here and within their limits. The surprising rule: nothing here asks the standing, so it may be done in any
 * order and on any thread; what the community thinks of the act is the fold's to say.
 */
import { idOf, sha256 } from "../../core/hash.ts";
import { refuse } from "../../core/kernel/refusal.ts";
import type { Id, Refusal, SignedAct, TextLimit } from "../../core/kernel/types.ts";
import { actSigningBytes, evidenceSigningBytes, isMalformed, signedAct } from "../../core/log/act.ts";
import type { Signed } from "../../core/log/ed25519.ts";
import { TEXT_SALT_BYTES, textHash, type DetachedText } from "../../core/log/text.ts";
import { brokenLimit } from "../../core/verify/texts.ts";
import type { StoredText } from "../ports/logStore.ts";
import type { Rulebook } from "./rulebook.ts";
import { SubmissionTooLargeError, type Submission } from "./submission.ts";

/** As the wire format says; a courier with more hands it in piece by piece. */
const ACTS_MAX = 1_000;
const TEXTS_MAX = 4_000;

export type Named = { readonly hash: Id; readonly limit: TextLimit };
/** An act that reads well, with the signatures it stands on (its author's first) and the texts it names. */
export type ReadAct = {
  readonly signed: SignedAct;
  readonly checks: readonly Signed[];
  readonly named: readonly Named[];
};
export type RefusedAct = { readonly id: Id; readonly refusal: Refusal };

export const requireWithinLimits = ({ acts, texts }: Submission): void => {
  if (acts.length > ACTS_MAX) throw new SubmissionTooLargeError(`${ACTS_MAX} acts`);
  if (texts.length > TEXTS_MAX) throw new SubmissionTooLargeError(`${TEXTS_MAX} texts`);
};

export const readAct = (
  [bytes, signature]: readonly [Uint8Array, Uint8Array],
  rulebook: Rulebook,
): ReadAct | RefusedAct => {
  const signed = signedAct(bytes, signature);
  if (isMalformed(signed)) {
    const { malformed, field, offset } = signed;
    return {
      id: idOf(sha256(bytes)),
      refusal: refuse("act.malformed", "law.format", { rule: malformed, field, offset }),
    };
  }
  const named: Named[] = [];
  rulebook.visitTexts(signed.act.command, (hash, limit) => void named.push({ hash, limit }));
  return { signed, checks: checksOf(signed), named };
};

const checksOf = ({ act, bytes, signature }: SignedAct): readonly Signed[] => [
  { publicKey: act.author.key, message: actSigningBytes(bytes), signature },
  ...act.evidence.map(({ kind, key, signature: countersignature }) => ({
    publicKey: key,
    message: evidenceSigningBytes(kind, act.origin, act.author.key),
    signature: countersignature,
  })),
];

/** What the verdicts on an act's checks mean, or null where all are good. */
export const signatureRefusal = (verdicts: readonly boolean[]): Refusal | null => {
  if (verdicts[0] !== true) return refuse("act.badSignature", "law.signature");
  const place = verdicts.indexOf(false);
  return place < 0 ? null : refuse("act.badEvidence", "law.evidence", { evidence: place - 1 });
};

/** The texts that came along, by their hashes; one with a salt of another length stands for no hash. */
export const broughtTexts = (submission: Submission): ReadonlyMap<Id, StoredText> => {
  const brought = new Map<Id, StoredText>();
  for (const [salt, utf8] of submission.texts) {
    if (salt.length !== TEXT_SALT_BYTES) continue;
    const hash = textHash(salt, utf8);
    brought.set(hash, { hash, salt, utf8 });
  }
  return brought;
};

/** Why this text may not stand in this place, or null. */
export const textRefusal = ({ hash, limit }: Named, text: DetachedText | undefined): Refusal | null => {
  if (text === undefined) return refuse("text.missing", "law.texts", { hash });
  const broken = brokenLimit(text, limit);
  return broken === null ? null : refuse("text.tooLong", "law.texts", { hash, ...broken });
};
