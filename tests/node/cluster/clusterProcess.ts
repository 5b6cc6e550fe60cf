/**
 * One process's part in a cluster, several of which run in one test: the real store, the real forwarding and the machine's own clock,
 * with leases short enough that nobody waits long for one to run out.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as breathe } from "node:timers/promises";
import type { Id } from "../../../src/core/kernel/types.ts";
import { foundingBody, template } from "../../../src/core/templates/index.ts";
import { Cluster } from "../../../src/node/cluster/cluster.ts";
import { systemClock } from "../../../src/node/ports/systemClock.ts";
import { systemRandom } from "../../../src/node/ports/systemRandom.ts";
import { noWitnesses, type Witnesses } from "../../../src/node/ports/witnesses.ts";
import { openCommunities } from "../../../src/node/sequencer/communities.ts";
import { registryRulebook } from "../../../src/node/sequencer/registryRulebook.ts";
import type { Communities, RunningCommunity } from "../../../src/node/sequencer/running.ts";
import { nativeVerifier } from "../hosted.ts";
import { Person, type HandedIn } from "../people.ts";

const PACE = { beatMs: 200, leaseMs: 1_000 };

export class ClusterProcess {
  readonly communities: Communities;
  readonly cluster: Cluster;
  readonly #folder: string;
  #isClosed = false;

  private constructor(cluster: Cluster, folder: string, witnesses: Witnesses) {
    this.cluster = cluster;
    this.#folder = folder;
    this.communities = openCommunities({
      home: cluster.home,
      rulebook: registryRulebook,
      clock: systemClock,
      random: systemRandom,
      verifier: nativeVerifier,
      breathe,
      witnessesFor: () => witnesses,
      forgetTexts: () => Promise.resolve(),
      share: (origin, write) => cluster.share(origin, write, () => Promise.resolve(() => undefined)),
      onOpen: () => Promise.resolve(() => undefined),
    });
  }

  static async start(address: string, keys: string, witnesses = noWitnesses): Promise<ClusterProcess> {
    const folder = mkdtempSync(join(tmpdir(), "folkmoot-process-"));
    const cluster = await Cluster.open({
      address,
      keyFile: join(folder, "store.keys"),
      keys,
      host: "127.0.0.1",
      port: 0,
      cacheFolder: join(folder, "cache"),
      clock: systemClock,
      random: systemRandom,
      rulebook: registryRulebook,
      breathe,
      pace: PACE,
    });
    const one = new ClusterProcess(cluster, folder, witnesses);
    await cluster.begin(one.communities);
    return one;
  }

  async community(origin: Id): Promise<RunningCommunity> {
    const community = await this.communities.find(origin);
    if (community === null) throw new Error("the community is not there");
    return community;
  }

  async submit(origin: Id, act: HandedIn) {
    return (await this.community(origin)).submit(act, "somebody");
  }

  async stop(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.communities.close();
    await this.cluster.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** A neighbourhood with its founder. */
export const foundThrough = async (
  { communities }: ClusterProcess,
  name: string,
): Promise<{ readonly origin: Id; readonly founder: Person }> => {
  const founder = new Person(`founder of ${name}`);
  const nodeKey = await communities.prepare();
  const founding = founder.write(systemClock.now(), "charter.found", (text) =>
    foundingBody(template("neighbourhood"), { name: text(name), purpose: null, locale: "en", nodeKey }),
  );
  const { origin, answers } = await communities.found(founding, "somebody");
  if (origin === null) throw new Error(`not founded: ${JSON.stringify(answers)}`);
  founder.belongTo(origin);
  return { origin, founder };
};

export const introduce = (founder: Person, name: string): HandedIn =>
  founder.write(systemClock.now(), "member.introduce", (text) => ({ name: text(name), about: null }));

/** Until it is so; the test's own time limit ends what never comes. */
export const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
};
