/** The spec of signing an accord: what it brings into force, and the laws and clauses that refuse it. */
import { describe, expect, it } from "vitest";
import { answering, lending, water } from "../../../../tests/core/agreements.ts";
import { before, day, founded, named, type Decided, type Outcome } from "../../../../tests/core/town.ts";
import { daysAfter } from "../../kernel/time.ts";
import type { AccordTerms } from "./terms.ts";
import { questions } from "./terms.ts";

const start = day("2026-03-01");
const at = day("2026-04-30T18:30:00Z");
const weighty: Decided = { by: "weighty", decision: "sign it" };
const sign = (terms: AccordTerms, decided: Decided = weighty): Outcome =>
  founded(start).decide(at, decided, "accord.sign", terms);

describe("signing an accord", () => {
  it("brings it into force for the charter's default term, counted in months", () => {
    const { town, act, refusal } = sign(lending);
    expect(refusal).toBeNull();
    const register = town.accordsAt(at);
    expect(register.resolve(act)).toBe(0);
    expect(register.standingOf(0)).toEqual({ kind: "inForce", until: day("2026-10-30T18:30:00Z") });
    expect(register.accord(0)).toMatchObject({ signedBy: named("sign it"), signedAt: at, termMonths: 6, renewals: 0 });
  });

  it("looks at the terms in public halfway, or when the accord says", () => {
    expect(sign(lending).town.accordsAt(at).accord(0)?.reviewAt).toBe(day("2026-07-30T18:30:00Z"));
    expect(
      sign({ ...lending, reviewMonths: 1 })
        .town.accordsAt(at)
        .accord(0)?.reviewAt,
    ).toBe(day("2026-05-30T18:30:00Z"));
    expect(sign({ ...lending, termMonths: 5, reviewMonths: 6 }).refusal?.kind).toBe("accord.reviewAfterEnd");
  });

  it("registers the partner once, however many accords there are with it", () => {
    const first = sign(lending);
    const second = first.town.given(at, { by: "weighty" }, "accord.sign", {
      ...water,
      partnerOf: first.act,
      partnerName: null,
      partnerSort: null,
    });
    const register = second.accordsAt(at);
    expect(register.partners()).toEqual([[0, { name: named("Tool co-operative"), sort: "cooperative", since: at }]]);
    expect([register.accord(0)?.partner, register.accord(1)?.partner]).toEqual([0, 0]);
    expect(register.register().map(({ accord }) => accord)).toEqual([1, 0]);
  });

  it("takes a weighty decision: an ordinary or an urgent one is not enough", () => {
    expect(sign(lending, { by: "ordinary" }).refusal?.kind).toBe("authority.notEntitled");
    expect(sign(lending, { by: "urgent" }).refusal?.kind).toBe("authority.notEntitled");
    expect(sign(lending, { by: "constitutional" }).refusal).toBeNull();
  });

  it("runs as long as the charter allows, and not a month longer", () => {
    expect(sign({ ...lending, termMonths: 12 }).refusal).toBeNull();
    expect(sign({ ...lending, termMonths: 13 }).refusal).toMatchObject({
      kind: "accord.termTooLong",
      clause: "charter.accord.maximumMonths",
      madeBy: null,
      data: { months: 13, max: 12 },
    });
  });

  it.each(questions)("is blocked by a single unsure answer: %s", (question) => {
    expect(sign(answering({ [question]: "unsure" })).refusal).toMatchObject({
      kind: "accord.unsure",
      clause: "law.certainty",
      data: { question },
    });
  });

  it.each<[string, string, AccordTerms]>([
    ["an essential supply without a fallback", "accord.noFallback", { ...water, fallback: null }],
    ["a partner without a name", "accord.partnerUnnamed", { ...lending, partnerName: null }],
    ["a partner of no known sort", "accord.partnerUnnamed", { ...lending, partnerSort: null }],
    ["a partner of an accord that is not here", "accord.unknownPartner", { ...lending, partnerOf: named("elsewhere") }],
  ])("refuses %s", (_title, kind, terms) => {
    const { refusal, town } = sign(terms);
    expect(refusal?.kind).toBe(kind);
    expect(town.accordsAt(at).count).toBe(0);
  });

  it("gives every accord an id of its own", () => {
    const { town } = sign(lending);
    expect(town.decide(at, weighty, "accord.sign", lending).refusal?.kind).toBe("accord.idTaken");
  });
});

describe("a red line at signature", () => {
  it.each([
    ["exclusivity", "no-exclusivity"],
    ["confidentiality", "no-secrecy"],
    ["endlessTerm", "no-endless-term"],
    ["outsideControl", "no-outside-veto"],
  ] as const)("makes an accord with %s void, whoever votes for it", (question, line) => {
    const { refusal, town } = sign(answering({ [question]: "yes" }), { by: "constitutional" });
    expect(refusal).toMatchObject({
      kind: "redLine.crossed",
      clause: `redLine.${line}`,
      madeBy: null,
      data: { line, fact: question, value: "yes" },
    });
    expect(town.accordsAt(at).count).toBe(0);
  });

  it("leaves the other questions to the assembly", () => {
    const rest = {
      dataAccess: "yes",
      conditions: "yes",
      money: "yes",
      foreignJurisdiction: "yes",
      costlyExit: "yes",
    } as const;
    expect(sign(answering(rest)).refusal).toBeNull();
  });
});

describe("the cooling interval after a negotiation", () => {
  const negotiatedUntil = day("2026-04-20T12:00:00Z");
  const opensFrom = daysAfter(negotiatedUntil, 7);
  const negotiated = { ...lending, negotiatedUntil };
  const openedAt = (openedAt: Decided["openedAt"]): Decided => ({ by: "weighty", openedAt });

  it("lies before the opening of the decision, to the moment", () => {
    expect(sign(negotiated, openedAt(before(opensFrom))).refusal).toMatchObject({
      kind: "accord.coolingInterval",
      clause: "charter.negotiation.coolingDays",
      data: { negotiatedUntil, opensFrom },
    });
    expect(sign(negotiated, openedAt(opensFrom)).refusal).toBeNull();
  });

  it("lets a draft be written meanwhile", () => {
    expect(founded(start).decide(negotiatedUntil, openedAt(null), "accord.sign", negotiated).refusal).toBeNull();
  });

  it("counts from now where nobody says when the decision opened", () => {
    const town = founded(start);
    expect(town.decide(before(opensFrom), weighty, "accord.sign", negotiated).refusal?.kind).toBe(
      "accord.coolingInterval",
    );
    expect(town.decide(opensFrom, weighty, "accord.sign", negotiated).refusal).toBeNull();
  });

  it("cannot be shortened by a negotiation that has yet to end", () => {
    expect(sign({ ...lending, negotiatedUntil: day("2027-01-01") }).refusal?.kind).toBe("accord.coolingInterval");
  });
});
