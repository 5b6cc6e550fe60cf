/**
 * A world: everything a log of entries has led to, as one value. States stand by the institution's place in the registry;
 * `used` holds the sequence numbers each author used, per stratum, so that the public part never depends on members' acts.
 */
import type { Table } from "./table.ts";
import type { Used } from "./window.ts";
import type { Audience, Id, Instant } from "./types.ts";

/**
 * Ranges of used numbers by the first 52 bits of the author's key. Two keys that meet there share one window, which can only
 * refuse more, never admit more.
 */
export type Authors = Table<Used>;

export type World = {
  /** Entries applied, withheld and refused ones included. */
  readonly size: number;
  readonly at: Instant;
  /** The id of the founding act; null before it. */
  readonly origin: Id | null;
  readonly states: readonly unknown[];
  readonly used: Readonly<Record<Audience, Authors>>;
};
