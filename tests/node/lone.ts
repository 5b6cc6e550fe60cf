/**
 * A village opened by itself, outside its host: with a store that may fail, a clock that may be wrong, and witnesses of one's choice.
 */
import { setImmediate as breathe } from "node:timers/promises";
import { instantOf } from "../../src/core/kernel/time.ts";
import type { LogStore } from "../../src/node/ports/logStore.ts";
import { systemRandom } from "../../src/node/ports/systemRandom.ts";
import { noWitnesses, type Witnesses } from "../../src/node/ports/witnesses.ts";
import { openCommunity } from "../../src/node/sequencer/community.ts";
import { NodeHand } from "../../src/node/sequencer/nodeHand.ts";
import { registryRulebook } from "../../src/node/sequencer/registryRulebook.ts";
import type { RunningCommunity } from "../../src/node/sequencer/running.ts";
import type { Answer } from "../../src/node/sequencer/submission.ts";
import { openLogStore } from "../../src/node/store/sqliteStore.ts";
import { foundVillage, nativeVerifier, newHost, type Host, type Village } from "./hosted.ts";
import { together, type HandedIn } from "./people.ts";

export type Append = LogStore["append"];
/** Another way of appending, made of the real one. */
export type Appending = (real: Append) => Append;

/** Lets what is on its way come to its end: as many turns of the event loop as anything here takes. */
export const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn += 1) await breathe();
};

export class Lone {
  readonly host: Host;
  readonly village: Village;
  /** By how much the machine's clock is wrong. */
  wrongMs = 0;
  /** What its store does instead of what a store does. */
  instead: Partial<LogStore> = {};
  #opened: RunningCommunity | null = null;

  private constructor(host: Host, village: Village) {
    this.host = host;
    this.village = village;
  }

  /** Founded by a host, and closed again. */
  static async found(): Promise<Lone> {
    const host = newHost();
    const village = await foundVillage(host);
    await host.communities.close();
    return new Lone(host, village);
  }

  get folder(): string {
    return this.host.folder.communityPath(this.village.origin);
  }

  async open(appending: Appending = (real) => real, witnesses: Witnesses = noWitnesses): Promise<RunningCommunity> {
    const store = openLogStore(this.folder);
    const signer = this.host.folder.signer(this.village.origin);
    if (signer === null) throw new Error("the village has no key");
    const { clock } = this.host;
    this.#opened = await openCommunity({
      store: { ...store, append: appending((one) => store.append(one)), ...this.instead },
      rulebook: registryRulebook,
      hand: new NodeHand(this.village.origin, signer, systemRandom),
      clock: { ...clock, now: () => instantOf(clock.now() + this.wrongMs) },
      verifier: nativeVerifier,
      witnesses,
      breathe,
      forgetTexts: () => Promise.resolve(),
    });
    return this.#opened;
  }

  /** An act of the founder's, signed now by a clock that is right. */
  introduce(name: string): HandedIn {
    return this.village.founder.write(this.host.clock.now(), "member.introduce", (text) => ({
      name: text(name),
      about: null,
    }));
  }

  submit(community: RunningCommunity, ...acts: readonly HandedIn[]): Promise<readonly Answer[]> {
    return community.submit(together(...acts), this.village.founder.key);
  }

  async remove(): Promise<void> {
    await this.#opened?.stop();
    await this.host.remove();
  }
}
