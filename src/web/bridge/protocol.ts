/**
 * What screens and worker say to each other. Screens ask questions, which are answered again whenever the answer changes,
 * and give tasks, which are done once. Everything that crosses is plain data; types of both sides come from the maps of
 * questions and tasks, so a misspelt question does not compile.
 */
import type { Id } from "../../core/kernel/types.ts";

export type Request =
  | {
      readonly type: "ask";
      readonly id: number;
      /** Null for what concerns this device and not one community. */
      readonly community: Id | null;
      readonly question: string;
      readonly params: unknown;
    }
  | { readonly type: "stop"; readonly id: number }
  /** Nodes are asked to say in this language what they would not do. */
  | { readonly type: "speak"; readonly language: string }
  | {
      readonly type: "task";
      readonly id: number;
      readonly community: Id | null;
      readonly task: string;
      readonly params: unknown;
    };

export type Reply =
  | { readonly type: "answer"; readonly id: number; readonly value: unknown }
  | { readonly type: "done"; readonly id: number; readonly value: unknown }
  | { readonly type: "failed"; readonly id: number; readonly failure: Failure };

/** An operating failure, as data: `kind` has words in the catalogue under `failure.`. */
export type Failure = { readonly kind: FailureKind; readonly detail: string };
export type FailureKind =
  | "unreachable" // the node does not answer
  | "rejected" // the node answered that it will not, for a reason that is not a refusal of an act
  | "storage" // the browser's storage is full or closed
  | "unknownCommunity" // this device holds no such community
  | "badInvitation" // the link is not one of an invitation
  | "notChecked" // what is held was not yet compared with a checkpoint that the node signed
  | "alreadyHere" // this profile takes part in that community already
  | "noSecret" // this device has no part in the draw that is to be opened
  | "fault"; // a bug: the detail says which

/** Thrown by tasks for what can go wrong in operation; everything else that is thrown becomes a `fault`. */
export class OperatingError extends Error {
  readonly kind: FailureKind;
  readonly detail: string;
  constructor(kind: FailureKind, detail = "") {
    super(`${kind}: ${detail}`);
    this.kind = kind;
    this.detail = detail;
  }
}
