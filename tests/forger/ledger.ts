/**
 * A log as a node would keep it: acts written, signed, timed and numbered by the documents, and exported for an audience. Whatever a
 * forger does to one act, everything around it is right: later acts, leaves, root and checkpoint are made from what was recorded.
 */
import { DEVICE, encodeAct, idOfAct, NO_ORIGIN, NODE, signAct, type Act, type Evidence } from "./acts.ts";
import { writeExport, type Sections, type Shown } from "./exports.ts";
import { leafHashOf, rootOver, signedHashOf, signedHead, vkeyOf } from "./heads.ts";
import { hexOf, keyFrom, type Bytes, type Key } from "./keys.ts";
import { textsIn, type Text, type Value } from "./texts.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const ACT_LASTS = 7 * DAY;
/** 2026-03-01T09:00Z. */
const FOUNDED_AT = 1_772_355_600_000;

export type Entry = {
  readonly at: number;
  readonly act: Bytes;
  readonly signature: Bytes;
  readonly isPublic: boolean;
  readonly texts: readonly Text[];
};

export type Recorded = { readonly index: number; readonly id: Bytes; readonly act: Act };

/** What a forger may do to one act. */
export type Forged = {
  readonly act?: Partial<Act>;
  readonly bytes?: (bytes: Bytes) => Bytes;
  readonly key?: Key;
};

export type Command = readonly [kind: string, body: readonly Value[]];
export type Options = {
  readonly isPublic?: boolean;
  readonly evidence?: readonly Evidence[];
  readonly forged?: Forged;
};

/** What a forger may do to the whole file. */
export type Changes = {
  readonly entries?: (entries: readonly Entry[]) => readonly Entry[];
  readonly texts?: (texts: readonly Text[]) => readonly Text[];
  /** Places of entries that are withheld whatever their audience, and of those shown whatever it is. */
  readonly withheld?: readonly number[];
  readonly shown?: readonly number[];
  readonly headKey?: Key;
  readonly root?: Bytes;
  readonly claimedKey?: Bytes;
};

type Author = { readonly key: Key; readonly kind: typeof DEVICE | typeof NODE; seq: number; previous: Bytes | null };

export class Ledger {
  readonly node = keyFrom("the node");
  readonly entries: Entry[] = [];
  at = FOUNDED_AT;
  private readonly authors = new Map<string, Author>();
  private readonly erased = new Set<string>();

  /** Zero bytes until the founding act is there. */
  get origin(): Bytes {
    const [founding] = this.entries;
    return founding === undefined ? NO_ORIGIN : idOfAct(founding.act);
  }

  wait(ms: number): void {
    this.at += ms;
  }
  waitUntil(at: number): void {
    this.at = Math.max(this.at, at);
  }

  /** Writes, signs and records an act of `key`, a second after whatever was last. */
  record(key: Key, [kind, body]: Command, { isPublic = false, evidence = [], forged = {} }: Options = {}): Recorded {
    this.wait(1000);
    const author = this.authorOf(key);
    const act: Act = {
      origin: this.origin,
      authorKind: author.kind,
      author: key.publicKey,
      seq: author.seq,
      previous: author.previous,
      seen: this.seen(),
      after: [],
      signedAt: this.at - 500,
      notAfter: this.at + ACT_LASTS,
      isPublic,
      evidence,
      kind,
      body,
      ...forged.act,
    };
    const bytes = (forged.bytes ?? ((all) => all))(encodeAct(act));
    author.seq += 1;
    author.previous = idOfAct(bytes);
    const signature = signAct(bytes, forged.key ?? key);
    this.entries.push({ at: this.at, act: bytes, signature, isPublic, texts: textsIn(body) });
    return { index: this.entries.length - 1, id: idOfAct(bytes), act };
  }

  /** From now on the text is in no export; that it was erased, an act must say. */
  forget(text: Text): void {
    this.erased.add(hexOf(text.hash));
  }

  export(isPublic: boolean, changes: Changes = {}): { readonly bytes: Bytes; readonly sections: Sections } {
    const { headKey = this.node, claimedKey = headKey.publicKey } = changes;
    const entries = changes.entries?.(this.entries) ?? this.entries;
    const isShown = ({ isPublic: isForAll }: Entry, place: number): boolean =>
      (changes.shown?.includes(place) ?? false) ||
      ((isForAll || !isPublic) && !(changes.withheld?.includes(place) ?? false));
    const texts = this.textsOf(entries.filter(isShown));
    const root = changes.root ?? rootOver(entries.map(leafOf));
    return writeExport({
      isPublic,
      origin: this.origin,
      vkey: vkeyOf(this.origin, claimedKey),
      checkpoint: signedHead(this.origin, entries.length, root, headKey, claimedKey),
      entries: entries.map((entry, place) => (isShown(entry, place) ? entry : withheldOf(entry))),
      texts: changes.texts?.(texts) ?? texts,
    });
  }

  /** Each text that is named and was not erased, once, in ascending order of its hash. */
  private textsOf(entries: readonly Entry[]): readonly Text[] {
    const byHash = new Map(entries.flatMap(({ texts }) => texts).map((text) => [hexOf(text.hash), text]));
    return [...byHash.entries()]
      .filter(([hash]) => !this.erased.has(hash))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, text]) => text);
  }

  private authorOf(key: Key): Author {
    const name = hexOf(key.publicKey);
    const known = this.authors.get(name);
    if (known !== undefined) return known;
    const author: Author = { key, kind: key === this.node ? NODE : DEVICE, seq: 0, previous: null };
    this.authors.set(name, author);
    return author;
  }

  private seen(): Act["seen"] {
    const size = this.entries.length;
    return size === 0 ? null : [size, rootOver(this.entries.map(leafOf))];
  }
}

const leafOf = ({ at, act, signature }: Entry): Bytes => leafHashOf(at, signedHashOf(act, signature));

const withheldOf = ({ at, act, signature }: Entry): Shown => ({ at, signedHash: signedHashOf(act, signature) });
