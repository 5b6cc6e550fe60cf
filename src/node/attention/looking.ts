/**
 * One look at a community for what there is to be told: what stands now is compared with what is known, and what is new waits to be sent.
 * The surprising rule: nothing depends on when a look happens; one that is missed is made up for by the next.
 */
import { wantedBy, pathOf, type Matter } from "../../core/attention/matter.ts";
import { personalMatters, takesPart } from "../../core/attention/personal.ts";
import { NEWS_DAYS, sharedMatters } from "../../core/attention/standing.ts";
import { DAY_MS, instantOf } from "../../core/kernel/time.ts";
import type { Instant } from "../../core/kernel/types.ts";
import type { Ask } from "../../core/kernel/wiring.ts";
import type { RunningCommunity } from "../sequencer/running.ts";
import { forgetTraces, inTransaction, type Database } from "./file.ts";
import { ChannelRows, type ChannelRow } from "./channelRows.ts";
import { MemberRows, type MemberChoices } from "./memberRows.ts";
import { sendAt } from "./planning.ts";
import { EVERYBODY, QueueRows } from "./queueRows.ts";

/** Longer than anything is news, so that what comes and goes is told once. */
const KNOWN_MS = 4 * NEWS_DAYS * DAY_MS;

export type Rows = { readonly members: MemberRows; readonly channels: ChannelRows; readonly queue: QueueRows };
export const rowsOf = (database: Database): Rows => ({
  members: new MemberRows(database),
  channels: new ChannelRows(database),
  queue: new QueueRows(database),
});

/** All institutions' questions at one instant, of a world that is advanced once. */
export const askAt = (community: RunningCommunity, now: Instant): { readonly ask: Ask; readonly at: Instant } => {
  const world = community.world();
  const at = instantOf(Math.max(world.at, now));
  const advanced = community.core.advance(world, at);
  return { ask: (of) => community.core.standing(advanced, of, at), at };
};

/** Looks, and forgets who does not take part any more. */
export const look = (database: Database, community: RunningCommunity, now: Instant): void => {
  const rows = rowsOf(database);
  const { ask, at } = askAt(community, now);
  for (const { member } of rows.members.all()) if (!takesPart(ask, member)) forgetMember(database, rows, member);
  inTransaction(database, () => {
    const members = rows.members.all();
    const shared = members.length === 0 ? [] : rows.queue.learn(EVERYBODY, sharedMatters(ask, at), at, KNOWN_MS);
    for (const member of members) {
      const own = rows.queue.learn(member.member, personalMatters(ask, member.member, at), at, KNOWN_MS);
      if (member.isPrimed) tell(rows, community, member, [...own, ...shared], at);
      else rows.members.prime(member.member);
    }
    rows.queue.looked({ size: community.head().size, at });
  });
};

const tell = (
  { channels, queue }: Rows,
  { origin }: RunningCommunity,
  { member, choices, scopes }: MemberChoices,
  fresh: readonly Matter[],
  now: Instant,
): void => {
  const wanted = wantedBy(member, fresh, choices.level, scopes);
  for (const channel of channels.of(member))
    for (const matter of wanted)
      if (isOpenTo(channel, matter))
        queue.wait({
          channel: channel.id,
          key: matter.key,
          category: matter.category,
          path: pathOf(origin, matter.place),
          deadline: matter.deadline,
          due: sendAt(matter, choices, now),
        });
};

/** What is about somebody's own keys is tried even where nothing else arrived lately. */
const isOpenTo = ({ state }: ChannelRow, { category }: Matter): boolean =>
  state === "ready" || (state === "failed" && category === "safety");

/** Everything of a member, down to the last byte. */
export const forgetMember = (database: Database, { members, channels }: Rows, member: number): void => {
  inTransaction(database, () => {
    for (const { id } of channels.of(member)) channels.drop(id);
    members.forget(member);
  });
  forgetTraces(database);
};

/** The keys of what still needs this member: a notice that waited for the end of quiet hours may be void by now. */
export const stillNeeds = (ask: Ask, member: number, at: Instant): ReadonlySet<string> =>
  new Set(personalMatters(ask, member, at).map(({ key }) => key));
