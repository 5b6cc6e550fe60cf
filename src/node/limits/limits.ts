/**
 * What one caller may ask of a node, each limit with its name and its reason. Strangers are counted by network, members by
 * device, and everything that is written by community too, so that one community cannot take the node from the others.
 */
import type { Rate } from "./tokenBuckets.ts";

/** A megabyte: a phone's outbox after weeks offline, with its texts. What is longer is sent in several requests. */
export const SUBMISSION_BYTES_MAX = 1_048_576;
/** A challenge's answer, an order of an operator: a few hundred bytes. */
export const JSON_BYTES_MAX = 16_384;
/** A checkpoint with 63 proof lines of 45 bytes and a dozen signatures (C2SP tlog-witness). */
export const CHECKPOINT_BYTES_MAX = 16_384;
/** More acts in one request than these make everybody behind it wait. */
export const ACTS_PER_SUBMISSION_MAX = 1_000;
export const TEXTS_PER_SUBMISSION_MAX = 4_000;
/** Entries per page of the feed: about a megabyte with texts. */
export const ENTRIES_PER_PAGE_MAX = 2_000;
/** Bytes per page, reached first where texts are long. */
export const PAGE_BYTES_MAX = 4_194_304;

/** Who has not sent a whole request in this time is holding a place that others need. */
export const REQUEST_MS_MAX = 30_000;
export const HEADERS_MS_MAX = 10_000;
export const CONNECTIONS_MAX = 10_000;

/** Listeners to changes: of one community, of one network (a hall full of phones is one), and behind by so many bytes. */
export const LISTENERS_PER_COMMUNITY_MAX = 5_000;
export const LISTENERS_PER_NETWORK_MAX = 2_000;
export const LISTENER_BACKLOG_BYTES_MAX = 65_536;
/** A comment this often tells a client, and every proxy between, that the line is alive. */
export const HEARTBEAT_MS = 20_000;

export type Sort = "read" | "page" | "write" | "found" | "session" | "witness";

export type Rates = {
  /** By network, for callers without a session. */
  readonly stranger: Readonly<Record<Sort, Rate>>;
  /** By device, for callers with one. */
  readonly device: Readonly<Record<Sort, Rate>>;
  /** By community, whoever calls. */
  readonly community: Readonly<Record<Sort, Rate>>;
};

const PLENTY: Rate = { burst: 20_000, perMinute: 120_000 };

export const RATES: Rates = {
  stranger: {
    // A verifier fetches a tile for every 256 entries, a household shares one network.
    read: { burst: 2_000, perMinute: 6_000 },
    page: { burst: 300, perMinute: 600 },
    // Joining, recovering and appealing take a handful of acts; a meeting room joins over one network in ten minutes.
    write: { burst: 120, perMinute: 120 },
    // A workshop founds forty communities from one room: a key and a founding for each, and some go wrong.
    found: { burst: 120, perMinute: 10 },
    // A hall full of phones signs in when the lights go on: a challenge and an answer each.
    session: { burst: 1_000, perMinute: 600 },
    witness: { burst: 120, perMinute: 600 },
  },
  device: {
    read: { burst: 2_000, perMinute: 6_000 },
    page: { burst: 300, perMinute: 600 },
    // An outbox after weeks offline at once, then ten acts a minute and more, which no hand exceeds.
    write: { burst: 1_000, perMinute: 60 },
    found: { burst: 120, perMinute: 10 },
    session: { burst: 60, perMinute: 30 },
    witness: { burst: 120, perMinute: 600 },
  },
  community: {
    read: PLENTY,
    page: PLENTY,
    write: { burst: 10_000, perMinute: 12_000 },
    found: PLENTY,
    session: { burst: 1_000, perMinute: 2_000 },
    witness: PLENTY,
  },
};

/** For measuring: what the node can do, not what it lets one caller do. */
export const WITHOUT_LIMIT: Rate = { burst: 1_000_000_000, perMinute: 1_000_000_000 };
