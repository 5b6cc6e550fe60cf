/**
 * The community's one due index: every deadline of every sort in one table, by (minute, sort, ordinal). At one instant the
 * sorts run in the order of the list, so that a leave that ends and an office that ends fall the same way everywhere.
 */
import type { Table } from "../../kernel/table.ts";
import { dueKey, dueOf } from "../../kernel/time.ts";
import type { Due, Instant } from "../../kernel/types.ts";
import { THINGS_MAX } from "./limits.ts";

const sorts = [
  "founding",
  "probation",
  "guest",
  "leaveStart",
  "leaveEnd",
  "office",
  "invitation",
  "hearing",
  "recovery",
] as const;
export type DueSort = (typeof sorts)[number];

const keyOf = (sort: DueSort, ordinal: number, at: Instant): number =>
  dueKey(at, sorts.indexOf(sort) * THINGS_MAX + ordinal);

type Dues = Table<number>;
/** `at` null: nothing to note. */
export const withDue = (dues: Dues, sort: DueSort, ordinal: number, at: Instant | null): Dues =>
  at === null ? dues : dues.set(keyOf(sort, ordinal, at), 1);
export const withoutDue = (dues: Dues, sort: DueSort, ordinal: number, at: Instant | null): Dues =>
  at === null ? dues : dues.delete(keyOf(sort, ordinal, at));

export const nextDue = ({ dues }: { readonly dues: Dues }): Due | null => {
  const first = dues.first();
  return first === null ? null : dueOf(first[0]);
};

/** What a due is about. */
export const readDue = ({ key }: Due): { readonly sort: DueSort; readonly ordinal: number } => {
  const sort = sorts[Math.floor(key / THINGS_MAX)];
  if (sort === undefined) throw new RangeError(`no sort of due has the key ${key}`);
  return { sort, ordinal: key % THINGS_MAX };
};
