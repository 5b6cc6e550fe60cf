/**
 * A node as a process of its own, for tests that kill it or watch its system calls: acts are handed in on several lanes
 * at once, and a line `id index` goes to standard output for each receipt, after it was given. `appender.ts FOLDER LANES ACTS`.
 */
import { writeSync } from "node:fs";
import { setImmediate as breathe } from "node:timers/promises";
import { foundingBody, template } from "../../src/core/templates/index.ts";
import { openVerifierPool } from "../../src/node/crypto/verifierPool.ts";
import { installNativeHash } from "../../src/node/crypto/sha256.ts";
import { systemClock } from "../../src/node/ports/systemClock.ts";
import { systemRandom } from "../../src/node/ports/systemRandom.ts";
import { noWitnesses } from "../../src/node/ports/witnesses.ts";
import { openCommunities } from "../../src/node/sequencer/communities.ts";
import { registryRulebook } from "../../src/node/sequencer/registryRulebook.ts";
import { NodeFolder } from "../../src/node/store/nodeFolder.ts";
import type { Id } from "../../src/core/kernel/types.ts";
import { Person } from "./people.ts";
import { folderHome } from "../../src/node/store/folderHome.ts";

const [path = "", lanes = "8", acts = "1000000"] = process.argv.slice(2);

installNativeHash();
const folder = new NodeFolder(path);
folder.lock();
const communities = openCommunities({
  home: folderHome(folder),
  rulebook: registryRulebook,
  clock: systemClock,
  random: systemRandom,
  verifier: openVerifierPool(2),
  breathe,
  witnessesFor: () => noWitnesses,
  forgetTexts: () => Promise.resolve(),
  onOpen: () => Promise.resolve(() => undefined),
});

const founder = new Person("founder");

const found = async (): Promise<Id> => {
  const nodeKey = await communities.prepare();
  const founding = founder.write(systemClock.now(), "charter.found", (text) =>
    foundingBody(template("neighbourhood"), { name: text("Lindenhof"), purpose: null, locale: "en", nodeKey }),
  );
  const { origin, answers } = await communities.found(founding, founder.key);
  if (origin === null) throw new Error(JSON.stringify(answers));
  return origin;
};

const origin = communities.list()[0] ?? (await found());
const community = await communities.find(origin);
if (community === null) throw new Error("not hosted");
founder.belongTo(origin);
/** Above any number that an earlier run used: each act took one number and one place in the log. */
let seq = 10 * community.head().size;
let left = Number(acts);

const hand = async (): Promise<void> => {
  while (left > 0) {
    left -= 1;
    seq += 1;
    const words = `name ${seq}`;
    const act = founder.write(systemClock.now(), "member.introduce", (text) => ({ name: text(words), about: null }), {
      seq,
    });
    const [answer] = await community.submit(act, founder.key);
    if (answer?.kind !== "recorded") throw new Error(JSON.stringify(answer));
    writeSync(1, `${answer.receipt.id} ${answer.receipt.index}\n`);
  }
};
await Promise.all(Array.from({ length: Number(lanes) }, hand));
await communities.close();
