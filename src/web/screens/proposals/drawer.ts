/**
 * A drawer of the desk: one sheet, kept on this device until it is sent or emptied. What is read back is checked by who
 * reads it, since an older version of the app may have written it.
 */
import { give } from "../../bridge/bridge.svelte.ts";
import type { Id } from "../../../core/kernel/types.ts";

export class Drawer {
  readonly #community: Id;
  readonly #drawer: string;
  constructor(community: Id, drawer: string) {
    this.#community = community;
    this.#drawer = drawer;
  }

  /** What was written last; null when there is nothing that can be read. */
  async read(): Promise<unknown> {
    const text = await give(this.#community, "sheet", { drawer: this.#drawer });
    try {
      const stored: unknown = JSON.parse(text ?? "null");
      return stored;
    } catch {
      return null;
    }
  }

  /** Null empties the drawer. */
  async write(value: unknown): Promise<void> {
    const text = value === null ? null : JSON.stringify(value);
    await give(this.#community, "keepSheet", { drawer: this.#drawer, text });
  }
}
