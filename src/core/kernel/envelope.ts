/**
 * What the fold checks of an act's envelope before any institution sees its command. An act that was never this
 * community's to take (`misfit`) leaves no trace; one that comes too late or too early has used its sequence number.
 */
import { consume, isUsed } from "./window.ts";
import { keyOf } from "./names.ts";
import type { World } from "./world.ts";
import { ZERO_ID } from "../hash.ts";
import { refuse } from "./refusal.ts";
import type { KindDefinition } from "./wiring.ts";
import type { Act, Audience, Id, Instant, Refusal } from "./types.ts";

const FUTURE_TOLERANCE_MS = 300_000; // a device's clock may be five minutes ahead of the log

export const misfit = (act: Act, origin: Id | null, definition: KindDefinition | undefined): Refusal | null => {
  const { kind } = act.command;
  if (act.origin !== (origin ?? ZERO_ID)) return refuse("act.wrongOrigin", "law.origin", { origin: act.origin });
  if (act.audience === "sealed") return refuse("act.wrongAudience", "law.strata", { kind });
  if (definition !== undefined && definition.institution.audience !== act.audience) {
    return refuse("act.wrongAudience", "law.strata", { kind });
  }
  if (act.author.kind === "pass") return refuse("act.unknownAuthor", "law.authority", {});
  return null;
};

export const untimely = (act: Act, at: Instant): Refusal | null => {
  if (act.notAfter < at) return refuse("act.expired", "law.notAfter", { notAfter: act.notAfter });
  if (act.signedAt > at + FUTURE_TOLERANCE_MS) return refuse("act.fromFuture", "law.time", { signedAt: act.signedAt });
  return null;
};

/**
 * Whether the author used the number for an act of the other stratum. No fold refuses that, since the public one cannot see it: who admits
 * acts does, and `verify` where it sees both.
 */
export const doubled = (used: World["used"], { audience, author, seq }: Act): Refusal | null => {
  const others = audience === "public" ? used.members : used.public;
  const isDoubled = isUsed(others.get(keyOf(author.key)) ?? [], seq);
  return isDoubled ? refuse("act.sequenceUsed", "law.sequence", { seq }) : null;
};

/** The sequence numbers used after this act; a refused act has used its number too, a doubled one is refused here. */
export const spend = (
  used: World["used"],
  audience: Audience,
  act: Act,
): (World["used"] & { readonly refused?: never }) | Refusal => {
  const authors = used[audience];
  const key = keyOf(act.author.key);
  const consumed = consume(authors.get(key) ?? [], act.seq);
  if ("refused" in consumed) {
    const kind = consumed.refused === "used" ? "act.sequenceUsed" : "act.sequenceTooOld";
    return refuse(kind, "law.sequence", { seq: act.seq });
  }
  const now = authors.set(key, consumed.used);
  return audience === "public" ? { public: now, members: used.members } : { public: used.public, members: now };
};
