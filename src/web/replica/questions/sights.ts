/**
 * What is worth showing to somebody who looks around: a proposal that is being decided, best one that lacks a voice, and an agreement that
 * the members adopted and a red line did not let through. Nothing is picked by name, so what is shown is what the log says.
 */
import { deliberation } from "../../../core/registry.ts";
import type { Reading } from "../reading.ts";
import { refusedNow } from "./undone.ts";

/** Numbers of proposals; null where there is no such thing. */
export type Sights = { readonly deciding: number | null; readonly refused: number | null };

/** As far back as one looks for it: it must be recent to be a story. */
const LOOKED_THROUGH = 100;

export const sights = (reading: Reading): Sights => {
  const proposals = reading.ask(deliberation);
  const inRound = proposals.live().filter(({ phase }) => phase === "deciding");
  const deciding = inRound.find(({ quorum }) => quorum !== null && quorum.missing > 0) ?? inRound[0];
  const refused = proposals
    .closed(LOOKED_THROUGH)
    .find((each) => refusedNow(reading, each)?.kind === "redLine.crossed");
  return { deciding: deciding?.ordinal ?? null, refused: refused?.ordinal ?? null };
};
