/**
 * A whole node in one call: its folder, its communities, its witness and allies, its interface, its server. The surprising
 * rule: it stops in the opposite order, and only after the last answer is on its way, so that nothing acknowledged is lost
 * and nothing half done is acknowledged.
 */
import { mkdirSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { setImmediate as breathe } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import packageFile from "../../package.json" with { type: "json" };
import type { Verifier } from "../core/log/ed25519.ts";
import { createApi } from "./api/app.ts";
import { Listeners } from "./api/listeners.ts";
import { Metrics } from "./api/metrics.ts";
import { openWebFiles } from "./api/webFiles.ts";
import { openBackups } from "./backup/backups.ts";
import { installNativeHash } from "./crypto/sha256.ts";
import { openVerifierPool } from "./crypto/verifierPool.ts";
import { confirmedShelf } from "./hosting/confirmedShelf.ts";
import { Hosted } from "./hosting/hosted.ts";
import { operatorToken } from "./hosting/operatorToken.ts";
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
  readonly verifier?: Verifier;
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
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const folder = new NodeFolder(options.dataDir);
  const unlock = folder.lock();
  try {
    return await running(options, folder, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
};

const running = async (options: NodeOptions, folder: NodeFolder, unlock: () => void): Promise<RunningNode> => {
  const { clock = systemClock, random = systemRandom, exchange = overHttp, host = "127.0.0.1" } = options;
  const settings: Settings = { ...readSettings(folder.path), ...options.settings };
  const pool = openVerifierPool();
  const verifier = options.verifier ?? pool;
  const log = openLog(settings.logLevel);
  const demo = (await options.demo?.({ folder, clock, random, verifier })) ?? noDemo;

  const listeners = new Listeners(clock);
  const sessions = new Sessions(clock, random);
  const rounds = new Rounds({
    allies: settings.witnesses.map((ally) => new Ally(ally, exchange, verifier)),
    quorum: settings.quorum ?? majorityOf(settings.witnesses.length),
    shelf: confirmedShelf(folder),
    clock,
    onConfirmed: (community, { size }) => listeners.announce(community, "confirmed", { size }),
  });
  const backups = openBackups(folder);
  const memory = openWitnessMemory(folder.path, random);
  const witness = createWitness(memory, settings.logs, { clock, verifier });
  const hosted = new Hosted(
    () => communities,
    clock,
    () => freeBytes(folder.path),
  );
  const communities = openCommunities({
    folder,
    rulebook: registryRulebook,
    clock,
    random,
    verifier,
    breathe: () => breathe(),
    witnessesFor: (nodeKey, head) => rounds.witnessesFor(nodeKey, head),
    forgetTexts: (origin, hashes) => backups.forgetTexts(origin, hashes),
    onOpen: (community) => followed(community, hosted, rounds),
  });

  let isStopping = false;
  const token = operatorToken(folder.path, random);
  const metrics = new Metrics(() => ({ ...hosted.numbers(), sessions: sessions.size, listeners: listeners.count }));
  const api = createApi({
    version: packageFile.version,
    settings: { ...settings, rates: options.rates ?? RATES },
    operatorToken: token,
    hosting: hosted,
    confirmations: rounds,
    witness,
    demo,
    clock,
    verifier,
    sessions,
    challenges: new Challenges(clock, random),
    listeners,
    web: await openWebFiles(options.webDir ?? WEB_DIR),
    metrics,
    log,
    isStopping: () => isStopping,
    backup: (community, at) => backups.make(community.reader, at),
  });
  const served = await listen(api, host, options.port);
  log.info({ event: "started", communities: communities.list().length });
  const touring = tour(communities, () => isStopping);

  const stop = async (): Promise<void> => {
    isStopping = true;
    listeners.close();
    await served.close();
    await touring;
    rounds.close();
    await communities.close();
    memory.close();
    await pool.close();
    log.info({ event: "stopped" });
    unlock();
  };
  const address = `http://${host.includes(":") ? `[${host}]` : host}:${served.port}`;
  return { address, operatorToken: token, witnessKey: witness.vkey, communities, stop: once(stop) };
};

const noDemo: DemoDesk = { visit: () => Promise.resolve(null) };

const followed = async (community: RunningCommunity, hosted: Hosted, rounds: Rounds): Promise<() => void> => {
  const closed = hosted.opened(community);
  const unfollow = await rounds.follow(community);
  return () => {
    unfollow();
    closed();
  };
};

/** Opens each community once, so that what fell due while the node was off is seen to. */
const tour = async (communities: Communities, isOver: () => boolean): Promise<void> => {
  for (const origin of communities.list()) {
    if (isOver()) return;
    await communities.find(origin).catch(() => null);
  }
};

const freeBytes = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

/** Stopping twice is stopping once: two signals come when somebody is impatient. */
const once = (work: () => Promise<void>): (() => Promise<void>) => {
  let done: Promise<void> | null = null;
  return () => (done ??= work());
};
