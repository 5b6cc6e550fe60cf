/**
 * One thing that a screen sends: how far it is, and the act it became. A screen keeps one for each form, and shows it with
 * `Sent.svelte`, so that everywhere an act can be seen on its way and taken back.
 */
import { give } from "../bridge/bridge.svelte.ts";
import { community } from "../frame/place.svelte.ts";
import type { Id, Kind, Refusal } from "../../core/kernel/types.ts";
import type { Plain } from "../../core/plain.ts";
import { attempt, type Attempt } from "./attempt.ts";

export class Sending {
  of = $state.raw<Attempt>({ state: "idle" });
  act = $state.raw<Id | null>(null);

  get isRunning(): boolean {
    return this.of.state === "running";
  }

  /** The id of the act, or undefined when it was refused or failed; both are shown. */
  send(kind: Kind, body: Plain, after: readonly Id[] = []): Promise<Id | undefined> {
    return this.does(() => give(community(), "send", { kind, body, after }));
  }

  /** The same for a task that sends an act of its own. */
  async does(task: () => Promise<Id | Refusal>): Promise<Id | undefined> {
    this.act = null;
    const id = await attempt((now) => (this.of = now), task);
    this.act = id ?? null;
    return id;
  }
}
