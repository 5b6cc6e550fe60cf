/**
 * The lot that fills a panel: who is drawn follows from secrets that several people fixed before any was known. The
 * surprising rule: the last to open a secret sees the outcome first and can only choose between opening it or not; whoever
 * stays silent is out of the panel (README, Limits).
 */
import { bytesOf, concatBytes, idOf, sha256 } from "../../hash.ts";
import { pairKey, secondOf } from "../../kernel/time.ts";
import type { Id } from "../../kernel/types.ts";
import { utf8Of } from "../../log/utf8.ts";
import { PANEL_SEATS_MIN } from "./limits.ts";
import { isElectorOf } from "./standing.ts";
import { appealAt, hearingAt, type State } from "./state.ts";

const COMMITMENT = utf8Of("folkmoot/commitment/v1\n");
const LOT = utf8Of("folkmoot/lot/v1\n");

/** What a person publishes first: SHA-256 over their secret (32 random bytes), bound to the case and to them. */
export const commitmentTo = (secret: Id, hearing: Id, member: Id): Id =>
  idOf(sha256(concatBytes(COMMITMENT, bytesOf(hearing), bytesOf(member), bytesOf(secret))));

/** SHA-256 over the appeal and the opened secrets, in the order of their owners' ordinals. */
export const seedOf = (appeal: Id, secrets: readonly Id[]): Id =>
  idOf(sha256(concatBytes(LOT, bytesOf(appeal), ...secrets.map(bytesOf))));

/**
 * The first `seats` of the pool in the order of SHA-256(seed ‖ ordinal as 4 bytes). Everybody's place depends on nobody
 * else, so that who steps back after the secrets are known moves up only the next in line.
 */
export const drawn = (seed: Id, pool: readonly number[], seats: number): readonly number[] => {
  const places = pool.map((member) => [placeOf(seed, member), member] as const);
  return places
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, seats)
    .map(([, member]) => member);
};
const placeOf = (seed: Id, member: number): Id =>
  idOf(sha256(concatBytes(bytesOf(seed), bytesOf(member.toString(16).padStart(8, "0")))));

type Lots = { readonly secrets: readonly Id[]; readonly silent: ReadonlySet<number> };
const lotsOf = (state: State, hearing: number): Lots => {
  const lots = [...state.lots.entries(pairKey(hearing, 0), pairKey(hearing + 1, 0))];
  return {
    secrets: lots.flatMap(([, { secret }]) => (secret === null ? [] : [secret])),
    silent: new Set(lots.flatMap(([key, { secret }]) => (secret === null ? [secondOf(key)] : []))),
  };
};

/**
 * Electors, now and when the commitments closed, who took no part: they neither proposed the exclusion nor ordered a measure
 * nor were protected by one, and kept no secret back.
 */
const poolOf = (state: State, hearing: number, silent: ReadonlySet<number>): readonly number[] => {
  const { proposer, noContact } = hearingAt(state, hearing);
  const { closedAt } = appealAt(state, hearing);
  if (closedAt === null) throw new RangeError(`the commitments of case ${hearing} are not closed`);
  const parties = new Set([proposer, ...noContact.flatMap((measure) => [measure.with, measure.by])]);
  return [...state.members.entries()]
    .map(([ordinal]) => ordinal)
    .filter((ordinal) => isElectorOf(state, ordinal, closedAt) && !parties.has(ordinal) && !silent.has(ordinal));
};

/** An odd number of seats, at most as many as the charter gives and the pool fills; 0: too few for a panel. */
const seatsFor = (pool: number, seats: number): number => {
  const most = Math.min(pool, seats);
  const odd = most % 2 === 0 ? most - 1 : most;
  return odd < PANEL_SEATS_MIN ? 0 : odd;
};

export type Drawn = { readonly seed: Id; readonly panel: readonly number[] };
/** The panel as the secrets make it; null when too few people are left to draw from. */
export const drawPanel = (state: State, hearing: number, seatsMax: number): Drawn | null => {
  const { secrets, silent } = lotsOf(state, hearing);
  const pool = poolOf(state, hearing, silent);
  const seats = seatsFor(pool.length, seatsMax);
  if (seats === 0) return null;
  const seed = seedOf(appealAt(state, hearing).id, secrets);
  return { seed, panel: drawn(seed, pool, seats) };
};
