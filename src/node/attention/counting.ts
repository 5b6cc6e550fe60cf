/**
 * What may be said of the notices of a community without saying anything of anybody: how many ways of each sort there are, how they fare, how
 * much waits. For the operator, from the file itself, also beside a node that runs.
 */
import type { Instant } from "../../core/kernel/types.ts";
import { ChannelRows, channelStates, type ChannelState } from "./channelRows.ts";
import { sorts, type Target } from "./choices.ts";
import { hasAttention, readAttentionFile } from "./file.ts";
import { QueueRows } from "./queueRows.ts";

export type NoticeCount = {
  readonly channels: Readonly<Record<Target["sort"], Readonly<Record<ChannelState, number>>>>;
  readonly waiting: number;
  /** Given up since each channel last worked. */
  readonly lost: number;
  readonly lastLook: Instant | null;
};

/** Null where nobody ever wanted a notice. */
export const countNotices = (folder: string): NoticeCount | null => {
  if (!hasAttention(folder)) return null;
  const database = readAttentionFile(folder);
  try {
    const [all, queue] = [new ChannelRows(database).all(), new QueueRows(database)];
    const count = (sort: Target["sort"], state: ChannelState): number =>
      all.filter((channel) => channel.target.sort === sort && channel.state === state).length;
    const states = (sort: Target["sort"]) => ({
      unconfirmed: count(sort, "unconfirmed"),
      ready: count(sort, "ready"),
      failed: count(sort, "failed"),
    });
    return {
      channels: { push: states("push"), mail: states("mail"), webhook: states("webhook"), ntfy: states("ntfy") },
      waiting: queue.count(),
      lost: all.reduce((sum, { lost }) => sum + lost, 0),
      lastLook: queue.lastLook()?.at ?? null,
    };
  } finally {
    database.close();
  }
};

/** The ways there are any of, each with how many fare how. */
export const countedChannels = ({
  channels,
}: NoticeCount): readonly (readonly [Target["sort"], ChannelState, number])[] =>
  sorts.flatMap((sort) =>
    channelStates.flatMap((state) =>
      channels[sort][state] === 0 ? [] : [[sort, state, channels[sort][state]] as const],
    ),
  );
