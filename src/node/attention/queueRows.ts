/**
 * What is known already, and what waits to be sent. The surprising rule: a matter becomes known and its notices begin to wait in one transaction,
 * so a crash can neither forget one nor make two of it; and what was sent leaves no trace but its key.
 */
import { z } from "zod";
import { categories, type Category, type Matter } from "../../core/attention/matter.ts";
import { instantOf } from "../../core/kernel/time.ts";
import type { Instant } from "../../core/kernel/types.ts";
import { numberIn, textIn, type Database, type Row } from "./file.ts";

/** Whose matters concern everybody. */
export const EVERYBODY = 0;

export type Waiting = {
  readonly channel: number;
  readonly key: string;
  readonly category: Category;
  /** Below the node's address. */
  readonly path: string;
  readonly deadline: Instant | null;
  readonly due: Instant;
};
export type Look = { readonly size: number; readonly at: Instant };

const categoryShape = z.enum(categories);

const prepared = (database: Database) => ({
  known: database.prepare("SELECT name, since FROM known WHERE member = ?"),
  know: database.prepare("INSERT OR IGNORE INTO known VALUES (?, ?, ?)"),
  unknow: database.prepare("DELETE FROM known WHERE member = ? AND name = ?"),
  wait: database.prepare("INSERT OR IGNORE INTO queue VALUES (?, ?, ?, ?, ?, ?)"),
  due: database.prepare("SELECT * FROM queue WHERE due <= ? ORDER BY channel, due, name"),
  next: database.prepare("SELECT min(due) AS due FROM queue"),
  count: database.prepare("SELECT count(*) AS waiting FROM queue"),
  countOf: database.prepare("SELECT count(*) AS waiting FROM queue WHERE channel = ?"),
  drop: database.prepare("DELETE FROM queue WHERE channel = ? AND name = ?"),
  postpone: database.prepare("UPDATE queue SET due = max(due, ?) WHERE channel = ?"),
  look: database.prepare("SELECT size, at FROM looks"),
  looked: database.prepare("INSERT OR REPLACE INTO looks VALUES (1, ?, ?)"),
});

const waitingIn = (row: Row): Waiting => ({
  channel: numberIn(row, "channel"),
  key: textIn(row, "name"),
  category: categoryShape.parse(textIn(row, "category")),
  path: textIn(row, "path"),
  deadline: row["deadline"] === null ? null : instantOf(numberIn(row, "deadline")),
  due: instantOf(numberIn(row, "due")),
});

export class QueueRows {
  readonly #rows: ReturnType<typeof prepared>;
  constructor(database: Database) {
    this.#rows = prepared(database);
  }

  /** Those of these matters that were not known, which they are from now on; what is long gone is forgotten. */
  learn(member: number, matters: readonly Matter[], now: Instant, keepMs: number): readonly Matter[] {
    const known = new Map(this.#rows.known.all(member).map((row) => [textIn(row, "name"), numberIn(row, "since")]));
    const present = new Set(matters.map(({ key }) => key));
    for (const [name, since] of known)
      if (!present.has(name) && now - since > keepMs) this.#rows.unknow.run(member, name);
    const fresh = matters.filter(({ key }) => !known.has(key));
    for (const { key } of fresh) this.#rows.know.run(member, key, now);
    return fresh;
  }

  wait({ channel, key, category, path, deadline, due }: Waiting): void {
    this.#rows.wait.run(channel, key, category, path, deadline, due);
  }
  /** By channel, in the order in which they were due. */
  due(now: Instant): ReadonlyMap<number, readonly Waiting[]> {
    const byChannel = new Map<number, Waiting[]>();
    for (const waiting of this.#rows.due.all(now).map(waitingIn))
      byChannel.set(waiting.channel, [...(byChannel.get(waiting.channel) ?? []), waiting]);
    return byChannel;
  }
  drop(channel: number, keys: readonly string[]): void {
    for (const key of keys) this.#rows.drop.run(channel, key);
  }
  postpone(channel: number, until: Instant): void {
    this.#rows.postpone.run(until, channel);
  }
  nextDue(): Instant | null {
    const due = this.#rows.next.get()?.["due"];
    return typeof due === "number" ? instantOf(due) : null;
  }
  count(channel?: number): number {
    return numberIn(
      (channel === undefined ? this.#rows.count.get() : this.#rows.countOf.get(channel)) ?? {},
      "waiting",
    );
  }

  lastLook(): Look | null {
    const row = this.#rows.look.get();
    return row === undefined ? null : { size: numberIn(row, "size"), at: instantOf(numberIn(row, "at")) };
  }
  looked({ size, at }: Look): void {
    this.#rows.looked.run(size, at);
  }
}
