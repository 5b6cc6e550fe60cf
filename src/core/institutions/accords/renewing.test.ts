/** The spec of what decisions do to an accord in force: reaffirm it, end it, or turn out never to have been ratified. */
import { describe, expect, it } from "vitest";
import { answering, lending, water } from "../../../../tests/core/agreements.ts";
import { before, day, founded, founder, named, townCore, type Town } from "../../../../tests/core/town.ts";
import { is } from "../../condition.ts";
import { daysAfter } from "../../kernel/time.ts";
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
const again = (accord: Id, termMonths: number | null = null): object => ({ accord, termMonths, reviewMonths: null });

describe("reaffirming an accord", () => {
  const renewedAt = day("2026-10-01T09:00:00Z");

  it("gives it another term, counted from the fresh consent", () => {
    const { town, accord } = signed();
    const renewed = town.given(renewedAt, { by: "ordinary", decision: "go on" }, "accord.reaffirm", again(accord, 3));
    const until = day("2027-01-01T09:00:00Z");
    expect(renewed.accordsAt(before(until)).standingOf(0)).toEqual({ kind: "inForce", until });
    expect(renewed.accordsAt(until).standingOf(0)).toEqual({ kind: "lapsed", at: until });
    expect(renewed.accordsAt(renewedAt).accord(0)).toMatchObject({
      renewals: 1,
      renewed: { by: named("go on"), at: renewedAt },
    });
  });

  it("may be done at the last moment, and is refused once it has lapsed", () => {
    const { town, accord } = signed();
    expect(town.decide(before(expiresAt), { by: "ordinary" }, "accord.reaffirm", again(accord)).refusal).toBeNull();
    expect(town.decide(expiresAt, { by: "ordinary" }, "accord.reaffirm", again(accord)).refusal).toMatchObject({
      kind: "accord.notInForce",
      clause: "law.expiry",
      data: { standing: "lapsed" },
    });
  });

  it("may still save an essential supply while it winds down", () => {
    const { town, accord } = signed(water);
    const saved = town.given(before(woundDownAt), { by: "ordinary" }, "accord.reaffirm", again(accord));
    expect(saved.accordsAt(woundDownAt).standingOf(0)?.kind).toBe("inForce");
    expect(town.decide(woundDownAt, { by: "ordinary" }, "accord.reaffirm", again(accord)).refusal?.kind).toBe(
      "accord.notInForce",
    );
  });

  it("runs no longer than the charter allows, and only for an accord that there is", () => {
    const { town, accord } = signed();
    expect(town.decide(renewedAt, { by: "ordinary" }, "accord.reaffirm", again(accord, 13)).refusal?.kind).toBe(
      "accord.termTooLong",
    );
    expect(
      town.decide(renewedAt, { by: "ordinary" }, "accord.reaffirm", { ...again(accord), reviewMonths: 7 }).refusal
        ?.kind,
    ).toBe("accord.reviewAfterEnd");
    expect(town.decide(renewedAt, { by: "ordinary" }, "accord.reaffirm", again(named("none"))).refusal?.kind).toBe(
      "accord.unknown",
    );
  });

  it("meets the red lines that were drawn since", () => {
    const { town, accord } = signed(answering({ money: "yes" }));
    const noDebt = {
      terms: [],
      redLines: [{ line: "no-debt", kinds: ["accord.reaffirm"], when: is("money", "yes"), wording: null }],
      dropped: [],
      narrowings: [],
    };
    const lined = town
      .given(day("2026-05-01"), { by: "constitutional" }, "charter.amend", noDebt)
      .given(day("2026-08-01"), { by: "constitutional", decision: "no more debt" }, "charter.amend", noDebt);
    expect(lined.decide(renewedAt, { by: "weighty" }, "accord.reaffirm", again(accord)).refusal).toMatchObject({
      kind: "redLine.crossed",
      clause: "redLine.no-debt",
      madeBy: named("no more debt"),
      data: { fact: "money", value: "yes" },
    });
    expect(lined.accordsAt(before(expiresAt)).standingOf(0)?.kind).toBe("inForce");
    expect(lined.accordsAt(expiresAt).standingOf(0)?.kind).toBe("lapsed");
  });

  it("is not for anybody alone", () => {
    const { town, accord } = signed();
    expect(
      town.act(renewedAt, { ...founder, act: named("alone") }, "accord.reaffirm", again(accord)).refusal?.kind,
    ).toBe("authority.notEntitled");
  });
});

describe("ending an accord", () => {
  const endedAt = day("2026-06-01T10:00:30Z");
  const leave = (accord: Id): object => ({ accord, reason: named("they changed") });

  it("stops it at once", () => {
    const { town, accord } = signed();
    const left = town.given(endedAt, { by: "ordinary", decision: "leave" }, "accord.end", leave(accord));
    expect(left.accordsAt(endedAt).standingOf(0)).toEqual({ kind: "ended", at: endedAt });
    expect(left.accordsAt(endedAt).accord(0)?.ended).toEqual({
      by: named("leave"),
      at: endedAt,
      reason: named("they changed"),
      isVoid: false,
    });
    expect(townCore.nextDue(left.world)).toBeNull();
  });

  it("winds an essential supply down, for good", () => {
    const { town, accord } = signed(water);
    const over = daysAfter(endedAt, 90);
    const left = town.given(endedAt, { by: "ordinary" }, "accord.end", leave(accord));
    expect(left.accordsAt(endedAt).standingOf(0)).toEqual({ kind: "windingDown", until: over, because: "ended" });
    expect(left.decide(before(over), { by: "ordinary" }, "accord.reaffirm", again(accord)).refusal?.kind).toBe(
      "accord.notInForce",
    );
    expect(left.accordsAt(over).standingOf(0)).toEqual({ kind: "ended", at: over });
  });

  it("is possible once, while the accord is in force, and not in haste", () => {
    const { town, accord } = signed();
    const left = town.given(endedAt, { by: "ordinary" }, "accord.end", leave(accord));
    expect(left.decide(endedAt, { by: "weighty" }, "accord.end", leave(accord)).refusal).toMatchObject({
      kind: "accord.notInForce",
      data: { standing: "ended" },
    });
    expect(town.decide(expiresAt, { by: "ordinary" }, "accord.end", leave(accord)).refusal?.kind).toBe(
      "accord.notInForce",
    );
    expect(town.decide(endedAt, { by: "ordinary" }, "accord.end", leave(named("none"))).refusal?.kind).toBe(
      "accord.unknown",
    );
    expect(town.decide(endedAt, { by: "urgent" }, "accord.end", leave(accord)).refusal?.kind).toBe(
      "authority.notEntitled",
    );
  });
});

describe("a decision that was never ratified", () => {
  const at = day("2026-10-20");
  const unratify = (town: Town, decision: string, when = at): Town => {
    const { town: told, refusal } = town.act(when, { ...founder, act: named("gazette") }, "gazette.unratify", {
      decision: named(decision),
    });
    if (refusal !== null) throw new Error(refusal.kind);
    return told;
  };

  it("makes an accord signed under it void", () => {
    const { town } = signed();
    expect(unratify(town, "sign it").accordsAt(at).standingOf(0)).toEqual({ kind: "void", at });
    expect(unratify(town, "something else").accordsAt(at).standingOf(0)?.kind).toBe("inForce");
  });

  it("winds an essential supply down all the same", () => {
    expect(unratify(signed(water).town, "sign it").accordsAt(at).standingOf(0)).toEqual({
      kind: "windingDown",
      until: daysAfter(at, 90),
      because: "void",
    });
  });

  it("puts an accord reaffirmed under it back on its former term", () => {
    const { town, accord } = signed();
    const renewed = town.given(
      day("2026-10-14"),
      { by: "urgent", decision: "quickly" },
      "accord.reaffirm",
      again(accord),
    );
    expect(renewed.accordsAt(at).standingOf(0)).toEqual({ kind: "inForce", until: day("2027-04-14") });
    expect(unratify(renewed, "quickly").accordsAt(at).standingOf(0)).toEqual({ kind: "inForce", until: expiresAt });
  });

  it("ends it now if that term has run out meanwhile", () => {
    const late = daysAfter(expiresAt, 3);
    const { town, accord } = signed();
    const renewed = town.given(
      before(expiresAt),
      { by: "urgent", decision: "quickly" },
      "accord.reaffirm",
      again(accord),
    );
    expect(unratify(renewed, "quickly", late).accordsAt(late).standingOf(0)).toEqual({ kind: "lapsed", at: late });
    expect(townCore.nextDue(townCore.advance(unratify(renewed, "quickly", late).world, late))).toBeNull();
  });
});
