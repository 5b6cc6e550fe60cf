/**
 * A process of a cluster under load, as a program: founds communities and hands acts in to each, one after the other, until it is killed.
 * It says on standard output what was acknowledged and which checkpoints it has shown; both must hold whatever happens to the database.
 * Usage: acting.ts NAME ADDRESS KEYS COMMUNITIES
 */
import type { Id } from "../../../src/core/kernel/types.ts";
import { installNativeHash } from "../../../src/node/crypto/sha256.ts";
import { NotSequencingError } from "../../../src/node/sequencer/submission.ts";
import type { HandedIn, Person } from "../people.ts";
import { ClusterProcess, foundThrough, introduce } from "./clusterProcess.ts";

const [name = "", address = "", keys = "", communities = "1"] = process.argv.slice(2);
const say = (...words: readonly (string | number)[]): void => void process.stdout.write(`${words.join(" ")}\n`);

/** As a device does: until it has its receipt. */
const handIn = async (one: ClusterProcess, origin: Id, act: HandedIn): Promise<void> => {
  for (;;) {
    try {
      const [answer] = await one.submit(origin, act);
      if (answer?.kind !== "recorded") throw new Error(JSON.stringify(answer));
      say("recorded", origin, answer.receipt.index, act.id);
      return;
    } catch (error) {
      if (!(error instanceof NotSequencingError)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
};

const act = async (one: ClusterProcess, origin: Id, founder: Person): Promise<never> => {
  const community = await one.community(origin);
  community.subscribe(({ head }) => say("head", origin, head.size, head.root));
  for (let place = 0; ; place += 1) await handIn(one, origin, introduce(founder, `${name} ${place}`));
};

installNativeHash();
const one = await ClusterProcess.start(address, keys);
const founded = [];
for (let place = 0; place < Number(communities); place += 1) founded.push(await foundThrough(one, `${name} ${place}`));
say("founded", ...founded.map(({ origin }) => origin));
await Promise.all(founded.map(({ origin, founder }) => act(one, origin, founder)));
