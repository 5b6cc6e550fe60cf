/**
 * Allied witnesses in a simulated world: the real witness, asked over the simulated network by the real rounds. The surprising rule: an
 * ally's memory never fails here; what happens when it does is the witness's own test.
 */
import { checkpointKey, originLine, readCheckpoint } from "../../core/log/checkpoint.ts";
import { formatVerifierKey } from "../../core/log/note.ts";
import { utf8Of } from "../../core/log/utf8.ts";
import type { Id, Seen } from "../../core/kernel/types.ts";
import { nativeSigner } from "../../node/crypto/ed25519.ts";
import { Ally } from "../../node/witness/ally.ts";
import type { WitnessedLog, WitnessMemory } from "../../node/witness/memory.ts";
import type { Exchange, Reply } from "../../node/witness/post.ts";
import { majorityOf, Rounds } from "../../node/witness/rounds.ts";
import { createWitness } from "../../node/witness/witness.ts";
import type { Dice } from "../dice.ts";
import { Power } from "../disk/power.ts";
import type { Network } from "../network.ts";
import type { Timeline } from "../timeline.ts";
import { SimulatedClock } from "./clock.ts";
import { verifier } from "./machine.ts";

const TIMEOUT_MS = 10_000;

const inMemory = (seed: Uint8Array): WitnessMemory => {
  const heads = new Map<string, WitnessedLog>();
  return {
    signer: nativeSigner(seed),
    latest: (origin) => heads.get(origin) ?? null,
    advance: (origin, oldSize, head) => {
      if ((heads.get(origin)?.size ?? 0) !== oldSize) return false;
      heads.set(origin, head);
      return true;
    },
    close: () => undefined,
  };
};

export class Allies {
  readonly #timeline: Timeline;
  readonly #network: Network;
  readonly #memories: readonly WitnessMemory[];
  readonly #desks: readonly ReturnType<typeof createWitness>[];
  readonly #origin: Id;

  constructor(timeline: Timeline, network: Network, dice: Dice, origin: Id, nodeKey: Id, count: number) {
    this.#timeline = timeline;
    this.#network = network;
    this.#origin = origin;
    const clock = new SimulatedClock(timeline, new Power(), { offsetMs: 0 });
    const log = formatVerifierKey(checkpointKey(origin, nodeKey));
    this.#memories = Array.from({ length: count }, () => inMemory(dice.bytes(32)));
    this.#desks = this.#memories.map((memory) => createWitness(memory, [log], { clock, verifier }));
  }

  /** What a node with this power needs to have its checkpoints confirmed. */
  roundsOf(power: Power): Rounds {
    const shelf = new Map<Id, Uint8Array>();
    const allies = this.#desks.map((desk, place) => {
      const exchange = this.#exchange(power, place);
      return new Ally({ vkey: desk.vkey, url: "ally" }, exchange, verifier);
    });
    return new Rounds({
      allies,
      quorum: majorityOf(allies.length),
      shelf: {
        read: (community) => Promise.resolve(shelf.get(community) ?? null),
        write: (community, checkpoint) => Promise.resolve(void shelf.set(community, checkpoint)),
      },
      clock: new SimulatedClock(this.#timeline, power, { offsetMs: 0 }),
      onConfirmed: () => undefined,
    });
  }

  /** The heads cosigned last, as anybody may ask for them. */
  heads(): readonly Seen[] {
    return this.#memories.flatMap((memory) => {
      const read = readCheckpoint(memory.latest(originLine(this.#origin))?.checkpoint ?? "");
      return "fault" in read ? [] : [{ size: read.checkpoint.size, root: read.checkpoint.root }];
    });
  }

  #exchange(power: Power, place: number): Exchange {
    return ({ method, body }) =>
      new Promise((resolve) => {
        const answer = (reply: Reply | null): void => power.run(() => resolve(reply));
        this.#timeline.after(TIMEOUT_MS, () => answer(null));
        this.#network.send(
          () => void this.#serve(place, method, body ?? "", (reply) => this.#network.send(() => answer(reply))),
        );
      });
  }

  async #serve(place: number, method: string, body: string, reply: (reply: Reply) => void): Promise<void> {
    const desk = this.#desks[place];
    if (desk === undefined) return;
    if (method === "POST") {
      reply(await desk.addCheckpoint(utf8Of(body)));
      return;
    }
    const latest = await desk.latest(originLine(this.#origin));
    reply(latest === null ? { status: 404, body: "" } : { status: 200, body: latest });
  }
}
