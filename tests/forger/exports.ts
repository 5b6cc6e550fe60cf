/** The container of docs/formats/export.md: everything that a reader of one audience gets, in one file. */
import { ascii, bigEndian, concat, sha256, type Bytes } from "./keys.ts";
import { utf8Of, type Text } from "./texts.ts";

const MAGIC = ascii("folkmoot/export/v1\n");

export type Shown = { readonly at: number } & (
  { readonly act: Bytes; readonly signature: Bytes } | { readonly signedHash: Bytes }
);

export type Export = {
  readonly isPublic: boolean;
  readonly origin: Bytes;
  readonly vkey: string;
  readonly checkpoint: string;
  readonly entries: readonly Shown[];
  readonly texts: readonly Text[];
};

const withLength = (text: string): Bytes => {
  const bytes = ascii(text);
  return concat(bigEndian(bytes.length, 2), bytes);
};

const entryBytes = (entry: Shown): Bytes =>
  "act" in entry
    ? concat(bigEndian(entry.at, 8), bigEndian(entry.act.length, 4), entry.act, entry.signature)
    : concat(bigEndian(entry.at, 8), bigEndian(0, 4), entry.signedHash);

const textBytes = (text: Text): Bytes => {
  const utf8 = utf8Of(text);
  return concat(Uint8Array.of(1), text.salt, bigEndian(utf8.length, 4), utf8);
};

/** Where each part of the file begins, so that a test can damage every one of them. */
export type Sections = Readonly<Record<"header" | "checkpoint" | "entries" | "texts" | "end", number>>;

export const writeExport = (contents: Export): { readonly bytes: Bytes; readonly sections: Sections } => {
  const { isPublic, origin, vkey, checkpoint, entries, texts } = contents;
  const header = concat(MAGIC, Uint8Array.of(isPublic ? 0 : 1), origin, withLength(vkey));
  const parts = [header, withLength(checkpoint), concat(...entries.map(entryBytes)), concat(...texts.map(textBytes))];
  const body = concat(...parts, Uint8Array.of(0));
  const [, ...starts] = parts.reduce<readonly number[]>((all, part) => [...all, (all.at(-1) ?? 0) + part.length], [0]);
  const [atCheckpoint = 0, atEntries = 0, atTexts = 0, end = 0] = starts;
  return {
    bytes: concat(body, sha256(body)),
    sections: { header: 0, checkpoint: atCheckpoint, entries: atEntries, texts: atTexts, end },
  };
};
