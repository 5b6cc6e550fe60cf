/** Nobody acts by a key that was never brought in, and what was erased is not to be had any more. */
import type { Id } from "../../core/kernel/types.ts";
import type { LogReader } from "../../node/ports/logStore.ts";
import { Violation } from "../trace.ts";
import { idIn } from "./bodies.ts";
import type { Oracle, Seen } from "./oracle.ts";

export class KeyOracle implements Oracle {
  readonly invariant = "only members act";
  readonly #known = new Set<Id>();
  readonly #erased = new Set<Id>();

  entry({ index, signed, events }: Seen): void {
    const { author, audience, command } = signed.act;
    const { kind, body } = command;
    if (kind === "charter.found" || kind === "member.join") this.#known.add(author.key);
    else if (audience === "members" && author.kind === "device" && !this.#known.has(author.key))
      throw new Violation(this.invariant, `entry ${index}: ${kind} by a key nobody brought in`);
    if (kind === "device.add") this.#known.add(idIn(body));
    if (kind === "recovery.start") this.#known.add(idIn(body, 1));
    for (const event of events)
      if ("hashes" in event) for (const hash of hashesIn(event.hashes)) this.#erased.add(hash);
  }

  /** Of a node that is at rest: no erased text is given out. */
  async gone(reader: LogReader): Promise<void> {
    const left = await reader.texts([...this.#erased]);
    if (left.size > 0) throw new Violation("what is erased is gone", `${left.size} texts are still there`);
  }
}

const hashesIn = (hashes: unknown): readonly Id[] =>
  Array.isArray(hashes) ? hashes.filter((hash): hash is Id => typeof hash === "string") : [];
