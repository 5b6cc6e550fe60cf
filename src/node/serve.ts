/**
 * A whole node in one call: its folder, its communities, its witness and allies, its interface, its server. The surprising
 * rule: it stops in the opposite order, and only after the last answer is on its way, so that nothing acknowledged is lost
 * and nothing half done is acknowledged.
 */
import { setImmediate as breathe } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import packageFile from "../../package.json" with { type: "json" };
import type { Verifier } from "../core/log/ed25519.ts";
import { createApi } from "./api/app.ts";
import type { ApiParts, WitnessDesk } from "./api/parts.ts";
import { Listeners } from "./api/listeners.ts";
import { Metrics } from "./api/metrics.ts";
import { openWebFiles } from "./api/webFiles.ts";
import { openCarriers } from "./attention/carriers.ts";
import { NoticeDesk } from "./attention/noticeDesk.ts";
import { openBackups, type Backups } from "./backup/backups.ts";
import { installNativeHash } from "./crypto/sha256.ts";
import { openVerifierPool } from "./crypto/verifierPool.ts";
import { Closers } from "./hosting/closers.ts";
import { freeBytes } from "./hosting/freeBytes.ts";
import { Hosted } from "./hosting/hosted.ts";
import { operatorToken } from "./hosting/operatorToken.ts";
import { openPlace, type Place } from "./hosting/place.ts";
import { RATES, type Rates } from "./limits/limits.ts";
import { openLog } from "./logging.ts";
import type { Clock } from "./ports/clock.ts";
import type { DemoDesk, OpenDemo } from "./ports/demo.ts";
import type { Random } from "./ports/random.ts";
import { systemClock } from "./ports/systemClock.ts";
import { systemRandom } from "./ports/systemRandom.ts";
import { openCommunities } from "./sequencer/communities.ts";
import { registryRulebook } from "./sequencer/registryRulebook.ts";
import type { Communities, RunningCommunity } from "./sequencer/running.ts";
import { listen } from "./serving.ts";
import { Challenges } from "./session/challenges.ts";
import { Sessions } from "./session/sessions.ts";
import { readSettings, type Settings } from "./settings.ts";
import { NodeFolder } from "./store/nodeFolder.ts";
import { Ally } from "./witness/ally.ts";
import { openWitnessMemory } from "./witness/memory.ts";
import { overHttp, type Exchange } from "./witness/post.ts";
import { majorityOf, Rounds } from "./witness/rounds.ts";
import { createWitness } from "./witness/witness.ts";

export type NodeOptions = {
  readonly dataDir: string;
  /** 0: a free one. */
  readonly port: number;
  /** This machine alone unless told otherwise; a reverse proxy brings the rest of the world. */
  readonly host?: string;
  /** The demo community that visitors may look around in; without it there is none. */
  readonly demo?: OpenDemo;
  /** Instead of what node.json says. */
  readonly settings?: Partial<Settings>;
  readonly rates?: Rates;
  readonly clock?: Clock;
  readonly random?: Random;
  readonly exchange?: Exchange;
  /** The built app; for tests that need none, any empty folder. */
  readonly webDir?: string;
};

export type RunningNode = {
  /** Such as `http://127.0.0.1:8080`. */
  readonly address: string;
  readonly operatorToken: string;
  readonly witnessKey: string;
  readonly communities: Communities;
  /** Answers when the last answer is sent, the last batch stored and everything closed. */
  readonly stop: () => Promise<void>;
};

const WEB_DIR = fileURLToPath(new URL("../../dist/web", import.meta.url));

/** Starts the node; it serves when this answers. Throws `NodeRunsError` where another process runs it. */
export const startNode = async (options: NodeOptions): Promise<RunningNode> => {
  installNativeHash();
  const closers = new Closers();
  try {
    const ground = await openGround(options, closers);
    const witnessing = openWitnessing(ground, closers);
    const hosting = openHosting(ground, witnessing, closers);
    const parts = await partsOf(options, ground, witnessing, hosting);
    return await serving(options, parts, hosting.communities, ground.place, closers);
  } catch (error) {
    await closers.close();
    throw error;
  }
};

type Ground = {
  readonly folder: NodeFolder;
  readonly place: Place;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly random: Random;
  readonly verifier: Verifier;
  readonly exchange: Exchange;
  readonly backups: Backups;
  readonly listeners: Listeners;
};

/** The folder, this process's alone, and what comes from outside. */
const openGround = async (options: NodeOptions, closers: Closers): Promise<Ground> => {
  const { clock = systemClock, random = systemRandom, exchange = overHttp } = options;
  const folder = new NodeFolder(options.dataDir);
  closers.add(folder.lock());
  const settings: Settings = { ...readSettings(folder.path), ...options.settings };
  const place = await openPlace(folder, settings.store, { clock, random, rulebook: registryRulebook, breathe });
  closers.add(() => place.close());
  const pool = openVerifierPool();
  closers.add(() => pool.close());
  const listeners = new Listeners(clock);
  return { folder, place, settings, clock, random, verifier: pool, exchange, backups: openBackups(folder), listeners };
};

type Witnessing = { readonly rounds: Rounds; readonly witness: WitnessDesk };

/** The node as a witness of others, and the others as witnesses of this node. */
const openWitnessing = (ground: Ground, closers: Closers): Witnessing => {
  const { folder, place, settings, clock, random, verifier, exchange, listeners } = ground;
  const memory = openWitnessMemory(folder.path, random);
  closers.add(() => memory.close());
  const rounds = new Rounds({
    allies: settings.witnesses.map((ally) => new Ally(ally, exchange, verifier)),
    quorum: settings.quorum ?? majorityOf(settings.witnesses.length),
    shelf: place.confirmed,
    clock,
    onConfirmed: (community, { size }) => listeners.announce(community, "confirmed", { size }),
  });
  return { rounds, witness: createWitness(memory, settings.logs, { clock, verifier }) };
};

const openHosting = (ground: Ground, { rounds }: Witnessing, closers: Closers) => {
  const { folder, place, settings, clock, random, verifier, backups } = ground;
  const hosted = new Hosted(
    () => communities,
    clock,
    () => freeBytes(folder.path),
  );
  const carriers = openCarriers(folder.path, random, { ...settings.notices, addresses: settings.addresses });
  const notices = new NoticeDesk({ folder, clock, random, carriers, find: (origin) => communities.find(origin) });
  const communities = openCommunities({
    home: place.home,
    rulebook: registryRulebook,
    clock,
    random,
    verifier,
    breathe: () => breathe(),
    witnessesFor: (nodeKey, head) => rounds.witnessesFor(nodeKey, head),
    forgetTexts: (origin, hashes) => backups.forgetTexts(origin, hashes),
    ...place.opening(
      (community) => hosted.opened(community),
      (community) => followed(community, rounds, notices),
    ),
  });
  closers.add(() => communities.close());
  closers.add(() => rounds.close());
  closers.add(() => notices.close());
  return { hosted, communities, notices };
};

/** What only the process that writes a community does for it. */
const followed = async (community: RunningCommunity, rounds: Rounds, notices: NoticeDesk): Promise<() => void> => {
  const unfollow = await rounds.follow(community);
  const silence = notices.follow(community);
  return () => {
    silence();
    unfollow();
  };
};

const noDemo: DemoDesk = { visit: () => Promise.resolve(null) };

type Hosting = ReturnType<typeof openHosting>;
type Standing = { isStopping: boolean };
type Parts = Omit<ApiParts, "isStopping">;

const partsOf = async (
  options: NodeOptions,
  { folder, settings, clock, random, verifier, backups, listeners }: Ground,
  { rounds, witness }: Witnessing,
  { hosted, notices }: Hosting,
): Promise<Parts> => {
  const sessions = new Sessions(clock, random);
  // The demo is written into a folder, where a cluster has no communities.
  const demo = settings.store === undefined ? options.demo : undefined;
  return {
    version: packageFile.version,
    settings: { ...settings, rates: options.rates ?? RATES },
    operatorToken: operatorToken(folder.path, random),
    hosting: hosted,
    confirmations: rounds,
    witness,
    demo: (await demo?.({ folder, clock, random, verifier })) ?? noDemo,
    notices,
    clock,
    verifier,
    sessions,
    challenges: new Challenges(clock, random),
    listeners,
    web: await openWebFiles(options.webDir ?? WEB_DIR),
    metrics: new Metrics(() => ({
      ...hosted.numbers(),
      ...notices.numbers(),
      sessions: sessions.size,
      listeners: listeners.count,
    })),
    log: openLog(settings.logLevel),
    backup: (community, at) => backups.make(community.reader, at),
  };
};

const serving = async (
  options: NodeOptions,
  parts: Parts,
  communities: Communities,
  place: Place,
  closers: Closers,
): Promise<RunningNode> => {
  const { host = "127.0.0.1" } = options;
  const standing: Standing = { isStopping: false };
  const api = createApi({ ...parts, isStopping: () => standing.isStopping });
  const served = await listen(api, host, options.port);
  parts.log.info({ event: "started", communities: communities.list().length });
  const touring = place.begin(communities, () => standing.isStopping);
  closers.add(() => touring);
  closers.add(() => served.close());
  closers.add(() => {
    standing.isStopping = true;
    parts.listeners.close();
  });
  return {
    address: `http://${host.includes(":") ? `[${host}]` : host}:${served.port}`,
    operatorToken: parts.operatorToken,
    witnessKey: parts.witness.vkey,
    communities,
    stop: async () => {
      await closers.close();
      parts.log.info({ event: "stopped" });
    },
  };
};
