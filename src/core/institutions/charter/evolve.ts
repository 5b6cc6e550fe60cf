/** How each event changes a charter. The floor is written once, at the founding; decisions only lay clauses above it. */
import { Table } from "../../kernel/table.ts";
import { pairKey } from "../../kernel/time.ts";
import type { Instant } from "../../kernel/types.ts";
import type { CharterEvent, Making } from "./events.ts";
import { parameterAt } from "../../terms/parameters.ts";
import type { Line, LineSpec, Narrowing, Term } from "../../terms/shapes.ts";
import { known } from "./standing.ts";
import type { CharterState, Made, OwnWord } from "./state.ts";

type EventOf<K extends CharterEvent["kind"]> = Extract<CharterEvent, { kind: K }>;

export const evolve = (state: CharterState, event: CharterEvent, at: Instant): CharterState => {
  switch (event.kind) {
    case "charter.founded":
      return found(state, event);
    case "charter.amendmentRead":
      return read(state, event, at);
    case "charter.amended":
      return amend(state, event, at);
    case "charter.reaffirmed":
      return event.paths.reduce((next, path) => reaffirm(next, path, event), state);
    case "charter.rulesChosen":
      return { ...state, rules: event.version, rulesBy: event.decision };
    case "charter.pilotStarted":
      return startPilot(state, event, at);
    case "charter.systemKept":
      return layClause(state, { path: pathOf(event.system), value: true }, madeNow(event, at), false);
    case "charter.wordSet":
      return setWord(state, event, at);
  }
};

const madeNow = ({ decision, endsAt }: Making, at: Instant): Made => ({
  madeBy: decision,
  madeAt: at,
  reaffirmedBy: null,
  endsAt,
});
const pathOf = (system: string): string => `systems.${system}`;

const layClause = (state: CharterState, { path, value }: Term, made: Made, isPilot: boolean): CharterState => {
  const { number } = known(path);
  const clauses = state.clauses.set(number, { ...made, value, isPilot });
  return { ...state, clauses, formerClauses: withFormer(state, number) };
};
const withFormer = ({ clauses, formerClauses }: CharterState, number: number): CharterState["formerClauses"] => {
  const replaced = clauses.get(number);
  if (replaced === undefined) return formerClauses;
  const [first, end] = [pairKey(number, 0), pairKey(number + 1, 0)];
  const place = [...formerClauses.entries(first, end)].length;
  return formerClauses.set(first + place, replaced);
};

// ---- founding

const found = (state: CharterState, event: EventOf<"charter.founded">): CharterState => {
  const floored = {
    ...state,
    founding: event.founding,
    rules: event.rules,
    floor: event.terms.reduce((floor, { path, value }) => floor.set(known(path).number, value), state.floor),
    lines: event.redLines.reduce(
      (lines, { line, ...floor }, place) => lines.set(place, { line, floor, clause: null }),
      state.lines,
    ),
    narrowings: event.narrowings.reduce(
      (narrowings, { act, who }, place) => narrowings.set(place, { act, floor: who, clause: null }),
      state.narrowings,
    ),
    offices: event.offices.reduce((offices, office, place) => offices.set(place, office), state.offices),
  };
  return indexed(floored);
};

// ---- amending

const read = (
  state: CharterState,
  { changes, decision }: EventOf<"charter.amendmentRead">,
  at: Instant,
): CharterState => {
  const place = state.readingNames.resolve(changes) ?? nextPlace(state.readings);
  return {
    ...state,
    readings: state.readings.set(place, { changes, decision, readAt: at }),
    readingNames: state.readingNames.with(changes, place),
  };
};

const amend = (state: CharterState, event: EventOf<"charter.amended">, at: Instant): CharterState => {
  const made = madeNow(event, at);
  let next = forgetReading(state, event);
  for (const term of event.terms) next = layClause(next, term, made, false);
  for (const { line, ...spec } of event.redLines) next = layLine(next, line, spec, made);
  for (const line of event.dropped) next = layLine(next, line, null, made);
  for (const narrowing of event.narrowings) next = layNarrowing(next, narrowing, made);
  return indexed(next);
};

const forgetReading = (state: CharterState, { changes }: EventOf<"charter.amended">): CharterState => {
  const place = state.readingNames.resolve(changes);
  if (place === undefined) return state;
  return { ...state, readings: state.readings.delete(place), readingNames: state.readingNames.without(changes) };
};

const layLine = (state: CharterState, line: Line["line"], spec: LineSpec | null, made: Made): CharterState => {
  const place = placeWhere(state.lines, (row) => row.line === line);
  const floor = state.lines.get(place)?.floor ?? null;
  return { ...state, lines: state.lines.set(place, { line, floor, clause: { ...made, spec } }) };
};

const layNarrowing = (state: CharterState, { act, who }: Narrowing, made: Made): CharterState => {
  const place = placeWhere(state.narrowings, (row) => row.act === act);
  const floor = state.narrowings.get(place)?.floor ?? [];
  return { ...state, narrowings: state.narrowings.set(place, { act, floor, clause: { ...made, who } }) };
};

// ---- reaffirming, pilots

const reaffirm = (state: CharterState, path: string, { decision, endsAt }: Making): CharterState => {
  const renew = <M extends Made>(made: M): M => ({ ...made, reaffirmedBy: decision, endsAt });
  const parameter = parameterAt(path);
  if (parameter !== undefined) return { ...state, clauses: changed(state.clauses, parameter.number, renew) };
  const renewRow = <R extends { readonly clause: Made | null }>(row: R): R =>
    row.clause === null ? row : { ...row, clause: renew(row.clause) };
  const line = placeWhere(state.lines, (row) => path === `redLine.${row.line}`);
  const narrowing = placeWhere(state.narrowings, (row) => path === `narrowing.${row.act}`);
  return {
    ...state,
    lines: changed(state.lines, line, renewRow),
    narrowings: changed(state.narrowings, narrowing, renewRow),
  };
};
const changed = <R>(rows: Table<R>, place: number, change: (row: R) => R): Table<R> => {
  const row = rows.get(place);
  return row === undefined ? rows : rows.set(place, change(row));
};

const startPilot = (state: CharterState, event: EventOf<"charter.pilotStarted">, at: Instant): CharterState => {
  const { system, question, decision, endsAt } = event;
  const path = pathOf(system);
  const laid = layClause(state, { path, value: true }, madeNow(event, at), true);
  const pilot = { question, madeBy: decision, startedAt: at, endsAt };
  return { ...laid, pilots: laid.pilots.set(known(path).number, pilot) };
};

// ---- words

const setWord = (state: CharterState, event: EventOf<"charter.wordSet">, at: Instant): CharterState => {
  const { term, language, wording } = event;
  const words = state.words ?? Table.empty<OwnWord>();
  const place = placeWhere(words, (row) => row.term === term && row.language === language);
  return { ...state, words: words.set(place, { term, language, wording, ...madeNow(event, at) }) };
};

// ---- places and indexes

/** The place of the first row that matches, else the next free one. */
const placeWhere = <R>(rows: Table<R>, matches: (row: R) => boolean): number => {
  for (const [place, row] of rows.entries()) if (matches(row)) return place;
  return nextPlace(rows);
};
const nextPlace = (rows: Table<unknown>): number => {
  let next = 0;
  for (const [place] of rows.entries()) next = place + 1;
  return next;
};

/** Which kinds have a red line or a narrowing at all, lapsed ones included: what every other act looks at. */
const indexed = (state: CharterState): CharterState => {
  const lined = [...state.lines.entries()].flatMap(([, { floor, clause }]) => [
    ...(floor?.kinds ?? []),
    ...(clause?.spec?.kinds ?? []),
  ]);
  const narrowed = [...state.narrowings.entries()].map(([, { act }]) => act);
  return { ...state, linedKinds: sorted(lined), narrowedKinds: sorted(narrowed) };
};
const sorted = (words: readonly string[]): readonly string[] => [...new Set(words)].sort((a, b) => (a < b ? -1 : 1));
