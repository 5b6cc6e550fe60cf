/**
 * What changed from one wording to the next, word by word, so that a revision can be read in one go. Words are those of the
 * language (also where it writes none apart); very long texts are compared by paragraphs instead.
 */
export type Piece = { readonly kind: "same" | "added" | "removed"; readonly text: string };

/** Comparing takes the product of both lengths: this many fit into a tenth of a second on a phone. */
const CELLS_MAX = 6_000_000;

/** The pieces in order of reading: what was removed stands before what came in its place. */
export const wordDiff = (before: string, after: string): readonly Piece[] => {
  const [old, fresh] = [wordsOf(before), wordsOf(after)];
  const isLong = old.length * fresh.length > CELLS_MAX;
  return isLong ? compared(paragraphsOf(before), paragraphsOf(after)) : compared(old, fresh);
};

/** Words, each with the white space after it. */
const wordsOf = (text: string): readonly string[] => {
  const words: string[] = [];
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)) {
    const last = words.at(-1);
    if (/^\s+$/.test(segment) && last !== undefined) words[words.length - 1] = last + segment;
    else words.push(segment);
  }
  return words;
};
const paragraphsOf = (text: string): readonly string[] => text.match(/[^\n]*\n*/g)?.filter((part) => part !== "") ?? [];

const compared = (old: readonly string[], fresh: readonly string[]): readonly Piece[] => {
  const start = sharedStart(old, fresh);
  const end = Math.min(sharedStart(old.toReversed(), fresh.toReversed()), Math.min(old.length, fresh.length) - start);
  const middle = alignedMiddle(old.slice(start, old.length - end), fresh.slice(start, fresh.length - end));
  const same = (words: readonly string[]): readonly Piece[] => words.map((text) => ({ kind: "same", text }));
  return joined([...same(fresh.slice(0, start)), ...middle, ...same(fresh.slice(fresh.length - end))]);
};

/** White space at the end of a line is no change of wording. */
const isSame = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && (a === b || a.trimEnd() === b.trimEnd());

const sharedStart = (a: readonly string[], b: readonly string[]): number => {
  let place = 0;
  while (isSame(a[place], b[place])) place += 1;
  return place;
};

/** The longest common subsequence, walked from the front. */
const alignedMiddle = (old: readonly string[], fresh: readonly string[]): readonly Piece[] => {
  const width = fresh.length + 1;
  const longest = new Uint16Array((old.length + 1) * width);
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = fresh.length - 1; j >= 0; j -= 1)
      longest[i * width + j] = isSame(old[i], fresh[j]) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const pieces: Piece[] = [];
  for (let i = 0, j = 0; i < old.length || j < fresh.length;) {
    const [gone, came] = [old[i], fresh[j]];
    if (came !== undefined && isSame(gone, came)) {
      pieces.push({ kind: "same", text: came });
      i += 1;
      j += 1;
    } else if (gone !== undefined && (came === undefined || at(i + 1, j) >= at(i, j + 1))) {
      pieces.push({ kind: "removed", text: gone });
      i += 1;
    } else if (came !== undefined) {
      pieces.push({ kind: "added", text: came });
      j += 1;
    }
  }
  return pieces;
};

/** Neighbours of one kind as one piece. */
const joined = (pieces: readonly Piece[]): readonly Piece[] => {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (last?.kind === piece.kind) result[result.length - 1] = { kind: piece.kind, text: last.text + piece.text };
    else result.push(piece);
  }
  return result;
};
