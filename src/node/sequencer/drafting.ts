/**
 * From a batch of waiting acts to the next part of the log: what the node owes first, then the acts in their order, then what the node
 * owes because of them. The surprising rule: an act whose number was used by another act tells of a copied key, and the node says so
 * in the log.
 */
import type { World } from "../../core/kernel/world.ts";
import type { Command, Id, Instant, Refusal } from "../../core/kernel/types.ts";
import type { StoredEntry } from "../ports/logStore.ts";
import { Draft } from "./draft.ts";
import { judgeNext, publiclyNamed } from "./judging.ts";
import { lookUp, type Lookups } from "./lookups.ts";
import type { WriterParts } from "./parts.ts";
import type { SeenRoots } from "./seenRoots.ts";
import type { Waiting } from "./waiting.ts";

export type Refused = { readonly waiting: Waiting; readonly refusal: Refusal };
export type Known = { readonly waiting: Waiting; readonly entry: StoredEntry };
export type Drafted = {
  readonly draft: Draft;
  readonly refused: readonly Refused[];
  /** Acts that were recorded before: handed in once more. */
  readonly known: readonly Known[];
  /** Why the node could not record what it owes: its own rules will not have it. */
  readonly owed: Refusal | null;
};

/** More acts of the node's own in one batch than proposals can end at once: a rulebook that never stops asking. */
const NODE_ACTS_MAX = 10_000;

export type DraftingParts = WriterParts & { readonly seenRoots: SeenRoots };

export const draftBatch = async (
  parts: DraftingParts,
  world: World,
  batch: readonly Waiting[],
  at: Instant,
): Promise<Drafted> => {
  const { rulebook } = parts;
  const draft = new Draft(rulebook.core, world, at);
  const owedBefore = await addNodeActs(parts, draft);
  const lookups = await lookUp(batch, world.size, parts);
  const turnedDown: Refused[] = [];
  for (const waiting of batch) {
    if (draft.places.has(waiting.signed.id)) continue;
    const refusal = judgeNext(waiting, draft, lookups, rulebook);
    if (refusal === null) await sayErased(parts, waiting, draft, lookups);
    else turnedDown.push({ waiting, refusal });
  }
  const { refused, known } = await partKnown(parts, turnedDown);
  for (const { waiting, refusal } of refused) {
    if (refusal.kind === "act.sequenceUsed")
      await addNodeAct(parts, draft, rulebook.clonedDevice(draft.world, waiting.signed));
  }
  const owed = owedBefore ?? (await addNodeActs(parts, draft));
  return { draft, refused, known, owed };
};

/** An act that is refused because it is in the log already is no refusal. */
const partKnown = async (
  { store }: WriterParts,
  turnedDown: readonly Refused[],
): Promise<Pick<Drafted, "refused" | "known">> => {
  if (turnedDown.length === 0) return { refused: [], known: [] };
  const found = await store.find(turnedDown.map(({ waiting }) => waiting.signed.id));
  const refused: Refused[] = [];
  const known: Known[] = [];
  for (const one of turnedDown) {
    const entry = found.get(one.waiting.signed.id);
    if (entry === undefined) refused.push(one);
    else known.push({ waiting: one.waiting, entry });
  }
  return { refused, known };
};

/** Records all that is owed; what the fold will not have is left, and why is answered. */
const addNodeActs = async (parts: WriterParts, draft: Draft): Promise<Refusal | null> => {
  if (draft.world.origin === null) return null;
  for (let count = 0; count < NODE_ACTS_MAX; count += 1) {
    const command = parts.rulebook.nodeActDue(draft.world, draft.at);
    if (command === null) return null;
    const refusal = await addNodeAct(parts, draft, command);
    if (refusal !== null) return refusal;
  }
  throw new Error("The node owes acts without end.");
};

/** One act of the node's own, now; the refusal if the fold will not have it. */
export const addNodeAct = async (
  parts: WriterParts,
  draft: Draft,
  command: Command | null,
): Promise<Refusal | null> => {
  const { rulebook, hand } = parts;
  if (command === null) return null;
  const audience = rulebook.core.kinds.get(command.kind)?.institution.audience ?? "public";
  const named: Id[] = [];
  rulebook.visitTexts(command, (hash) => void named.push(hash));
  const signed = await hand.write(command, audience, draft.world, draft.at);
  return draft.add(signed, named, (event) => rulebook.erasedBy(event));
};

/** What a members' act erases of texts that are public too, the node says in public, so that a stranger can tell erased from missing. */
const sayErased = async (parts: WriterParts, { signed }: Waiting, draft: Draft, lookups: Lookups): Promise<void> => {
  const { rulebook } = parts;
  const { command, audience } = signed.act;
  const hashes = audience === "public" ? [] : publiclyNamed(rulebook.erasureOf(command), draft, lookups);
  if (hashes.length > 0) await addNodeAct(parts, draft, rulebook.publicErasure(command, hashes));
};
