/**
 * The demo community: a year in the life of sixty neighbours, made of nothing but signed acts that the real rules accepted. The
 * surprising rule: it ends at the instant asked for, so whoever opens it finds something that lapses this week.
 */
import type { Entry, Id, Instant, Kind, Refusal } from "../../core/kernel/types.ts";
import type { Wording } from "../../core/desk.ts";
import { stories } from "./stories.ts";
import { FIRST_DAY } from "./stories/founding.ts";
import { openDay, type VisitorInvitation } from "./stories/lately.ts";
import { Season } from "./season.ts";

export type Demo = {
  readonly entries: readonly Entry[];
  readonly texts: readonly Wording[];
  /** The 32 bytes of the private key by which the community's node signs on. */
  readonly nodeKeySeed: Uint8Array;
  /** Each lets one visitor in, as a member, for thirty days. */
  readonly invitationsForVisitors: readonly VisitorInvitation[];
  /** What the rules refused on the way; none of it is in the log. */
  readonly refused: readonly { readonly kind: Kind; readonly refusal: Refusal }[];
  readonly origin: Id;
};

/** The same seed and end give the same bytes. Keys come from the seed: whoever is to go on alone with it takes a secret one. */
export const writeDemo = ({ seed, until }: { readonly seed: string; readonly until: Instant }): Demo => {
  const season = new Season(seed, FIRST_DAY, until);
  for (const story of stories) story(season);
  const invitationsForVisitors = openDay(season);
  season.live();
  const { log, refused } = season;
  return {
    entries: log.entries,
    texts: [...log.texts.values()],
    nodeKeySeed: log.seedOf("node"),
    invitationsForVisitors,
    refused,
    origin: log.origin,
  };
};
