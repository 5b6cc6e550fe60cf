/** The log as people read it: who did what when, newest first, and one entry whole. */
import { community, kinds } from "../../../core/registry.ts";
import { Malformed, type Entry, type Id, type Instant } from "../../../core/kernel/types.ts";
import type { Reading } from "../reading.ts";

export type EntryLine = {
  readonly index: number;
  readonly at: number;
  /** Null where the act is withheld from this reader. */
  readonly kind: string | null;
  readonly audience: "public" | "members" | "sealed" | null;
  readonly author: Author;
};
/** `member` null: the node, or a key that is nobody's (any more). */
export type Author = {
  readonly kind: "device" | "node" | "pass" | "withheld";
  readonly member: number | null;
  readonly name: string | null;
};
export type Record = { readonly size: number; readonly lines: readonly EntryLine[] };

export const record = (
  reading: Reading,
  { before, limit }: { readonly before: number | null; readonly limit: number },
): Record => {
  const end = Math.min(before ?? reading.size, reading.size);
  const indexes = Array.from({ length: Math.min(limit, end) }, (_, place) => end - 1 - place);
  return { size: reading.size, lines: indexes.flatMap((index) => lineOf(reading, reading.entry(index)) ?? []) };
};

const lineOf = (reading: Reading, entry: Entry | null): EntryLine | null => {
  if (entry === null) return null;
  const { index, at, signed } = entry;
  if ("withheld" in signed)
    return { index, at, kind: null, audience: null, author: { kind: "withheld", member: null, name: null } };
  const { command, audience, author } = signed.act;
  return { index, at, kind: command.kind, audience, author: authorOf(reading, author.kind, author.key) };
};

const authorOf = (reading: Reading, kind: Author["kind"], key: Id): Author => {
  const asked = reading.ask(community);
  const member = kind === "device" ? (asked.device(key)?.member ?? null) : null;
  return { kind, member, name: member === null ? null : reading.text(asked.member(member)?.name ?? null) };
};

export type EntryDetails = EntryLine & {
  readonly id: Id;
  readonly key: Id | null;
  readonly seq: number | null;
  readonly signedAt: Instant | null;
  /** The body by its fields, as the schema names them. */
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  /** The wordings it names: null where one is erased or not here. */
  readonly texts: readonly (string | null)[];
};

export const entry = (reading: Reading, { index }: { readonly index: number }): EntryDetails | null => {
  const found = reading.entry(index);
  const line = lineOf(reading, found);
  if (found === null || line === null) return null;
  const { signed } = found;
  if ("withheld" in signed)
    return { ...line, id: signed.withheld, key: null, seq: null, signedAt: null, fields: [], texts: [] };
  const { act } = signed;
  const shape = kinds.get(act.command.kind)?.act.shape;
  const body = shape?.read(act.command.body, "");
  const texts: Id[] = [];
  if (shape !== undefined && !(body instanceof Malformed)) shape.texts(body, (hash) => texts.push(hash));
  const named = new Set<string>(texts);
  const fields = typeof body === "object" && body !== null && !(body instanceof Malformed) ? Object.entries(body) : [];
  return {
    ...line,
    id: signed.id,
    key: act.author.key,
    seq: act.seq,
    signedAt: act.signedAt,
    fields: fields
      .filter(([, value]) => typeof value !== "string" || !named.has(value))
      .map(([name, value]) => ({ name, value: typeof value === "string" ? value : JSON.stringify(value) })),
    texts: texts.map((hash) => reading.text(hash)),
  };
};
