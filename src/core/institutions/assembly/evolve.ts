/** How each event changes the register of results. The indexes of dues and reviews follow the rows here and nowhere else. */
import { dueKey, pairKey } from "../../kernel/time.ts";
import type { Table } from "../../kernel/table.ts";
import type { Instant } from "../../kernel/types.ts";
import type { AssemblyEvent } from "./events.ts";
import { resultAt, type AssemblyState, type ResultRow, type Statement } from "./state.ts";

type Event<K extends AssemblyEvent["kind"]> = Extract<AssemblyEvent, { kind: K }>;

export function evolve(state: AssemblyState, event: AssemblyEvent, at: Instant): AssemblyState {
  switch (event.kind) {
    case "result.recorded":
      return recorded(state, event);
    case "result.undone":
      return change(state, event.result, (row) => ({
        ...row,
        outcome: "unfulfilled",
        reviewUntil: null,
        ratifyBy: null,
      }));
    case "result.spokenOf":
      return spokenOf(state, event);
    case "decision.reaffirmed":
      return change(state, event.result, (row) => ({
        ...row,
        reviewUntil: event.reviewUntil,
        reaffirmedBy: event.by,
      }));
    case "decision.ratified":
      return change(state, event.result, (row) => ({ ...row, ratifiedBy: event.by }));
    case "text.erased":
      return state;
    case "decision.ended":
      return change(state, event.result, (row) => ({ ...row, endedAt: at, endedBy: event.by }));
  }
}

const recorded = (state: AssemblyState, { result, row }: Event<"result.recorded">): AssemblyState => ({
  ...state,
  count: result + 1,
  names: state.names.with(row.decision, result),
  results: state.results.set(result, row),
  ...reindexed(state, result, null, row),
});

const change = (state: AssemblyState, result: number, to: (row: ResultRow) => ResultRow): AssemblyState => {
  const before = resultAt(state, result);
  const after = to(before);
  return { ...state, results: state.results.set(result, after), ...reindexed(state, result, before, after) };
};

const reindexed = (
  { dues, reviews }: AssemblyState,
  result: number,
  before: ResultRow | null,
  after: ResultRow,
): Pick<AssemblyState, "dues" | "reviews"> => ({
  dues: moved(dues, result, before === null ? null : dueAt(before), dueAt(after)),
  reviews: moved(reviews, result, before === null ? null : reviewAt(before), reviewAt(after)),
});

const dueAt = ({ ratifyBy, ratifiedBy, endedAt }: ResultRow): Instant | null =>
  ratifiedBy === null && endedAt === null ? ratifyBy : null;
const reviewAt = ({ reviewUntil, endedAt }: ResultRow): Instant | null => (endedAt === null ? reviewUntil : null);

const moved = (index: Table<true>, result: number, from: Instant | null, to: Instant | null): Table<true> => {
  if (from === to) return index;
  const rest = from === null ? index : index.delete(dueKey(from, result));
  return to === null ? rest : rest.set(dueKey(to, result), true);
};

const spokenOf = (state: AssemblyState, { result, device, statement }: Event<"result.spokenOf">): AssemblyState => {
  const known = state.devices.resolve(device);
  const place = known ?? state.deviceCount;
  const key = pairKey(result, place);
  const earlier = state.statements.get(key);
  const next = change(state, result, (row) =>
    counted(earlier === undefined ? row : counted(row, earlier, -1), statement, 1),
  );
  return {
    ...next,
    devices: known === undefined ? state.devices.with(device, place) : state.devices,
    deviceCount: known === undefined ? place + 1 : state.deviceCount,
    statements: state.statements.set(key, statement),
  };
};

const counted = (row: ResultRow, statement: Statement, change: 1 | -1): ResultRow =>
  statement === "attested" ? { ...row, attested: row.attested + change } : { ...row, disputed: row.disputed + change };
