/**
 * The allies who cosign this community's checkpoints, as the sequencer needs them: what is the latest they have seen. A node
 * brought back from an old copy signs nothing below that, else it would fork its own log.
 */
import type { Id, Instant } from "../../core/kernel/types.ts";

/** The latest checkpoint a witness cosigned, already verified against the community's key and the witness's. */
export type WitnessedHead = {
  readonly witness: string;
  readonly size: number;
  readonly root: Id;
  /** By the witness's clock, just now; null where it told no more than a size. */
  readonly cosignedAt: Instant | null;
};

export interface Witnesses {
  /** How many witnesses this community has. */
  readonly count: number;
  /** One answer for each witness that could be reached. */
  latest(origin: Id): Promise<readonly WitnessedHead[]>;
}

/** A community without witnesses. */
export const noWitnesses: Witnesses = { count: 0, latest: () => Promise.resolve([]) };
