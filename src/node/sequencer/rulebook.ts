/**
 * What the sequencer must know of the institutions, and nothing more: which texts a command names, what the node itself owes,
 * who may erase what. The registry's rulebook is the real one; tests bring a toy.
 */
import type { Core } from "../../core/kernel/fold.ts";
import type { World } from "../../core/kernel/world.ts";
import type { Act, Command, Event, Id, Instant, Refusal, SignedAct, TextLimit } from "../../core/kernel/types.ts";

export interface Rulebook {
  readonly core: Core;
  /** In registry order, as snapshots name them. */
  readonly institutionNames: readonly string[];
  /** The key by which the founding act says this log is signed; null before it. */
  nodeKey(world: World): Id | null;
  /** Every text that the command names, with its limits. */
  visitTexts(command: Command, visit: (hash: Id, limit: TextLimit) => void): void;
  /**
   * The next act that the node itself owes: a result that deliberation awaits. It is recorded before anything else, and asked
   * for again until there is none; after every batch, and whenever something fell due.
   */
  nodeActDue(world: World, at: Instant): Command | null;
  /** What the node says of a device that signed another act with a number already used; null to say nothing (more). */
  clonedDevice(world: World, other: SignedAct): Command | null;
  /** The texts that this command asks to erase; empty where it is about something else. */
  erasureOf(command: Command): readonly Id[];
  /** Why this act may not erase texts by these authors (null: by nobody recorded), or null where it may. */
  refuseErasure(world: World, act: Act, at: Instant, writers: readonly (Id | null)[]): Refusal | null;
  /** What the node says in public when texts that public acts name are erased by a members' act. */
  publicErasure(command: Command, hashes: readonly Id[]): Command | null;
  /** The texts that this event erases. */
  erasedBy(event: Event): readonly Id[];
}
