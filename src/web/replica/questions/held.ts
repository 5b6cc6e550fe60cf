/** What this device holds of a community, and how far it has checked it. */
import type { Reading } from "../reading.ts";

export type Held = {
  readonly size: number;
  readonly settledAt: number;
  readonly checked: number;
  readonly faults: number;
  readonly isForked: boolean;
};

export const held = ({ size, settledAt, audit }: Reading): Held => ({ size, settledAt, ...audit });
