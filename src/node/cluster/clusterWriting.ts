/**
 * Changes to one community's rows, each one transaction and each fenced by the writer's epoch. The surprising rule: after a change that
 * may or may not be stored nothing is read to find out; this writer stops, and whoever opens the log next takes it over first, since only
 * a write that the standby has acknowledged proves that what is read before it will not be taken back.
 */
import { bytesOf, concatBytes } from "../../core/hash.ts";
import type { Id, Instant } from "../../core/kernel/types.ts";
import { StaleWriterError, type Append, type Naming, type Pending, type SignedRefusal } from "../ports/logStore.ts";
import type { StoredText } from "../ports/logStore.ts";
import type { Random } from "../ports/random.ts";
import { shortName, tileName } from "../store/schema.ts";
import type { Ask, Database, Value } from "./database.ts";
import { sealText, type KeyRing } from "./keyRing.ts";
import { packed, packedIds } from "./packing.ts";
import { numberIn, textIn } from "./rows.ts";
import { TEXT_STATES } from "./tables.ts";

const PLACES = Array.from({ length: 22 }, (_, place) => `$${place + 1}`).join(", ");
const DO = {
  append: { name: "append", text: `SELECT folkmoot.append_1(${PLACES}) AS refused` },
  takeOver: {
    name: "take over",
    text: "UPDATE folkmoot.logs SET epoch = epoch + 1 WHERE log = $1 AND ($2::bytea IS NULL OR holder = $2) RETURNING epoch",
  },
  fence: { name: "fence", text: "SELECT epoch FROM folkmoot.logs WHERE log = $1 FOR UPDATE" },
  pend: {
    name: "pend",
    text: `INSERT INTO folkmoot.pending (log, id, due, signed, promise) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (log, id) DO UPDATE SET due = excluded.due, signed = excluded.signed, promise = excluded.promise`,
  },
  text: {
    name: "text",
    text: `WITH kept AS (
             INSERT INTO folkmoot.texts VALUES ($1, $2, ${TEXT_STATES.kept}, NULL, 0, $3) ON CONFLICT DO NOTHING RETURNING hash
           ) INSERT INTO folkmoot.text_keys SELECT $1, hash, $4, $5 FROM kept`,
  },
  settle: { name: "settle", text: "DELETE FROM folkmoot.pending WHERE log = $1 AND id = $2" },
  refuse: {
    name: "refuse",
    text: `INSERT INTO folkmoot.refusals VALUES ($1, $2, $3, $4)
           ON CONFLICT (log, id) DO UPDATE SET until = excluded.until, note = excluded.note`,
  },
  forgetRefusals: { name: "forget refusals", text: "DELETE FROM folkmoot.refusals WHERE log = $1 AND until < $2" },
  forget: {
    name: "forget",
    text: `WITH gone AS (
             DELETE FROM folkmoot.texts WHERE log = $1 AND hash = ANY ($2::bytea[]) AND state = ${TEXT_STATES.kept} RETURNING hash
           ) DELETE FROM folkmoot.text_keys WHERE log = $1 AND hash IN (SELECT hash FROM gone)`,
  },
} as const;

export type WritingParts = {
  readonly database: Pick<Database, "change" | "transaction">;
  readonly ring: KeyRing;
  readonly random: Random;
  /** The community's number in the database. */
  readonly log: number;
  /** The process on whose behalf the log is written, which must hold it; null: whoever opens it. */
  readonly holder: Uint8Array | null;
};

export class ClusterWriting {
  readonly #parts: WritingParts;

  constructor(parts: WritingParts) {
    this.#parts = parts;
  }

  async takeOver(): Promise<number> {
    const { database, log, holder } = this.#parts;
    const [row] = await database.change("taking the log over", DO.takeOver, [log, holder]);
    if (row === undefined) throw new StaleWriterError("another process holds it");
    return numberIn(row, "epoch");
  }

  async append(append: Append): Promise<void> {
    const [row] = await this.#parts.database.change("storing entries", DO.append, this.#valuesOf(append));
    const refused = row === undefined ? "no answer" : textIn(row, "refused");
    if (refused !== "") throw new StaleWriterError(refused);
  }

  #valuesOf({ epoch, expectedSize, head, entries, tiles, texts, named, erase, settled }: Append): readonly Value[] {
    const signed = packed(entries.map(({ bytes, signature }) => concatBytes(signature, bytes)));
    const namings = [...mergedByText(named).values()];
    const sealed = texts.map((text) => this.#sealed(text));
    const words = packed(sealed.map(({ text }) => text));
    return [
      ...[this.#parts.log, epoch, expectedSize, head.size, bytesOf(head.root), head.checkpoint],
      ...[entries.map(({ at }) => at), entries.map(({ id }) => shortName(id)), signed.lengths, signed.bytes],
      ...[tiles.map(({ level, index }) => tileName(level, index)), concatBytes(...tiles.map(({ bytes }) => bytes))],
      ...[packedIds(texts.map(({ hash }) => hash)), words.lengths, words.bytes],
      ...[this.#parts.ring.current, concatBytes(...sealed.map(({ key }) => key))],
      ...[packedIds(namings.map(({ hash }) => hash)), namings.map(({ entry }) => entry)],
      ...[namings.map(({ isPublic }) => (isPublic ? 1 : 0)), packedIds(erase), packedIds(settled)],
    ];
  }

  keepPending(epoch: number, pending: readonly Pending[], texts: readonly StoredText[]): Promise<void> {
    const { log, ring } = this.#parts;
    return this.#fenced("keeping promised acts", epoch, async (ask) => {
      for (const { id, by, bytes, signature, promise } of pending)
        await ask(DO.pend, [log, bytesOf(id), by, concatBytes(signature, bytes), promise]);
      for (const one of texts) {
        const { text, key } = this.#sealed(one);
        await ask(DO.text, [log, bytesOf(one.hash), text, ring.current, key]);
      }
    });
  }

  refusePending(epoch: number, refusals: readonly SignedRefusal[], texts: readonly Id[], now: Instant): Promise<void> {
    const { log } = this.#parts;
    return this.#fenced("keeping refusals", epoch, async (ask) => {
      await ask(DO.forgetRefusals, [log, now]);
      for (const { id, until, note } of refusals) {
        await ask(DO.settle, [log, bytesOf(id)]);
        await ask(DO.refuse, [log, bytesOf(id), until, note]);
      }
      await ask(DO.forget, [log, texts.map(bytesOf)]);
    });
  }

  #fenced(doing: string, epoch: number, work: (ask: Ask) => Promise<void>): Promise<void> {
    return this.#parts.database.transaction(doing, async (ask) => {
      const [row] = await ask(DO.fence, [this.#parts.log]);
      const current = row === undefined ? null : numberIn(row, "epoch");
      if (current !== epoch) throw new StaleWriterError(`epoch ${current ?? "gone"}, not ${epoch}`);
      await work(ask);
    });
  }

  #sealed({ hash, salt, utf8 }: StoredText): { readonly text: Uint8Array; readonly key: Uint8Array } {
    const { key, sealed } = sealText(concatBytes(salt, utf8), this.#parts.random);
    return { text: sealed, key: this.#parts.ring.seal(key, `text ${hash}`).bytes };
  }
}

/** The first entry that names a text counts, and any public one. */
const mergedByText = (named: readonly Naming[]): ReadonlyMap<Id, Naming> => {
  const merged = new Map<Id, Naming>();
  for (const naming of named) {
    const { entry, isPublic } = merged.get(naming.hash) ?? naming;
    merged.set(naming.hash, { hash: naming.hash, entry, isPublic: isPublic || naming.isPublic });
  }
  return merged;
};
