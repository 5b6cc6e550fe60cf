/**
 * A community with many devices, hosted by a real node in a folder, and acts that they have signed and not handed in. The clock
 * goes along with the acts while the community grows, and then runs with the machine's, so that every act is in time.
 */
import { setImmediate as breathe } from "node:timers/promises";
import { DAY_MS, instantOf } from "../../src/core/kernel/time.ts";
import type { Entry, SignedAct } from "../../src/core/kernel/types.ts";
import type { Clock } from "../../src/node/ports/clock.ts";
import { noWitnesses } from "../../src/node/ports/witnesses.ts";
import { systemClock } from "../../src/node/ports/systemClock.ts";
import { systemRandom } from "../../src/node/ports/systemRandom.ts";
import { openCommunity } from "../../src/node/sequencer/community.ts";
import { NodeHand } from "../../src/node/sequencer/nodeHand.ts";
import { registryRulebook } from "../../src/node/sequencer/registryRulebook.ts";
import type { RunningCommunity } from "../../src/node/sequencer/running.ts";
import type { Submission } from "../../src/node/sequencer/submission.ts";
import type { VerifierPool } from "../../src/node/crypto/verifierPool.ts";
import { createLogFile, openLogStore } from "../../src/node/store/sqliteStore.ts";
import { Town } from "../town/town.ts";

export type Order = { readonly people: number; readonly acts: number };
/** `signed`: the acts, in an order in which they may be handed in. */
export type Prepared = {
  readonly community: RunningCommunity;
  readonly signed: readonly SignedAct[];
  readonly submission: (acts: readonly SignedAct[]) => Submission;
};

export const prepare = async (folder: string, verifier: VerifierPool, { people, acts }: Order): Promise<Prepared> => {
  const entries: Entry[] = [];
  const town = new Town({ people, proposals: 0, signing: "signed" }, (taken, fold) => {
    entries.push(...taken);
    return fold();
  });
  const { ledger } = town;
  writeActs(town, acts);
  ledger.fold();
  const all = entries.flatMap(({ signed }) => ("act" in signed ? [signed] : []));
  const submission = (some: readonly SignedAct[]): Submission => ({
    acts: some.map(({ bytes, signature }) => [bytes, signature]),
    texts: some.flatMap(({ act }) => {
      const texts: [Uint8Array, Uint8Array][] = [];
      registryRulebook.visitTexts(act.command, (hash) => {
        const text = ledger.texts.get(hash);
        if (text !== undefined) texts.push([text.salt, text.utf8]);
      });
      return texts;
    }),
  });
  const clock = settableClock(all[0]?.act.signedAt ?? 0);
  const community = await hosted(folder, town, verifier, clock);
  const before = all.slice(0, all.length - acts);
  for (const signed of before) {
    clock.set(signed.act.signedAt);
    requireRecorded(await community.submit(submission([signed]), "town"));
  }
  clock.set(ledger.now);
  clock.run();
  community.confirmClock();
  return { community, signed: all.slice(all.length - acts), submission };
};

/** The mix of a busy evening: a matter is in its round, three in four speak on it, and one in four writes something. */
const writeActs = ({ ledger, people }: Town, acts: number): void => {
  const [author] = people;
  if (author === undefined) throw new Error("a town has its founder");
  const matter = ledger.act(author, "proposal.draft", (text) => ({
    decisionClass: "ordinary",
    title: text("Bread on Fridays"),
    text: text("We sign for three months and look at it again."),
    commands: [],
    reviewDays: null,
  }));
  ledger.act(author, "proposal.open", { proposal: matter });
  ledger.wait(5 * DAY_MS);
  ledger.act(author, "proposal.freeze", (text) => ({ version: matter, summary: text("Bread, leave any time.") }));
  ledger.isOffline = true;
  for (let place = 0; place < acts; place += 1) {
    const person = people[place % people.length] ?? author;
    if (place % 4 === 0)
      ledger.act(person, "member.introduce", (text) => ({ name: text(`Somebody, the ${place}th`), about: null }));
    else if (Math.floor(place / people.length) % 2 === 0) ledger.act(person, "proposal.consent", { version: matter });
    else ledger.act(person, "proposal.standAside", { version: matter, reason: null });
  }
};

export const requireRecorded = (answers: Awaited<ReturnType<RunningCommunity["submit"]>>): void => {
  const other = answers.find(({ kind }) => kind !== "recorded");
  if (other !== undefined) throw new Error(`an act of the town was not recorded: ${JSON.stringify(other)}`);
};

type SettableClock = Clock & { readonly set: (now: number) => void; readonly run: () => void };
/** Stands where it is set until it runs with the machine's. */
const settableClock = (start: number): SettableClock => {
  let [standing, runningSince] = [start, Number.NaN];
  return {
    ...systemClock,
    now: () => instantOf(standing + (Number.isNaN(runningSince) ? 0 : systemClock.now() - runningSince)),
    set: (now) => (standing = now),
    run: () => (runningSince = systemClock.now()),
  };
};

const hosted = (folder: string, { ledger }: Town, verifier: VerifierPool, clock: Clock): Promise<RunningCommunity> => {
  const { signer } = ledger.node;
  if (signer === null) throw new Error("a node always signs");
  createLogFile(folder, ledger.origin);
  return openCommunity({
    store: openLogStore(folder),
    rulebook: registryRulebook,
    hand: new NodeHand(ledger.origin, signer, systemRandom),
    clock,
    verifier,
    witnesses: noWitnesses,
    breathe,
    forgetTexts: () => Promise.resolve(),
  });
};
