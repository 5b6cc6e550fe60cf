/**
 * How acts get from a device to the node, and the log from the node to the device, over the network. The surprising rule: a device
 * hands an act in again until it has an answer, also one that was answered long ago, so the node meets each act many times.
 */
import { HOUR_MS, MINUTE_MS } from "../../core/kernel/time.ts";
import type { Refusal } from "../../core/kernel/types.ts";
import type { Machine } from "../machine/machine.ts";
import type { Ledger } from "../machine/ledger.ts";
import type { Network } from "../network.ts";
import type { Timeline } from "../timeline.ts";
import { Violation, type Tally } from "../trace.ts";
import type { Answer } from "../../node/sequencer/submission.ts";
import type { Dice } from "../dice.ts";
import type { Device, Sent } from "./device.ts";
import type { Fault, Taken } from "./replica.ts";

const FEED_MAX = 200;
const RETRY_MS_MIN = 2 * MINUTE_MS;
const RETRY_MS_MAX = 12 * HOUR_MS;

type Answering = NonNullable<ReturnType<Machine["answering"]>>;

export type PostboxParts = {
  readonly dice: Dice;
  readonly timeline: Timeline;
  readonly network: Network;
  readonly ledger: Ledger;
  readonly tally: Tally;
  /** Whom this device's requests reach. */
  readonly machineFor: (device: Device) => Machine;
  readonly violated: (violation: Violation) => void;
  readonly whenHandedIn: (device: Device, sent: Sent) => void;
  readonly whenRefused: (device: Device, sent: Sent, refusal: Refusal) => void;
  readonly whenTaken: (device: Device, taken: Taken) => void;
  readonly whenFault: (device: Device, fault: Fault) => void;
};

export class Postbox {
  readonly #parts: PostboxParts;

  constructor(parts: PostboxParts) {
    this.#parts = parts;
  }

  /** Hands it in until there is an answer. */
  post(device: Device, sent: Sent, retryMs: number = RETRY_MS_MIN): void {
    if (!device.outbox.has(sent.id)) return;
    const { timeline, network } = this.#parts;
    if (device.offlineUntil <= timeline.now) network.send(() => this.handIn(device, sent));
    timeline.after(retryMs, () => this.post(device, sent, Math.min(3 * retryMs, RETRY_MS_MAX)));
  }

  /** It reaches the machine, by whatever way. */
  handIn(device: Device, sent: Sent): void {
    const answering = this.#parts.machineFor(device).answering(this.#parts.dice);
    this.#parts.whenHandedIn(device, sent);
    answering?.power.run(() => {
      answering.community.submit(sent.submission, device.key).then(
        ([answer]) => answering.power.run(() => this.#answer(device, sent, answer)),
        // Busy, or not sequencing: it stays in the outbox.
        (error: unknown) => this.#parts.tally.count("troubles", error instanceof Error ? error.name : "unknown"),
      );
    });
  }

  #answer(device: Device, sent: Sent, answer: Answer | undefined): void {
    const { ledger, network, violated } = this.#parts;
    if (answer === undefined) {
      violated(new Violation("an answer for every act", sent.id));
      return;
    }
    try {
      // What a copy promises goes when the right disk is brought back; what it says of the log must be so all the same.
      if (answer.kind !== "promised" || !this.#parts.machineFor(device).isOld) ledger.note(answer);
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      violated(error);
    }
    network.send(() => this.#settle(device, sent, answer));
  }

  #settle(device: Device, sent: Sent, answer: Answer): void {
    const { tally, whenRefused } = this.#parts;
    if (answer.kind === "promised") {
      tally.count("answers", "promised");
      return;
    }
    if (!device.outbox.delete(sent.id)) return;
    tally.count("answers", answer.kind);
    if (answer.kind === "refused") {
      for (const kind of sent.kinds) tally.count("refused acts", kind);
      tally.count("refusals", answer.refusal.kind);
      whenRefused(device, sent, answer.refusal);
    }
  }

  /** Asks for what is new, if it is on the network. */
  fetch(device: Device): void {
    const { timeline, network } = this.#parts;
    if (device.offlineUntil > timeline.now) return;
    network.send(() => {
      const answering = this.#parts.machineFor(device).answering(this.#parts.dice);
      answering?.power.run(() => void this.#feed(answering, device));
    });
  }

  async #feed({ community, power }: Answering, device: Device): Promise<void> {
    const head = community.head();
    if (head.size === 0) return;
    const from = device.replica.size;
    const entries = await community.reader.entries(from, Math.max(0, Math.min(FEED_MAX, head.size - from)));
    const { checkpoint } = head;
    power.run(() => this.#parts.network.send(() => void this.#take(device, { checkpoint, from, entries })));
  }

  async #take(device: Device, feed: Parameters<Device["replica"]["take"]>[0]): Promise<void> {
    const fault = await device.replica.take(feed, (taken) => this.#parts.whenTaken(device, taken));
    if (fault !== null && fault.kind !== "gap") this.#parts.whenFault(device, fault);
  }
}
