/** What a replaying process answers: how fast, how much memory its standing takes, and of how many acts. */
import { z } from "zod";

export const replayedShape = z.object({ actsPerSecond: z.number(), megabytesPer100k: z.number(), size: z.number() });
export type Replayed = z.infer<typeof replayedShape>;
