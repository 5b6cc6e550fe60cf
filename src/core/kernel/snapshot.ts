/**
 * Snapshots: a world as a small head and the pages under it, each under its own hash (docs/formats/snapshot.md). Opening
 * one reads the head only; pages are read when first needed and prove themselves. Whether the head is true is settled by
 * its state roots: one's own, or attested by members, with a full check afterwards.
 */
import { bytesOf, hexOf, ZERO_ID } from "../hash.ts";
import { decodeValue, encodeValue, MalformedCbor } from "../log/cbor.ts";
import { Names } from "./names.ts";
import { newPages, readPage, unpackValue, type ReadBytes } from "./pack.ts";
import { Page, Unread } from "./page.ts";
import { rootKinds, stateValue } from "./root.ts";
import { Table } from "./table.ts";
import type { Used } from "./window.ts";
import type { World } from "./world.ts";
import type { Id, Instant, Value } from "./types.ts";

const FORMAT = 1;

/** The head of a snapshot of `world`; `names` are the institutions' names in registry order. */
export const snapshotHead = (world: World, names: readonly string[]): Uint8Array =>
  encodeValue([
    FORMAT,
    world.size,
    world.at,
    world.origin === null ? null : bytesOf(world.origin),
    stateValue(world.used),
    world.states.map((state, place) => [names[place] ?? "", stateValue(state)]),
  ]);

/** Every page of `world` that `known` does not have yet, children before parents. */
export const snapshotPages = (
  world: World,
  known: (hash: string) => boolean,
  visit: (hash: string, bytes: Uint8Array) => void,
): void => {
  for (const [hash, bytes] of newPagesOf(world, known)) visit(hash, bytes);
};

/** The same one by one, for whoever has other things to do in between: a world is a value and does not change meanwhile. */
export function* newPagesOf(world: World, known: (hash: string) => boolean): Generator<readonly [string, Uint8Array]> {
  for (const state of [world.used, ...world.states]) {
    for (const field of Object.values(state as Readonly<Record<string, unknown>>)) {
      const table = field instanceof Names ? field.table : field;
      if (table instanceof Table && table.root instanceof Page) yield* newPages(table.root, known);
    }
  }
}

type Field = readonly [string, readonly [number, ...Value[]]];

const tableOf = (hash: Uint8Array, size: number, read: ReadBytes): Table<never> => {
  const name = hexOf(hash);
  return Table.over<never>(name === ZERO_ID ? null : readPage(name, read), size);
};

const fieldOf = ([kind, first, size]: readonly [number, ...Value[]], read: ReadBytes): unknown => {
  if (kind === rootKinds.PLAIN) return unpackValue(first as Value);
  const table = tableOf(first as Uint8Array, size as number, read);
  return kind === rootKinds.NAMES ? Names.over(table) : table;
};

const stateOf = (value: Value, read: ReadBytes): Record<string, unknown> =>
  Object.fromEntries((value as unknown as readonly Field[]).map(([name, field]) => [name, fieldOf(field, read)]));

/** Opens a snapshot for these institutions; null when it was made by another registry or format and must be replayed. */
export const openSnapshot = (head: Uint8Array, names: readonly string[], read: ReadBytes): World | null => {
  const decoded = decodeValue(head);
  if (decoded instanceof MalformedCbor) throw new RangeError("the head of the snapshot is malformed");
  const [format, size, at, origin, used, states] = decoded.value as readonly [
    number,
    number,
    number,
    Uint8Array | null,
    Value,
    readonly (readonly [string, Value])[],
  ];
  if (format !== FORMAT || states.length !== names.length || states.some(([name], place) => name !== names[place]))
    return null;
  const authors = stateOf(used, read) as { readonly public: Table<Used>; readonly members: Table<Used> };
  return {
    size,
    at: at as Instant,
    origin: origin === null ? null : (hexOf(origin) as Id),
    states: states.map(([, state]) => stateOf(state, read)),
    used: { public: authors.public, members: authors.members },
  };
};

/** The hash of every page that the snapshots with these heads reach, each once: what stays when old pages are swept. */
export function* reachablePages(heads: readonly Uint8Array[], read: ReadBytes): Generator<string> {
  const met = new Set<string>();
  const under = function* (hash: string): Generator<string> {
    // What is under a page met before was met before too.
    if (met.has(hash)) return;
    met.add(hash);
    yield hash;
    for (const slot of readPage(hash, read).slots) if (slot instanceof Unread) yield* under(slot.hash);
  };
  for (const head of heads) for (const top of topPages(head)) yield* under(top);
}

const topPages = (head: Uint8Array): readonly string[] => {
  const decoded = decodeValue(head);
  if (decoded instanceof MalformedCbor) throw new RangeError("the head of the snapshot is malformed");
  const [, , , , used, states] = decoded.value as readonly [
    number,
    number,
    number,
    Value,
    Value,
    readonly (readonly [string, Value])[],
  ];
  const fields = [used, ...states.map(([, state]) => state)].flatMap((state) => state as unknown as readonly Field[]);
  return fields
    .flatMap(([, [kind, first]]) => (kind === rootKinds.PLAIN ? [] : [hexOf(first as Uint8Array)]))
    .filter((hash) => hash !== ZERO_ID);
};
