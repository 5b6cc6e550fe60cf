/**
 * What leaves the node, and what became of it: the one shape that every channel carries. The surprising rule: all a message can hold is the
 * community's name, categories, deadlines and links; there is no field for anything else, so no channel can say more.
 */
import type { Category } from "../../core/attention/matter.ts";
import type { Instant } from "../../core/kernel/types.ts";

export type Line = {
  readonly category: Category;
  readonly deadline: Instant | null;
  readonly link: string;
  /** The two of them in the member's language. */
  readonly text: string;
};

export type Message = {
  /** Its name, or what stands for one that was erased. */
  readonly community: string;
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly title: string;
  /** The most pressing first. */
  readonly lines: readonly Line[];
  /** Further ones that are not listed, in words; empty where there are none. */
  readonly more: string;
  /** How to stop it, in words and as an address. */
  readonly stop: string;
  readonly stopUrl: string;
  /** The same message sent again after a crash has the same token. */
  readonly token: string;
  readonly sentAt: Instant;
};

/** Why a channel could not be reached: words for the member, nothing of what the other side said. */
export const problems = [
  "unreachable",
  "late",
  "refused",
  "failing",
  "gone",
  "privateAddress",
  "notOffered",
  "tooMany",
] as const;
export type ProblemWord = (typeof problems)[number];

export type Outcome =
  | { readonly kind: "sent" }
  /** It may go better later. */
  | { readonly kind: "later"; readonly problem: ProblemWord }
  /** Nothing will come of trying again: the member must do something. */
  | { readonly kind: "never"; readonly problem: ProblemWord };

export const SENT: Outcome = { kind: "sent" };
export const later = (problem: ProblemWord): Outcome => ({ kind: "later", problem });
export const never = (problem: ProblemWord): Outcome => ({ kind: "never", problem });

/** A way to somebody. Operating failures are outcomes; it never rejects. */
export interface Carrier<T> {
  send(target: T, message: Message, signal: AbortSignal): Promise<Outcome>;
}
