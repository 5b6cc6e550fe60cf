/**
 * Acts of this device on their way into the log, kept until they are well inside it. An act waits a few seconds before it
 * is handed over, and as long as it has never been handed over it can be taken back; after that only the log knows, so
 * an answer that was lost means handing the same act over again, which the node recognises.
 */
import type { Id, Refusal } from "../../core/kernel/types.ts";
import type { CommunityDatabase, OutboxRow } from "./database.ts";

/** Long enough to notice a slip of the finger, short enough not to be waited for; whoever needs longer sets it longer. */
export const HOLD_MS = 5000;
/** What can be set. */
export const HOLDS_MS: readonly number[] = [0, HOLD_MS, 20_000, 60_000];
/** Acts of this device that are done with are shown for a week. */
const KEPT_MS = 7 * 24 * 3_600_000;
/** One submission holds at most so many. */
const BATCH_MAX = 50;

export class Outbox {
  readonly #database: CommunityDatabase;
  readonly #changed: () => void;
  rows: readonly OutboxRow[] = [];
  /** How long an act waits before it is handed over. */
  holdMs = HOLD_MS;

  constructor(database: CommunityDatabase, changed: () => void) {
    this.#database = database;
    this.#changed = changed;
  }

  /** Reads what is stored, also by other pages of this browser. */
  async load(): Promise<void> {
    this.rows = await this.#database.getAll("outbox");
  }

  /** Forgets what has long been settled. */
  async prune(now: number): Promise<void> {
    const isOld = ({ state, madeAt }: OutboxRow): boolean =>
      (state === "recorded" || state === "refused") && madeAt < now - KEPT_MS;
    const transaction = this.#database.transaction("outbox", "readwrite");
    for (const { place } of this.rows.filter(isOld)) void transaction.store.delete(place);
    await transaction.done;
    this.rows = this.rows.filter((row) => !isOld(row));
  }

  async add(row: Omit<OutboxRow, "place">): Promise<void> {
    const transaction = this.#database.transaction("outbox", "readwrite", { durability: "strict" });
    const last = await transaction.store.openKeyCursor(null, "prev");
    const added = { ...row, place: (last?.key ?? 0) + 1 };
    void transaction.store.put(added);
    await transaction.done;
    this.rows = [...this.rows, added];
    this.#changed();
  }

  /** True when the act was never handed over and is now gone; false when it is too late. */
  async takeBack(id: Id): Promise<boolean> {
    const transaction = this.#database.transaction("outbox", "readwrite");
    const row = (await transaction.store.getAll()).find((candidate) => candidate.id === id);
    const isWaiting = row?.state === "waiting";
    if (isWaiting) void transaction.store.delete(row.place);
    await transaction.done;
    if (!isWaiting) return false;
    this.rows = this.rows.filter((candidate) => candidate.id !== id);
    this.#changed();
    return true;
  }

  /** Takes the acts whose hold is over, oldest first, and notes that they are being handed over. */
  async claim(now: number): Promise<readonly OutboxRow[]> {
    const transaction = this.#database.transaction("outbox", "readwrite", { durability: "strict" });
    const claimed = (await transaction.store.getAll())
      .filter((row) => row.state === "sent" || (row.state === "waiting" && row.holdUntil <= now))
      .slice(0, BATCH_MAX)
      .map((row): OutboxRow => ({ ...row, state: "sent" }));
    for (const row of claimed) void transaction.store.put(row);
    await transaction.done;
    this.#keep(claimed);
    return claimed;
  }

  /** When the next act may be handed over; null when none waits. */
  nextAt(): number | null {
    const times = this.rows.filter(({ state }) => state === "waiting").map(({ holdUntil }) => holdUntil);
    return times.length === 0 ? null : Math.min(...times);
  }

  async recorded(id: Id, index: number): Promise<void> {
    await this.#settle(id, { state: "recorded", index });
  }

  async refused(id: Id, refusal: Refusal): Promise<void> {
    await this.#settle(id, { state: "refused", refusal });
  }

  async #settle(id: Id, change: Partial<OutboxRow>): Promise<void> {
    const row = this.rows.find((candidate) => candidate.id === id);
    if (row === undefined || row.state === "recorded") return;
    const settled = { ...row, ...change };
    await this.#database.put("outbox", settled);
    this.#keep([settled]);
  }

  #keep(changed: readonly OutboxRow[]): void {
    if (changed.length === 0) return;
    const byPlace = new Map(changed.map((row) => [row.place, row]));
    this.rows = this.rows.map((row) => byPlace.get(row.place) ?? row);
    this.#changed();
  }
}
