/**
 * The communities of a folder whose node does not run, worked by this process for the length of one command: the same sequencer, the same
 * store, fenced like any other writer, without a server.
 */
import { setImmediate as breathe } from "node:timers/promises";
import type { Id } from "../../core/kernel/types.ts";
import { isRefusal } from "../../core/kernel/refusal.ts";
import type { Signer } from "../../core/log/ed25519.ts";
import { command } from "../../core/registry.ts";
import { openBackups } from "../../node/backup/backups.ts";
import { openVerifierPool } from "../../node/crypto/verifierPool.ts";
import { confirmedShelf } from "../../node/hosting/confirmedShelf.ts";
import { systemClock } from "../../node/ports/systemClock.ts";
import { systemRandom } from "../../node/ports/systemRandom.ts";
import { openCommunities } from "../../node/sequencer/communities.ts";
import { registryRulebook } from "../../node/sequencer/registryRulebook.ts";
import type { Communities, RunningCommunity } from "../../node/sequencer/running.ts";
import type { Answer } from "../../node/sequencer/submission.ts";
import { readSettings } from "../../node/settings.ts";
import type { NodeFolder } from "../../node/store/nodeFolder.ts";
import { Ally } from "../../node/witness/ally.ts";
import { overHttp } from "../../node/witness/post.ts";
import { majorityOf, Rounds } from "../../node/witness/rounds.ts";
import { FailedError } from "../exits.ts";
import type { Result } from "../remote/nodeClient.ts";
import type { CommunityLog, Door } from "./door.ts";
import { folderHome } from "../../node/store/folderHome.ts";

/** As whose acts they count in the queue: nobody else hands any in here. */
const HERE = "this terminal";

/** Throws `NodeRunsError` where another process runs the node. */
export const localDoor = (folder: NodeFolder): Door => {
  const unlock = folder.lock();
  const communities = opened(folder);
  const find = async (community: Id): Promise<RunningCommunity> => {
    const found = await communities.find(community);
    if (found === null) throw new FailedError("cli.community.notHere", { community });
    return found;
  };
  return {
    address: null,
    prepare: () => communities.prepare(),
    found: async (submission) => (await communities.found(submission, HERE)).answers.map(resultOf),
    log: async (community) => logOf(await find(community)),
    submit: async (community, submission, { publicKey }: Signer) =>
      (await (await find(community)).submit(submission, publicKey)).map(resultOf),
    erasePublic: async (community, erasure): Promise<Result> => {
      const running = await find(community);
      const outcome = await running.recordNodeAct(command("text.erasePublic", erasure));
      if ("refused" in outcome && isRefusal(outcome)) return { kind: "refused", id: community, refusal: outcome };
      return { kind: "recorded", receipt: outcome };
    },
    close: async () => {
      await communities.close();
      unlock();
    },
  };
};

const logOf = (community: RunningCommunity): CommunityLog => ({
  checkpoint: () => Promise.resolve(community.head().checkpoint),
  tile: async (address) => (await community.tiles.tile(address)) ?? new Uint8Array(0),
  founding: async () => {
    const [first] = await community.reader.entries(0, 1);
    if (first === undefined) throw new FailedError("cli.community.notHere", { community: community.origin });
    return first;
  },
});

const opened = (folder: NodeFolder): Communities => {
  const { witnesses, quorum } = readSettings(folder.path);
  const verifier = openVerifierPool(0);
  const rounds = new Rounds({
    allies: witnesses.map((witness) => new Ally(witness, overHttp, verifier)),
    quorum: quorum ?? majorityOf(witnesses.length),
    shelf: confirmedShelf(folder),
    clock: systemClock,
    onConfirmed: () => undefined,
  });
  const backups = openBackups(folder);
  return openCommunities({
    home: folderHome(folder),
    rulebook: registryRulebook,
    clock: systemClock,
    random: systemRandom,
    verifier,
    breathe: () => breathe(),
    witnessesFor: (nodeKey, head) => rounds.witnessesFor(nodeKey, head),
    forgetTexts: (origin, hashes) => backups.forgetTexts(origin, hashes),
    // Checkpoints made meanwhile are brought to the witnesses when the node runs again.
    onOpen: () => Promise.resolve(() => undefined),
  });
};

const resultOf = (answer: Answer): Result => answer;
