/**
 * Two toy institutions to show the kernel's laws on: public lamps that go out by themselves, and a members' tally that hears of it.
 */
import { Core } from "../../src/core/kernel/fold.ts";
import { kindsOf, untyped } from "../../src/core/kernel/wiring.ts";
import { actKinds } from "../../src/core/kernel/institution.ts";
import { accept, refuse } from "../../src/core/kernel/refusal.ts";
import { record, whole } from "../../src/core/kernel/schema.ts";
import { Table } from "../../src/core/kernel/table.ts";
import { deadline, dueKey, dueOf, MINUTE_MS } from "../../src/core/kernel/time.ts";
import type { Institution, Instant } from "../../src/core/kernel/types.ts";

type Lamps = { readonly lit: Table<number>; readonly dues: Table<number>; readonly out: number };
type LampEvent =
  | { readonly kind: "lamp.lit"; readonly lamp: number; readonly until: Instant }
  | { readonly kind: "lamp.out"; readonly lamp: number; readonly key: number };
type Tally = { readonly heard: number; readonly refused: number };
type TallyEvent = { readonly kind: "tally.heard" } | { readonly kind: "tally.refused" };

const lampAct = actKinds<Lamps, LampEvent, unknown>();
export const lamps: Institution<Lamps, LampEvent, unknown, { isLit(lamp: number): boolean; out: number }> = {
  name: "lamps",
  audience: "public",
  initial: { lit: Table.empty(), dues: Table.empty(), out: 0 },
  acts: [
    lampAct({
      kind: "lamp.light",
      shape: record({ lamp: whole(0, 9), minutes: whole(1, 100) }),
      who: [{ kind: "anyDevice" }],
      decide: (state, { lamp, minutes }, { at }) =>
        state.lit.has(lamp)
          ? refuse("lamp.isLit", "law.lamp", { lamp })
          : accept({ kind: "lamp.lit", lamp, until: deadline(at, minutes * MINUTE_MS) }),
    }),
    lampAct({
      kind: "lamp.lightTwo",
      shape: record({ first: whole(0, 9), second: whole(0, 9) }),
      who: [{ kind: "anyDevice" }],
      decide: (_state, { first, second }, { cause }) => ({
        events: [],
        run: {
          decision: cause.act,
          decisionClass: "ordinary",
          commands: [first, second].map((lamp) => ({ kind: "lamp.light" as const, body: [lamp, 5] })),
        },
      }),
    }),
  ],
  evolve: (state, event) =>
    event.kind === "lamp.lit"
      ? {
          ...state,
          lit: state.lit.set(event.lamp, event.until),
          dues: state.dues.set(dueKey(event.until, event.lamp), 1),
        }
      : { lit: state.lit.delete(event.lamp), dues: state.dues.delete(event.key), out: state.out + 1 },
  nextDue: (state) => {
    const first = state.dues.first();
    return first === null ? null : dueOf(first[0]);
  },
  due: (_state, due) => accept({ kind: "lamp.out", lamp: due.key, key: dueKey(due.at, due.key) }),
  tell: (event) => (event.kind === "lamp.out" ? [{ kind: "accord.lapsed", accord: event.lamp }] : []),
  hear: {},
  ask: (state) => ({ isLit: (lamp) => state.lit.has(lamp), out: state.out }),
};
export const tally: Institution<Tally, TallyEvent, unknown, Tally> = {
  name: "tally",
  audience: "members",
  initial: { heard: 0, refused: 0 },
  acts: [],
  evolve: (state, event) =>
    event.kind === "tally.heard" ? { ...state, heard: state.heard + 1 } : { ...state, refused: state.refused + 1 },
  nextDue: () => null,
  due: () => accept(),
  tell: () => [],
  hear: {
    "accord.lapsed": () => accept({ kind: "tally.heard" }),
    "batch.refused": () => accept({ kind: "tally.refused" }),
  },
  ask: (state) => state,
};

const institutions = [untyped(lamps), untyped(tally)];
export const core = new Core({
  institutions,
  kinds: kindsOf(institutions),
  views: () => [null, null],
  authority: () => null,
  identify: () => null,
  rules: () => 1,
});
export const names = institutions.map(({ name }) => name);
