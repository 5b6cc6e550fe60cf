/**
 * Where acts are handed in: a node that runs, over the network, or the communities of a folder whose node does not run. The surprising rule:
 * a folder that some node runs is never written to from here; its lock says so, and the acts go to that node.
 */
import type { Erasure } from "../../core/erasure.ts";
import type { Id } from "../../core/kernel/types.ts";
import type { Signer } from "../../core/log/ed25519.ts";
import type { WireSubmission } from "../../core/wire/submission.ts";
import type { Result } from "../remote/nodeClient.ts";
import type { ServedLog } from "../verify/served.ts";

/** A community's log as its node shows it. */
export interface CommunityLog extends ServedLog {
  /** The act that founded it. */
  founding(): Promise<{ readonly bytes: Uint8Array; readonly signature: Uint8Array }>;
}

export interface Door {
  /** The address of the node; null where none runs. */
  readonly address: string | null;
  /** A fresh node key for a founding act to name. */
  prepare(): Promise<Id>;
  /** The founding act first. Nothing is founded unless it is recorded. */
  found(submission: WireSubmission): Promise<readonly Result[]>;
  log(community: Id): Promise<CommunityLog>;
  /** One result for each act. */
  submit(community: Id, submission: WireSubmission, signer: Signer): Promise<readonly Result[]>;
  /** As the operator: the node itself erases public texts, and says so in the log. */
  erasePublic(community: Id, erasure: Erasure): Promise<Result>;
  close(): Promise<void>;
}
