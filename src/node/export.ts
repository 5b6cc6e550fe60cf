/**
 * An export of a community's log, piece by piece (docs/formats/export.md), from a reader that may be beside a running node.
 * The surprising rule: texts come last and are looked up last, so what was erased while the export ran is not in it.
 */
import { visitTexts } from "../core/carried.ts";
import { decodeAct, isMalformed } from "../core/log/act.ts";
import { signedHash } from "../core/log/entry.ts";
import type { ExportEntry } from "../core/log/exportFormat.ts";
import { ExportWriter } from "../core/log/exportWriter.ts";
import { textOf } from "../core/log/utf8.ts";
import type { Act, Audience, Id } from "../core/kernel/types.ts";
import { kinds } from "../core/registry.ts";
import type { LogReader, StoredEntry } from "./ports/logStore.ts";

const ENTRIES_AT_ONCE = 1000;
const TEXTS_AT_ONCE = 200;

/** The texts that an act names, those of commands it carries included; none where the body is sealed. */
const textsNamedBy = (act: Act): readonly Id[] => {
  const hashes: Id[] = [];
  if (act.audience !== "sealed") visitTexts(kinds, act.command, (hash) => hashes.push(hash));
  return hashes;
};

export type SeenEntry = { readonly entry: StoredEntry; readonly texts: readonly Id[] | null };

/** What a reader of this audience sees of an entry: with the texts it names, or null for them where the act is withheld. */
export const seenBy = (audience: Audience, entry: StoredEntry): SeenEntry => {
  const act = decodeAct(entry.bytes);
  if (isMalformed(act)) throw new RangeError(`entry ${entry.index} is no act`);
  return { entry, texts: audience === "members" || act.audience === "public" ? textsNamedBy(act) : null };
};

/** The log has no entry yet, so there is nothing to export. */
export class EmptyLogError extends Error {
  constructor() {
    super("This log has no entry yet.");
    this.name = "EmptyLogError";
  }
}

export type ExportOrder = {
  readonly audience: Audience;
  readonly vkey: string;
  /** The checkpoint to end at, with whatever cosignatures it has. */
  readonly checkpoint: Uint8Array;
  readonly size: number;
};

/** The pieces of the export, made as they are taken. */
export async function* exportPieces(reader: LogReader, order: ExportOrder): AsyncGenerator<Uint8Array> {
  const checkpoint = textOf(order.checkpoint);
  if (checkpoint === null || order.size === 0) throw new EmptyLogError();
  const writer = new ExportWriter({ audience: order.audience, origin: reader.origin, vkey: order.vkey, checkpoint });
  const named = new Set<Id>();
  for (let next = 0; next < order.size;) {
    const entries = await reader.entries(next, Math.min(ENTRIES_AT_ONCE, order.size - next));
    for (const seen of entries.map((entry) => seenBy(order.audience, entry))) {
      for (const hash of seen.texts ?? []) named.add(hash);
      writer.entry(exported(seen));
      yield* writer.pieces();
    }
    next += entries.length;
  }
  const hashes = [...named].sort();
  for (let place = 0; place < hashes.length; place += TEXTS_AT_ONCE) {
    const asked = hashes.slice(place, place + TEXTS_AT_ONCE);
    const texts = await reader.texts(asked);
    for (const text of asked.flatMap((hash) => texts.get(hash) ?? [])) {
      writer.text(text);
      yield* writer.pieces();
    }
  }
  yield writer.end();
}

const exported = ({ entry: { index, at, bytes, signature }, texts }: SeenEntry): ExportEntry => ({
  index,
  at,
  signed: texts === null ? { withheld: signedHash(bytes, signature) } : { bytes, signature },
});
