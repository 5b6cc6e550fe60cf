/**
 * Opens checkpoints for everybody in a world, and remembers what each size was signed with. The surprising rule: it is told of every
 * checkpoint that leaves a machine, lost messages included, so two at one size do not go unseen.
 */
import { checkpointKey, openCheckpoint } from "../../core/log/checkpoint.ts";
import type { VerifierKey } from "../../core/log/note.ts";
import { textOf } from "../../core/log/utf8.ts";
import type { Id, Seen } from "../../core/kernel/types.ts";
import { verifier } from "./machine.ts";

export class Notary {
  readonly nodeKey: Id;
  readonly key: VerifierKey;
  readonly #opened = new Map<string, Promise<Seen | null>>();
  readonly #roots = new Map<number, Id>();
  readonly #conflict: (size: number) => void;

  constructor(origin: Id, nodeKey: Id, conflict: (size: number) => void) {
    this.nodeKey = nodeKey;
    this.key = checkpointKey(origin, nodeKey);
    this.#conflict = conflict;
  }

  /** What it says, if the node signed it. */
  readonly open = (checkpoint: Uint8Array): Promise<Seen | null> => {
    const text = textOf(checkpoint) ?? "";
    const known = this.#opened.get(text);
    if (known !== undefined) return known;
    const opened = openCheckpoint(text, this.key, verifier).then((result) => {
      if ("fault" in result) return null;
      const { size, root } = result.checkpoint;
      this.#remember(size, root);
      return { size, root };
    });
    this.#opened.set(text, opened);
    return opened;
  };

  #remember(size: number, root: Id): void {
    const known = this.#roots.get(size);
    if (known === undefined) this.#roots.set(size, root);
    else if (known !== root) this.#conflict(size);
  }
}
