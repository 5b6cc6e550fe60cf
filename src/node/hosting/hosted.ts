/**
 * The communities of a node as the API asks for them, and what is known of them without asking each: which are public, how
 * they are, their numbers. The surprising rule: the name in the public list is kept in memory only and made anew when a text
 * is erased, so that no file keeps a name that its community took back.
 */
import { textOf } from "../../core/log/utf8.ts";
import { charter } from "../../core/registry.ts";
import type { Id, Instant } from "../../core/kernel/types.ts";
import { askedAt } from "../api/callerKind.ts";
import type { HealthCheck, HealthReport, Hosting, Listing } from "../api/parts.ts";
import type { NodeNumbers } from "../api/metrics.ts";
import type { Clock } from "../ports/clock.ts";
import type { Communities, Measures, News, RunningCommunity } from "../sequencer/running.ts";

/** What is known of one community; `until` is when a decision that lists it ends. */
type Known = { readonly listing: Listing | null; readonly until: Instant | null };
export type FreeSpace = () => Promise<number>;

/** Below this a backup or a growing log may not fit any more. */
const FREE_BYTES_MIN = 500_000_000;
const GIGABYTE = 1_000_000_000;

const good = (says: string): HealthCheck => ({ state: "good", says });
const trouble = (says: string): HealthCheck => ({ state: "trouble", says });

export class Hosted implements Hosting {
  readonly #communities: () => Communities;
  readonly #clock: Clock;
  readonly #freeSpace: FreeSpace;
  readonly #open = new Map<Id, RunningCommunity>();
  readonly #known = new Map<Id, Known>();
  /** Of communities that were closed since the start. */
  #past: Measures = { entries: 0, waiting: 0, recorded: 0, refused: 0, commits: 0, promised: 0 };

  constructor(communities: () => Communities, clock: Clock, freeSpace: FreeSpace) {
    this.#communities = communities;
    this.#clock = clock;
    this.#freeSpace = freeSpace;
  }

  prepare: Hosting["prepare"] = () => this.#communities().prepare();
  found: Hosting["found"] = (submission, from) => this.#communities().found(submission, from);

  /** A log whose founding act was never recorded is no community yet. */
  async find(id: Id): Promise<RunningCommunity | null> {
    const community = await this.#communities().find(id);
    return community === null || community.head().size === 0 ? null : community;
  }

  /** For each community that opens; the answer is for when it closes. */
  opened(community: RunningCommunity): () => void {
    this.#open.set(community.origin, community);
    this.#known.delete(community.origin);
    const stop = community.subscribe((news) => {
      if (changesListing(news)) this.#known.delete(community.origin);
    });
    return () => {
      stop();
      this.#open.delete(community.origin);
      this.#past = sum([this.#past, { ...community.measures(), entries: 0, waiting: 0 }]);
    };
  }

  async listed(): Promise<readonly Listing[]> {
    const listings: Listing[] = [];
    for (const id of this.#communities().list()) {
      const { listing } = await this.#knownOf(id);
      if (listing !== null) listings.push(listing);
    }
    return listings.sort((a, b) => (a.name ?? "").localeCompare(b.name ?? "") || (a.id < b.id ? -1 : 1));
  }

  async health(): Promise<HealthReport> {
    const states = [...this.#open.values()].map((community) => community.health());
    const doubting = states.find((state) => state.state === "clockInDoubt");
    const stopped = states.filter((state) => state.state === "stopped");
    return {
      clock:
        doubting === undefined
          ? good("The clock agrees with the logs.")
          : trouble(`The clock is in doubt: ${doubting.reason}.`),
      disk: await this.#disk(),
      store:
        stopped[0] === undefined
          ? good("Every open community is recording.")
          : trouble(`${stopped.length} of ${states.length} open communities record nothing: ${stopped[0].reason}.`),
    };
  }

  numbers(): Measures & Pick<NodeNumbers, "communities" | "communitiesOpen"> {
    const open = [...this.#open.values()];
    const totals = sum([this.#past, ...open.map((community) => community.measures())]);
    return { ...totals, communities: this.#communities().list().length, communitiesOpen: open.length };
  }

  async #disk(): Promise<HealthCheck> {
    try {
      const free = await this.#freeSpace();
      const says = `${(free / GIGABYTE).toFixed(1)} GB are free.`;
      return free < FREE_BYTES_MIN ? trouble(`${says} Make room soon.`) : good(says);
    } catch {
      return trouble("How much room is left on the disk cannot be read.");
    }
  }

  async #knownOf(id: Id): Promise<Known> {
    const kept = this.#known.get(id);
    if (kept !== undefined && (kept.until === null || this.#clock.now() < kept.until)) return kept;
    const community = await this.find(id).catch(() => null);
    const known = community === null ? { listing: null, until: null } : await knownFrom(community, this.#clock.now());
    this.#known.set(id, known);
    return known;
  }
}

const changesListing = ({ events, erased }: News): boolean =>
  erased.length > 0 || events.some(({ kind }) => kind.startsWith("charter."));

const knownFrom = async (community: RunningCommunity, now: Instant): Promise<Known> => {
  const questions = community.core.standing(community.world(), charter, askedAt(community, now));
  const until = questions.made("publish.isListed")?.endsAt ?? null;
  if (!questions.isSet("publish.isListed")) return { listing: null, until };
  const hash = questions.founding?.name ?? null;
  const text = hash === null ? undefined : (await community.reader.texts([hash])).get(hash);
  const name = text === undefined ? null : textOf(text.utf8);
  return { listing: { id: community.origin, name, vkey: community.vkey }, until };
};

const sum = (all: readonly Measures[]): Measures =>
  all.reduce((a, b) => ({
    entries: a.entries + b.entries,
    waiting: a.waiting + b.waiting,
    recorded: a.recorded + b.recorded,
    refused: a.refused + b.refused,
    commits: a.commits + b.commits,
    promised: a.promised + b.promised,
  }));
