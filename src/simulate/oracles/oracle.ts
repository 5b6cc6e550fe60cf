/**
 * An oracle watches a world's log grow and knows one rule by itself, in the plainest way, without asking the code that it judges. It
 * throws a `Violation` when what is recorded cannot be.
 */
import type { Core } from "../../core/kernel/fold.ts";
import type { World } from "../../core/kernel/world.ts";
import type { Instant, SignedAct } from "../../core/kernel/types.ts";
import type { Taken } from "../people/replica.ts";

/** An entry with its act, as the auditor takes it. */
export type Seen = Taken & { readonly index: number; readonly at: Instant; readonly signed: SignedAct };

export interface Oracle {
  readonly invariant: string;
  entry?(seen: Seen, core: Core): void;
  /** After each step, of the standing at `now`, which is not before the world's own time. */
  moment?(core: Core, world: World, now: Instant): void;
}
