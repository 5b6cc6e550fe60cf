/**
 * Whether the next waiting act goes into the draft: what it depends on, its texts, what it would erase, and then the fold. The
 * surprising rule: refusals here are answers, not verdicts for ever; the same act may be handed in again when what was missing is there.
 */
import { doubled } from "../../core/kernel/envelope.ts";
import { refuse } from "../../core/kernel/refusal.ts";
import type { Id, Refusal } from "../../core/kernel/types.ts";
import { textRefusal } from "./admission.ts";
import type { Draft } from "./draft.ts";
import type { Lookups } from "./lookups.ts";
import type { Rulebook } from "./rulebook.ts";
import type { Waiting } from "./waiting.ts";

/** The refusal, or null where the act is in the draft now, with the texts it brought. */
export const judgeNext = (waiting: Waiting, draft: Draft, lookups: Lookups, rulebook: Rulebook): Refusal | null => {
  const refusal =
    otherHistory(waiting, lookups) ??
    missingDependency(waiting, draft, lookups) ??
    missingText(waiting, draft, lookups) ??
    forbiddenErasure(waiting, draft, lookups, rulebook) ??
    doubled(draft.world.used, waiting.signed.act) ??
    draft.add(
      waiting.signed,
      waiting.named.map(({ hash }) => hash),
      (event) => rulebook.erasedBy(event),
    );
  if (refusal !== null) return refusal;
  for (const { hash } of waiting.named) {
    const text = waiting.brought.get(hash);
    if (text !== undefined && !lookups.facts.has(hash)) draft.texts.set(hash, text);
  }
  return null;
};

const otherHistory = ({ signed: { act } }: Waiting, { roots }: Lookups): Refusal | null =>
  act.seen === null || roots.get(act.seen.size) === act.seen.root
    ? null
    : refuse("act.otherHistory", "law.history", { size: act.seen.size });

const missingDependency = ({ signed }: Waiting, draft: Draft, { recorded }: Lookups): Refusal | null => {
  const missing = signed.act.after.find((id) => !draft.places.has(id) && !recorded.has(id));
  return missing === undefined ? null : refuse("act.missingDependency", "law.after", { after: missing });
};

const missingText = ({ named, brought }: Waiting, draft: Draft, { texts, facts }: Lookups): Refusal | null => {
  for (const naming of named) {
    const { hash } = naming;
    if (facts.get(hash)?.isErased === true || draft.erase.has(hash))
      return refuse("text.erased", "law.erasure", { hash });
    const refusal = textRefusal(naming, brought.get(hash) ?? draft.texts.get(hash) ?? texts.get(hash));
    if (refusal !== null) return refusal;
  }
  return null;
};

const forbiddenErasure = ({ signed }: Waiting, draft: Draft, lookups: Lookups, rulebook: Rulebook): Refusal | null => {
  const hashes = rulebook.erasureOf(signed.act.command);
  if (hashes.length === 0) return null;
  const writers = hashes.map((hash) => lookups.writers.get(hash) ?? draft.writers.get(hash) ?? null);
  return rulebook.refuseErasure(draft.world, signed.act, draft.at, writers);
};

/** Those of the texts erased by this act that public acts name: the public log must say that they are erased. */
export const publiclyNamed = (hashes: readonly Id[], draft: Draft, { facts }: Lookups): readonly Id[] =>
  hashes.filter(
    (hash) =>
      facts.get(hash)?.isPublic === true || draft.named.some((naming) => naming.hash === hash && naming.isPublic),
  );
