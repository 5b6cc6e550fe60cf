/**
 * Which sequence numbers an author has used: ranges within a sliding window, so that outboxes and couriers may deliver in
 * any order and nothing is applied twice. A refused act still uses its number. In the public stratum an author's numbers
 * have gaps (the members' acts between them), so a jump up is always allowed.
 */
export const WINDOW = 1_024; // further back than this an act is too old: bounds the memory per author

/** [from, to, from, to, …] inclusive, ascending, disjoint and not adjacent. */
export type Used = readonly number[];

export type Consumed = { readonly used: Used } | { readonly refused: "used" | "tooOld" };

export const consume = (used: Used, seq: number): Consumed => {
  const last = used.length - 1;
  const highest = last < 0 ? -1 : (used[last] as number);
  if (seq === highest + 1) return { used: last < 0 ? [seq, seq] : trim(extend(used, last, seq), seq) };
  if (seq > highest) return { used: trim([...used, seq, seq], seq) };
  if (seq <= highest - WINDOW) return { refused: "tooOld" };
  return fill(used, seq);
};

/** Whether the number was used, as far as the window remembers. */
export const isUsed = (used: Used, seq: number): boolean => {
  const highest = used.at(-1) ?? -1;
  if (seq > highest || seq <= highest - WINDOW) return false;
  for (let i = 0; i < used.length; i += 2) {
    if (seq >= (used[i] ?? 0) && seq <= (used[i + 1] ?? 0)) return true;
  }
  return false;
};

const extend = (used: Used, last: number, seq: number): Used => {
  if (last === 1) return [used[0] as number, seq];
  const next = used.slice();
  next[last] = seq;
  return next;
};

/** Drops ranges that lie wholly below the window; the lowest range left stands for everything before it too. */
const trim = (used: Used, highest: number): Used => {
  let start = 0;
  while (start + 3 < used.length && (used[start + 1] as number) <= highest - WINDOW) start += 2;
  return start === 0 ? used : used.slice(start);
};

const fill = (used: Used, seq: number): Consumed => {
  const next: number[] = [];
  let placed = false;
  for (let i = 0; i < used.length; i += 2) {
    const from = used[i] as number;
    const to = used[i + 1] as number;
    if (seq >= from && seq <= to) return { refused: "used" };
    if (!placed && seq < from) {
      add(next, seq, seq);
      placed = true;
    }
    add(next, from, to);
  }
  return { used: next };
};

/** Appends a range, merging it with an adjacent last one. */
const add = (ranges: number[], from: number, to: number): void => {
  const last = ranges.length - 1;
  if (last > 0 && (ranges[last] as number) + 1 === from) ranges[last] = to;
  else ranges.push(from, to);
};
