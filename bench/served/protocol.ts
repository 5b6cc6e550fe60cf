/** What a bench and its served node say to each other: two processes of one machine, whose monotonic clock is the same. */
import { z } from "zod";

/** Of the bench: broadcast so many bytes over bare TCP with this number in them, or tell when each size was stored, or stop. */
export const orderShape = z.discriminatedUnion("order", [
  z.object({ order: z.literal("broadcast"), id: z.number(), bytes: z.number() }),
  z.object({ order: z.literal("tell") }),
  z.object({ order: z.literal("stop") }),
]);
export type Order = z.infer<typeof orderShape>;

export const readyShape = z.object({ port: z.number(), rawPort: z.number() });
export type Ready = z.infer<typeof readyShape>;

/** When each size was stored and when each broadcast began, in ms of the machine's monotonic clock. */
export const timesShape = z.object({
  stored: z.record(z.string(), z.number()),
  broadcast: z.record(z.string(), z.number()),
});
export type Times = z.infer<typeof timesShape>;

const NS_PER_MS = 1e6;
/** Milliseconds of a clock that all processes of this machine share. */
export const sharedMs = (): number => Number(process.hrtime.bigint()) / NS_PER_MS;
