/**
 * What a verification says, as data and in words. The surprising rule: what was not checked is said as plainly as what was, since a
 * public export shows the rules of the public part only.
 */
import type { Fault, ResultCounts } from "../../core/verify/report.ts";
import type { Verification } from "../../core/verify/verifyExport.ts";
import type { Datum, Id, Kind } from "../../core/kernel/types.ts";
import { refusalWords } from "../../words/refusals.ts";
import type { Call, Json } from "../call.ts";
import { isoOf, whenOf } from "../instants.ts";
import type { Served } from "./served.ts";

export type Checked = {
  readonly verification: Verification;
  /** Null where the log was not also asked of a node. */
  readonly served: Served | null;
  readonly expectedOrigin: Id | null;
};

/** The fault to name first, wherever it was found. */
export const faultsOf = ({ verification, served, expectedOrigin }: Checked): readonly Fault[] => {
  if (verification.kind === "damaged") {
    const { rule, offset, entry } = verification;
    return [{ entry, rule: `damaged.${rule}`, clause: null, data: { offset } }];
  }
  const { origin, faults } = verification.report;
  const fault = served?.fault ?? null;
  const whole = (rule: string, data: Readonly<Record<string, Datum>>): Fault => ({
    entry: null,
    rule,
    clause: null,
    data,
  });
  return [
    ...(expectedOrigin === null || expectedOrigin === origin
      ? []
      : [whole("export.otherOrigin", { expected: expectedOrigin, found: origin })]),
    ...faults,
    ...(fault === null ? [] : [whole(fault, { size: served?.size ?? null })]),
  ];
};

export const jsonOf = (checked: Checked): Json => {
  const { verification, served } = checked;
  const faults = faultsOf(checked).map((fault) => ({ ...fault, data: { ...fault.data } }));
  const isGood = faults.length === 0;
  if (verification.kind === "damaged") return { verdict: "damaged", faults, moreFaults: 0, served: null };
  const { report } = verification;
  return {
    verdict: isGood ? "good" : "faulty",
    audience: report.audience,
    origin: report.origin,
    size: report.size,
    at: isoOf(report.at),
    root: report.root,
    publicRoot: report.publicRoot,
    membersRoot: report.membersRoot,
    signaturesChecked: report.signaturesChecked,
    withheld: report.withheld,
    texts: { ...report.texts },
    results: { ...report.results },
    served: served === null ? null : { ...served },
    faults,
    moreFaults: report.moreFaults,
  };
};

export const linesOf = (call: Call, checked: Checked): readonly string[] => {
  const { verification } = checked;
  const faults = faultsOf(checked);
  const more = verification.kind === "judged" ? verification.report.moreFaults : 0;
  const verdict =
    faults.length === 0
      ? [call.say("cli.verify.good")]
      : [
          call.say("cli.verify.bad", { count: faults.length + more }),
          ...faults.map((fault) => faultWords(call, fault)),
        ];
  return [...checkedWords(call, checked), ...verdict];
};

const checkedWords = (call: Call, { verification, served }: Checked): readonly string[] => {
  if (verification.kind === "damaged") return [];
  const { report } = verification;
  const { origin, size, audience, at, withheld, results } = report;
  const parts = [
    call.say("cli.verify.signatures", { count: report.signaturesChecked }),
    call.say(`cli.verify.rules.${audience}`),
    ...(withheld === 0 ? [] : [call.say("cli.verify.withheld", { count: withheld })]),
    call.say("cli.verify.results", { ...results, ...resultWords(results) }),
    call.say("cli.verify.texts", { ...report.texts }),
    ...(served?.fault === null ? [call.say("cli.verify.served", { size: served.size })] : []),
  ];
  return [
    call.say("cli.verify.what", { origin, size, audience, when: whenOf(isoOf(at)) }),
    parts.join("; "),
    call.say("cli.verify.roots", { root: report.root, publicRoot: report.publicRoot }),
  ];
};

/** Whether all results, some or none are attested; and whether we compared them with a fold of our own. */
const resultWords = ({ recorded, attested, judged }: ResultCounts) => ({
  how: attested === 0 ? "none" : attested === recorded ? "all" : "some",
  own: judged > 0 ? "compared" : recorded > 0 ? "unseen" : "none",
});

/** Which entry, which rule, and what that means. */
const faultWords = (call: Call, { entry, rule, clause, data }: Fault): string => {
  const place = entry === null ? call.say("cli.verify.whole") : call.say("cli.verify.entry", { entry });
  const meaning = meaningOf(call, rule, clause, data);
  if (clause === null) return call.say("cli.verify.fault", { place, rule, meaning });
  return call.say("cli.verify.faultByClause", { place, rule, clause, meaning });
};

const meaningOf = (call: Call, rule: string, clause: string | null, data: Fault["data"]): string => {
  const own = call.voice.find(`cli.fault.${rule}`, data);
  if (own !== null || clause === null || !isKind(rule)) return own ?? call.say("cli.fault.other");
  const { what } = refusalWords(
    { refused: true, kind: rule, clause, madeBy: null, data },
    call.voice,
    call.voice.moments,
    0,
  );
  return what;
};
const isKind = (rule: string): rule is Kind => rule.includes(".");
