/**
 * What this device asks of a community's node. The surprising rule: a node that does not answer in time counts as
 * unreachable, and what was handed to it counts as perhaps recorded: handing in the same act again is always safe.
 */
import type { Id, Refusal } from "../../core/kernel/types.ts";
import type { Received } from "./localLog.ts";

export type Submission = {
  readonly acts: readonly (readonly [Uint8Array, Uint8Array])[];
  readonly texts: readonly (readonly [Uint8Array, Uint8Array])[];
};
export type ActAnswer =
  | { readonly kind: "recorded"; readonly id: Id; readonly index: number }
  | { readonly kind: "refused"; readonly id: Id; readonly refusal: Refusal }
  /** Taken in, not yet in its place: ask again. */
  | { readonly kind: "promised"; readonly id: Id };
/** The log has grown to a checkpoint, or allies have confirmed it up to a size. */
export type Announcement =
  | { readonly kind: "checkpoint"; readonly size: number; readonly checkpoint: string }
  | { readonly kind: "confirmed"; readonly size: number };

/** Without a body it is only looked at, unless it is to be deleted. */
export type OwnRequest = { readonly body?: unknown; readonly isDeletion?: boolean };

/** Every method throws an `OperatingError` when the node does not answer or will not. */
export interface NodeClient {
  /** Milliseconds since 1970, by the node's clock as far as it is known. */
  time(): number;
  entries(from: number, limit: number): Promise<readonly Received[]>;
  /** What the node shows to anybody: members' acts by their hash alone. */
  publicEntries(from: number, limit: number): Promise<readonly Received[]>;
  events(signal: AbortSignal): AsyncIterable<Announcement>;
  submit(submission: Submission): Promise<readonly ActAnswer[]>;
  /** What is this member's own at the node and in no log: below the community's address there, as JSON. */
  own(path: string, asked?: OwnRequest): Promise<unknown>;
}
