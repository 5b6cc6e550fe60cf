/**
 * Sends what is due, one message per channel, and keeps account of how each fares. The surprising rule: a message is taken from the queue only
 * after the other side took it, so a crash between the two sends it again, under the same token, and never loses it.
 */
import { createHmac } from "node:crypto";
import { HOUR_MS, instantOf, MINUTE_MS } from "../../core/kernel/time.ts";
import type { Instant } from "../../core/kernel/types.ts";
import type { ChannelRow } from "./channelRows.ts";
import { inTransaction, type Database } from "./file.ts";
import type { Rows } from "./looking.ts";
import type { Outcome } from "./message.ts";
import type { Waiting } from "./queueRows.ts";

/** How long after each failure it is tried again; after the last the channel is given up. */
const RETRY_MINUTES: readonly number[] = [1, 5, 30, 120, 360, 720];
/** More than this in an hour is noise: the rest comes as one. */
export const PER_HOUR_MAX = 20;
const TOKEN_CHARACTERS = 32;

/** The same for the same notices to the same channel, and to nobody else a sign of either. */
export const tokenOf = ({ secret }: Pick<ChannelRow, "secret">, keys: readonly string[]): string =>
  createHmac("sha256", secret).update(keys.toSorted().join("\n")).digest("hex").slice(0, TOKEN_CHARACTERS);

const hourOf = (now: Instant): Instant => instantOf(now - (now % HOUR_MS));
export const sentThisHour = ({ hour, sent }: ChannelRow, now: Instant): number => (hour === hourOf(now) ? sent : 0);

export type Sorted = {
  readonly goes: readonly Waiting[];
  /** Given up with the channel. */
  readonly drops: readonly Waiting[];
  /** Until when the rest has to wait; null where there is no rest. */
  readonly waitsUntil: Instant | null;
};

/** What of this is to go out now. */
export const sorted = (channel: ChannelRow, waiting: readonly Waiting[], now: Instant): Sorted => {
  const urgent = waiting.filter(({ category }) => category === "safety");
  if (channel.retryAt > now) return { goes: [], drops: [], waitsUntil: channel.retryAt };
  if (channel.state !== "ready")
    return { goes: urgent, drops: waiting.filter(({ category }) => category !== "safety"), waitsUntil: null };
  if (sentThisHour(channel, now) < PER_HOUR_MAX) return { goes: waiting, drops: [], waitsUntil: null };
  return { goes: urgent, drops: [], waitsUntil: instantOf(hourOf(now) + HOUR_MS) };
};

/** Writes down what became of a message with these notices. */
export const settle = (
  database: Database,
  { channels, queue }: Rows,
  channel: ChannelRow,
  keys: readonly string[],
  outcome: Outcome,
  now: Instant,
): void => {
  const isOver = outcome.kind === "never" || (outcome.kind === "later" && channel.failures >= RETRY_MINUTES.length);
  inTransaction(database, () => {
    if (outcome.kind === "sent" || isOver) queue.drop(channel.id, keys);
    channels.fare(channel.id, faring(channel, keys.length, outcome, isOver, now));
  });
};

const faring = (
  channel: ChannelRow,
  notices: number,
  outcome: Outcome,
  isOver: boolean,
  now: Instant,
): Parameters<Rows["channels"]["fare"]>[1] => {
  const counted = { hour: hourOf(now), sent: sentThisHour(channel, now) + 1 };
  if (outcome.kind === "sent")
    return { ...counted, state: "ready", problem: null, failures: 0, retryAt: instantOf(0), lost: 0 };
  const { problem } = outcome;
  if (isOver)
    return { ...counted, state: "failed", problem, failures: 0, retryAt: instantOf(0), lost: channel.lost + notices };
  const minutes = RETRY_MINUTES[channel.failures] ?? 0;
  const retryAt = instantOf(now + minutes * MINUTE_MS);
  return { ...counted, state: channel.state, problem, failures: channel.failures + 1, retryAt, lost: channel.lost };
};
