/** The acts this device made lately, newest first: what waits, what is recorded, what was refused and why. */
import type { MyAct, Reading } from "../reading.ts";

export const acts = (reading: Reading): readonly MyAct[] => reading.acts.toReversed();
