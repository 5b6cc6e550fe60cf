/**
 * The state of a charter: the floor that the founding laid, which never lapses, and the clauses that decisions made above it,
 * each with its end. Nothing is deleted when a clause lapses: reading compares its end with the time asked about.
 */
import { Names } from "../../kernel/names.ts";
import { Table } from "../../kernel/table.ts";
import type { Datum, Id, Instant } from "../../kernel/types.ts";
import { RULES_NEWEST } from "../../terms/founding.ts";
import type { LineSpec, Narrower, Office } from "../../terms/shapes.ts";

export type Founding = {
  readonly origin: Id;
  readonly founder: Id;
  readonly nodeKey: Id;
  readonly template: string;
  readonly name: Id;
  readonly purpose: Id | null;
  readonly locale: string;
  readonly foundedAt: Instant;
};

/** Who made a clause, who last reaffirmed it, and when it lapses. */
export type Made = {
  readonly madeBy: Id;
  readonly madeAt: Instant;
  readonly reaffirmedBy: Id | null;
  readonly endsAt: Instant;
};
export type Clause = Made & { readonly value: Datum; readonly isPilot: boolean };
/** A red line by its word: as founded (null: it was not), and as amended above that; `spec` null is a line taken away. */
export type LineRow = {
  readonly line: string;
  readonly floor: LineSpec | null;
  readonly clause: (Made & { readonly spec: LineSpec | null }) | null;
};
export type NarrowingRow = {
  readonly act: string;
  readonly floor: readonly Narrower[];
  readonly clause: (Made & { readonly who: readonly Narrower[] }) | null;
};
/** The last pilot of a system; when it ended, or will, decides when another may start. */
export type Pilot = {
  readonly question: Id;
  readonly madeBy: Id;
  readonly startedAt: Instant;
  readonly endsAt: Instant;
};
/** An amendment taken once, waiting for its second reading. */
export type Reading = { readonly changes: Id; readonly decision: Id; readonly readAt: Instant };

/** The community's own word for a term, in one language; null: it was taken back. */
export type OwnWord = Made & { readonly term: string; readonly language: string; readonly wording: Id | null };

export type CharterState = {
  readonly founding: Founding | null;
  readonly rules: number;
  readonly rulesBy: Id | null;
  /** By number of parameter. */
  readonly floor: Table<Datum>;
  /** By number of parameter. */
  readonly clauses: Table<Clause>;
  /** Clauses that others replaced, by (number of parameter, place): what a class asked when something opened. */
  readonly formerClauses: Table<Clause>;
  /** By number of the system's parameter. */
  readonly pilots: Table<Pilot>;
  /** By place, few; `linedKinds` and `narrowedKinds` spare every other act the search. */
  readonly lines: Table<LineRow>;
  readonly linedKinds: readonly string[];
  readonly narrowings: Table<NarrowingRow>;
  readonly narrowedKinds: readonly string[];
  readonly offices: Table<Office>;
  readonly readings: Table<Reading>;
  /** Readings by the hash of their changes. */
  readonly readingNames: Names;
  /** By place. Absent until the first is said, and from what was kept before communities could say any. */
  readonly words?: Table<OwnWord>;
};

export const initial: CharterState = {
  founding: null,
  rules: RULES_NEWEST,
  rulesBy: null,
  floor: Table.empty(),
  clauses: Table.empty(),
  formerClauses: Table.empty(),
  pilots: Table.empty(),
  lines: Table.empty(),
  linedKinds: [],
  narrowings: Table.empty(),
  narrowedKinds: [],
  offices: Table.empty(),
  readings: Table.empty(),
  readingNames: Names.empty,
};
