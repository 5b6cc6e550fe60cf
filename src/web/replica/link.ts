/**
 * Keeps one replica and its node in touch: fetches what is new, follows the node's announcements, hands over the outbox. The
 * surprising rule: whether we are online is never asked of the browser, which does not know; it is what happened last.
 */
import { OperatingError } from "../bridge/protocol.ts";
import type { Announcement, NodeClient } from "./nodeClient.ts";
import { ProblemError } from "./request.ts";
import type { Replica } from "./replica.ts";

/** Pauses between attempts: short, then longer, but never longer than a person would wait before asking what is wrong. */
const PAUSES_MS = [500, 1000, 2000, 4000, 8000, 15_000];
const PAGE_ENTRIES = 1000;

/** `notYet`: the node answers, but does not (or no longer) know this device as one of a member's. */
export type LinkState = "connecting" | "online" | "offline" | "notYet";

export class Link {
  readonly #replica: Replica;
  readonly #client: NodeClient;
  readonly #stopped = new AbortController();
  readonly #onChange: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isSending = false;
  #failures = 0;
  state: LinkState = "connecting";
  /** Entries the node says it has; with what is held, the progress of a first catch-up. */
  nodeSize = 0;

  constructor(replica: Replica, client: NodeClient, onChange: () => void) {
    this.#replica = replica;
    this.#client = client;
    this.#onChange = onChange;
  }

  start(): void {
    void this.#follow();
    this.#replica.onChange(() => this.#schedule());
    this.#schedule();
  }

  stop(): void {
    this.#stopped.abort();
    clearTimeout(this.#timer);
  }

  get isStopped(): boolean {
    return this.#stopped.signal.aborted;
  }

  /** The node itself, for what is in no log. */
  get node(): NodeClient {
    return this.#client;
  }

  /** The time as this community's node has it. */
  time(): number {
    return this.#client.time();
  }

  // ---- what others did

  async #follow(): Promise<void> {
    const { signal } = this.#stopped;
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        await this.#fetchNew();
        this.#say("online");
        failures = 0;
        for await (const announced of this.#client.events(signal)) {
          this.#say("online");
          await this.#hear(announced);
        }
        this.#say("offline");
      } catch (error) {
        if (!(error instanceof OperatingError)) throw error;
        this.#say(isNotEntitled(error) ? "notYet" : "offline");
        if (isNotEntitled(error)) await this.#lookOn();
      }
      await pause(pauseAfter(failures), signal);
    }
  }

  async #hear(announced: Announcement): Promise<void> {
    if (announced.kind === "confirmed") {
      this.#replica.confirm(announced.size);
      return;
    }
    this.nodeSize = announced.size;
    if (announced.size > this.#replica.world.size) await this.#fetchNew();
    void this.#replica.announce(announced.checkpoint);
  }

  async #fetchNew(): Promise<void> {
    for (;;) {
      const page = await this.#client.entries(this.#replica.world.size, PAGE_ENTRIES);
      if (page.length === 0) return;
      this.nodeSize = Math.max(this.nodeSize, (page.at(-1)?.index ?? 0) + 1);
      await this.#replica.take(page);
      this.#onChange();
      if (page.length < PAGE_ENTRIES && this.#replica.world.size >= this.nodeSize) return;
    }
  }

  /** Who belonged here and does not any more still sees what is public: so they learn of it, and can appeal. */
  async #lookOn(): Promise<void> {
    if (this.#replica.world.size === 0) return;
    try {
      this.#replica.lookOn(await this.#client.publicEntries(this.#replica.seen, PAGE_ENTRIES));
    } catch (error) {
      if (!(error instanceof OperatingError)) throw error;
    }
  }

  // ---- what this device did

  /** Plans the next handing over: when the hold of the oldest act ends, or later after a failure. */
  #schedule(): void {
    clearTimeout(this.#timer);
    const { rows } = this.#replica.outbox;
    const nextAt = rows.some(({ state }) => state === "sent") ? 0 : this.#replica.outbox.nextAt();
    if (nextAt === null || this.#stopped.signal.aborted) return;
    const wait = this.#failures === 0 ? Math.max(0, nextAt - this.#client.time()) : pauseAfter(this.#failures - 1);
    this.#timer = setTimeout(() => void this.#send(), wait);
  }

  async #send(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      const isDone = await this.#handOver();
      this.#failures = isDone ? 0 : this.#failures + 1;
    } catch (error) {
      if (!(error instanceof OperatingError)) throw error;
      this.#failures += 1;
    } finally {
      this.#isSending = false;
      this.#schedule();
    }
  }

  /** Hands over what is due; false when the node promised an answer for later. */
  async #handOver(): Promise<boolean> {
    const { outbox } = this.#replica;
    const rows = await outbox.claim(this.#client.time());
    if (rows.length === 0) return true;
    const answers = await this.#client.submit({
      acts: rows.map(({ bytes, signature }) => [bytes, signature] as const),
      texts: rows.flatMap(({ texts }) => texts.map(({ salt, utf8 }) => [salt, utf8] as const)),
    });
    for (const answer of answers) {
      if (answer.kind === "recorded") await outbox.recorded(answer.id, answer.index);
      if (answer.kind === "refused") await outbox.refused(answer.id, answer.refusal);
    }
    return answers.every(({ kind }) => kind !== "promised");
  }

  #say(state: LinkState): void {
    if (state === this.state) return;
    this.state = state;
    this.#onChange();
  }
}

const isNotEntitled = (error: OperatingError): boolean =>
  error instanceof ProblemError && error.word === "not-entitled";

const pauseAfter = (failures: number): number => PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)] ?? 0;

/** Waits, but not longer than until the browser says that the network changed or until we are stopped. */
const pause = (forMs: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, forMs);
    const wake = (): void => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener("abort", wake, { once: true });
    addEventListener("online", wake, { once: true });
  });
