/**
 * A desk: where one author's acts are written before they are signed. It keeps the author's place in the log (next number,
 * act before, last checkpoint verified) and gathers the texts an act names. Chance and time come from whoever sits at it.
 */
import { audienceFor } from "./registry.ts";
import { actId, encodeAct } from "./log/act.ts";
import { textHash } from "./log/text.ts";
import { DAY_MS, instantOf } from "./kernel/time.ts";
import { utf8Of } from "./log/utf8.ts";
import type { Author, Command, Evidence, Id, Instant, Seen } from "./kernel/types.ts";

/** An act may be carried on foot for a month; after that nobody can order it any more. */
const VALID_DAYS = 30;
const SALT_BYTES = 16;
const TEXT_SALT_BYTES = 32;

/** Random bytes; the shell's `crypto.getRandomValues`, the simulator's seed. */
export type Chance = (length: number) => Uint8Array;
export type Wording = { readonly hash: Id; readonly salt: Uint8Array; readonly utf8: Uint8Array };
export type Written = { readonly id: Id; readonly bytes: Uint8Array; readonly texts: readonly Wording[] };

/** What an author must remember between acts; plain data, to be stored with the key. */
export type Place = {
  readonly origin: Id;
  readonly author: Author;
  readonly seq: number;
  readonly previous: Id | null;
  readonly seen: Seen | null;
};

/** Texts for a body under construction: `text("…")` gives the hash to put there. */
export class Wordings {
  private readonly chance: Chance;
  readonly list: Wording[] = [];
  constructor(chance: Chance) {
    this.chance = chance;
  }
  text(words: string): Id {
    const salt = this.chance(TEXT_SALT_BYTES);
    const utf8 = utf8Of(words);
    const hash = textHash(salt, utf8);
    this.list.push({ hash, salt, utf8 });
    return hash;
  }
}

export type Writing = {
  readonly command: Command;
  readonly at: Instant;
  readonly chance: Chance;
  readonly texts?: Wordings;
  readonly after?: readonly Id[];
  readonly evidence?: readonly Evidence[];
};

/** The act as bytes ready to be signed, and the place after it. */
export const writeAct = (
  place: Place,
  { command, at, chance, texts, after, evidence }: Writing,
): { readonly written: Written; readonly next: Place } => {
  const bytes = encodeAct({
    format: 1,
    origin: place.origin,
    author: place.author,
    seq: place.seq,
    previous: place.previous,
    seen: place.seen,
    after: after ?? [],
    signedAt: at,
    notAfter: instantOf(at + VALID_DAYS * DAY_MS),
    audience: audienceFor(command.kind),
    evidence: evidence ?? [],
    salt: chance(SALT_BYTES),
    command,
  });
  const id = actId(bytes);
  return { written: { id, bytes, texts: texts?.list ?? [] }, next: { ...place, seq: place.seq + 1, previous: id } };
};
