/** The spec of an accord's end: it lapses by itself, winds down where people depend on it, and reminds in time. */
import { describe, expect, it } from "vitest";
import { lending, water } from "../../../../tests/core/agreements.ts";
import { before, day, founded, townCore, type Town } from "../../../../tests/core/town.ts";
import { DAY_MS, daysAfter, instantOf } from "../../kernel/time.ts";
import type { Id } from "../../kernel/types.ts";
import type { AccordTerms } from "./terms.ts";

const start = day("2026-03-01");
const signedAt = day("2026-04-30T18:30:00Z");
const expiresAt = day("2026-10-30T18:30:00Z");
const woundDownAt = daysAfter(expiresAt, 90);
type Signed = { readonly town: Town; readonly accord: Id };
const signed = (terms: AccordTerms = lending, from: Town = founded(start)): Signed => {
  const { town, act, refusal } = from.decide(signedAt, { by: "weighty", decision: "sign it" }, "accord.sign", terms);
  if (refusal !== null) throw new Error(refusal.kind);
  return { town, accord: act };
};

describe("an accord lapses by itself", () => {
  it("at the end of its term, and not a moment before", () => {
    const { town } = signed();
    expect(town.accordsAt(before(expiresAt)).standingOf(0)).toEqual({ kind: "inForce", until: expiresAt });
    expect(town.accordsAt(expiresAt).standingOf(0)).toEqual({ kind: "lapsed", at: expiresAt });
    expect(town.accordsAt(expiresAt).inForce()).toEqual([]);
    expect(town.accordsAt(expiresAt).register()).toHaveLength(1);
  });

  it("and the community hears of it once", () => {
    const { town } = signed();
    const world = townCore.advance(town.world, woundDownAt);
    expect(townCore.nextDue(town.world)).toBe(expiresAt);
    expect(townCore.nextDue(world)).toBeNull();
  });

  it("but an essential supply winds down over ninety days first", () => {
    const { town } = signed(water);
    expect(town.accordsAt(expiresAt).standingOf(0)).toEqual({
      kind: "windingDown",
      until: woundDownAt,
      because: "lapsed",
    });
    expect(town.accordsAt(before(woundDownAt)).inForce()).toHaveLength(1);
    expect(town.accordsAt(before(woundDownAt)).lapsesNext(5)).toEqual([]);
    expect(town.accordsAt(woundDownAt).standingOf(0)).toEqual({ kind: "lapsed", at: woundDownAt });
  });

  it("whenever one asks: the answer is the same in one step and in many", () => {
    const { town } = signed(water);
    const steps = [signedAt, before(expiresAt), expiresAt, instantOf(expiresAt + 1), before(woundDownAt)];
    const slowly = steps.reduce((world, at) => townCore.advance(world, at), town.world);
    expect(townCore.root(townCore.advance(slowly, woundDownAt), "public")).toBe(
      townCore.root(townCore.advance(town.world, woundDownAt), "public"),
    );
  });
});

describe("what comes up next", () => {
  it("reminds thirty, fourteen, seven days and one day before the end, once each", () => {
    const { town } = signed();
    const daily = Array.from({ length: 40 }, (_, n) => instantOf(expiresAt - (40 - n) * DAY_MS + 3_600_000));
    const heard = daily.flatMap((from) => town.accordsAt(from).remindersBetween(from, instantOf(from + DAY_MS)));
    expect(heard.map(({ daysBefore }) => daysBefore)).toEqual([30, 14, 7, 1]);
    expect(heard[1]?.at).toBe(expiresAt - 14 * DAY_MS);
  });

  it("reminds at the instant itself and not a moment later", () => {
    const { town } = signed();
    const due = instantOf(expiresAt - 7 * DAY_MS);
    expect(town.accordsAt(before(due)).remindersBetween(before(due), due)).toHaveLength(1);
    expect(town.accordsAt(due).remindersBetween(due, instantOf(due + 1))).toEqual([]);
  });

  it("lists what lapses next, and what is due for review in public", () => {
    const first = signed({ ...lending, termMonths: 9 });
    const sign = (town: Town, termMonths: number | null): Town =>
      town.given(signedAt, { by: "weighty", decision: `for ${termMonths}` }, "accord.sign", { ...lending, termMonths });
    const town = sign(sign(first.town, null), 2);
    expect(
      town
        .accordsAt(signedAt)
        .lapsesNext(2)
        .map(({ accord }) => accord),
    ).toEqual([2, 1]);
    const reviewed = day("2026-05-30T18:30:00Z");
    expect(town.accordsAt(before(reviewed)).dueForReview()).toEqual([]);
    expect(
      town
        .accordsAt(reviewed)
        .dueForReview()
        .map(({ accord }) => accord),
    ).toEqual([2]);
  });
});
