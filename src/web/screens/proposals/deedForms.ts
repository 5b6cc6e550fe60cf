/**
 * The plain forms by which a deed is chosen: what each asks, and the command it makes. Only what can be done here is
 * offered (nobody can end an accord where there is none); whether it may be done is the core's to say.
 */
import type { Kind } from "../../../core/kernel/types.ts";
import type { Attached } from "../../../core/plain.ts";
import type { Drafting } from "../../replica/questions/drafting.ts";
import { now } from "../../now.svelte.ts";
import { moments, say, type MessageKey } from "../../say.svelte.ts";
import { pathWords } from "../charter/ruleWords.ts";
import { LANGUAGES } from "../../../words/languages.ts";
import { officeWord, systemWord, termWord } from "./deedWords.ts";

export type Values = Readonly<Record<string, string>>;
export type FormField = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly initial: string;
  readonly as:
    | { readonly sort: "pick"; readonly options: readonly { readonly value: string; readonly label: string }[] }
    | { readonly sort: "number"; readonly max: number }
    | { readonly sort: "date" }
    | { readonly sort: "text"; readonly max: number; readonly isRequired: boolean };
};
export type DeedForm = {
  readonly kind: Kind;
  readonly label: string;
  readonly fields: readonly FormField[];
  readonly attached: (values: Values) => Attached;
};

const DAY_MS = 86_400_000;
const MONTHS_MAX = 120;
const REVIEW_DAYS_MAX = 3650;
const REASON_MAX = 2000;
const QUESTION_MAX = 500;
const WORD_MAX = 60;

const pick = (
  name: string,
  label: string,
  options: readonly { readonly value: string; readonly label: string }[],
): FormField => ({
  name,
  label,
  initial: options.length === 1 ? (options[0]?.value ?? "") : "",
  as: { sort: "pick", options },
});
const number = (name: string, label: string, initial: number, max: number): FormField => ({
  name,
  label,
  initial: String(initial),
  as: { sort: "number", max },
});
const text = (name: string, label: string, max: number, isRequired: boolean): FormField => ({
  name,
  label,
  initial: "",
  as: { sort: "text", max, isRequired },
});
const date = (name: string, label: string, at: number): FormField => ({
  name,
  label,
  initial: new Date(at).toISOString().slice(0, 10),
  as: { sort: "date" },
});

const whole = (value: string | undefined): number => Math.max(0, Math.round(Number(value ?? "0")) || 0);
const worded = (value: string | undefined): { readonly wording: string } | null =>
  value === undefined || value.trim() === "" ? null : { wording: value.trim() };
/** Noon of that day, by the reader's clock: nobody means midnight. */
const noonOf = (value: string | undefined): number => new Date(`${value ?? ""}T12:00`).getTime() || 0;
const named = (name: string | null): string => name ?? say("proposal.untitled");

/** A form, unless its first choice has nothing to choose from. */
const form = (
  kind: Kind,
  label: MessageKey,
  fields: readonly FormField[],
  body: (values: Values) => Attached["body"],
): readonly DeedForm[] => {
  const [first] = fields;
  if (first?.as.sort === "pick" && first.as.options.length === 0) return [];
  return [{ kind, label: say(label), fields, attached: (values) => ({ kind, body: body(values) }) }];
};

export const deedForms = (drafting: Drafting): readonly DeedForm[] => [
  ...ofAccords(drafting),
  ...ofRules(drafting),
  ...ofWords(drafting),
  ...ofDecisions(drafting),
  ...ofPeople(drafting),
];

const ofAccords = ({ accords, accordMonths }: Drafting): readonly DeedForm[] => {
  const options = accords.map(({ id, partner, until }) => ({
    value: id,
    label: say("form.accordUntil", { partner: named(partner), day: moments().day(until, now()) }),
  }));
  const running = options.filter((_, place) => accords[place]?.standing === "inForce");
  const { byDefault } = accordMonths;
  return [
    ...form(
      "accord.reaffirm",
      "form.accord.reaffirm",
      [pick("accord", say("form.accord"), options), number("months", say("form.months"), byDefault, MONTHS_MAX)],
      ({ accord = "", months }) => ({ accord, termMonths: whole(months), reviewMonths: null }),
    ),
    ...form(
      "accord.end",
      "form.accord.end",
      [pick("accord", say("form.accord"), running), text("reason", say("form.reason"), REASON_MAX, false)],
      ({ accord = "", reason }) => ({ accord, reason: worded(reason) }),
    ),
  ];
};

/** A word of the community's own for what the charter names; left empty it takes an older one back. */
const ofWords = ({ systems, classes, offices }: Drafting): readonly DeedForm[] => {
  const terms = [
    ...offices.map(({ office }) => `office.${office}`),
    ...classes.map(({ of }) => `class.${of}`),
    ...systems.map(({ system }) => `system.${system}`),
  ];
  return form(
    "words.set",
    "form.words.set",
    [
      pick(
        "term",
        say("form.term"),
        terms.map((value) => ({ value, label: termWord(value) })),
      ),
      pick(
        "language",
        say("form.language"),
        LANGUAGES.map(({ tag, name }) => ({ value: tag, label: name })),
      ),
      text("wording", say("form.wording"), WORD_MAX, false),
    ],
    ({ term = "", language = "", wording }) => ({ term, language, wording: worded(wording) }),
  );
};

const ofRules = ({ systems, pilotDaysMax, ending }: Drafting): readonly DeedForm[] => {
  const words = (isWanted: (each: Drafting["systems"][number]) => boolean) =>
    systems.filter(isWanted).map(({ system }) => ({ value: system, label: systemWord(system) }));
  const rules = ending.map(({ path, endsAt }) => ({
    value: path,
    label: say("form.ruleUntil", { rule: pathWords(path), day: moments().day(endsAt, now()) }),
  }));
  return [
    ...form(
      "charter.startPilot",
      "form.charter.startPilot",
      [
        pick(
          "system",
          say("form.system"),
          words(({ isOn }) => !isOn),
        ),
        text("question", say("form.pilotQuestion"), QUESTION_MAX, true),
        number("days", say("form.days"), pilotDaysMax, pilotDaysMax),
      ],
      ({ system = "", question, days }) => ({ system, question: worded(question), days: whole(days) }),
    ),
    ...form(
      "charter.keepSystem",
      "form.charter.keepSystem",
      [
        pick(
          "system",
          say("form.system"),
          words(({ isPilot }) => isPilot),
        ),
      ],
      ({ system = "" }) => ({ system }),
    ),
    ...form("charter.reaffirm", "form.charter.reaffirm", [pick("path", say("form.rule"), rules)], ({ path = "" }) => ({
      paths: [path],
    })),
  ];
};

const ofDecisions = ({ decisions }: Drafting): readonly DeedForm[] => {
  const titles = (of: Drafting["decisions"]) => of.map(({ id, title }) => ({ value: id, label: named(title) }));
  const urgent = decisions.filter(({ ratifyBy }) => ratifyBy !== null);
  const decided = pick("decision", say("form.decision"), titles(decisions));
  return [
    ...form(
      "decision.reaffirm",
      "form.decision.reaffirm",
      [decided, number("days", say("form.reviewDays"), 180, REVIEW_DAYS_MAX)],
      ({ decision = "", days }) => ({ decision, reviewDays: whole(days) }),
    ),
    ...form("decision.end", "form.decision.end", [decided], ({ decision = "" }) => ({ decision })),
    ...form(
      "decision.ratify",
      "form.decision.ratify",
      [pick("decision", say("form.decision"), titles(urgent))],
      ({ decision = "" }) => ({ decision }),
    ),
  ];
};

const ofPeople = ({ offices, members, hearings, officeMonthsMax }: Drafting): readonly DeedForm[] => {
  const people = members.map(({ id, ordinal, name }) => ({
    value: id,
    label: name ?? say("person.nameless", { ordinal }),
  }));
  const holders = offices.flatMap(({ office, holders: held }) =>
    held.map(({ id, name }) => ({
      value: `${office} ${id}`,
      label: say("form.holder", { name: named(name), office: officeWord(office) }),
    })),
  );
  const cases = (isWanted: (phase: Drafting["hearings"][number]["phase"]) => boolean) =>
    hearings.filter(({ phase }) => isWanted(phase)).map(({ id, name }) => ({ value: id, label: named(name) }));
  const isBefore = (phase: Drafting["hearings"][number]["phase"]): boolean => phase === "hearing" || phase === "heard";
  const inTerm = now() + officeMonthsMax * 30 * DAY_MS;
  return [
    ...form(
      "office.appoint",
      "form.office.appoint",
      [
        pick(
          "office",
          say("form.office"),
          offices.map(({ office }) => ({ value: office, label: officeWord(office) })),
        ),
        pick("member", say("form.member"), people),
        date("until", say("form.until"), inTerm),
      ],
      ({ office = "", member = "", until }) => ({ office, member, until: noonOf(until) }),
    ),
    ...form("office.recall", "form.office.recall", [pick("holder", say("form.whom"), holders)], ({ holder = "" }) => {
      const [office = "", member = ""] = holder.split(" ");
      return { office, member };
    }),
    ...form(
      "member.exclude",
      "form.member.exclude",
      [pick("hearing", say("form.heard"), cases(isBefore))],
      (values) => ({
        hearing: values["hearing"] ?? "",
      }),
    ),
    ...form(
      "exclusion.reverse",
      "form.exclusion.reverse",
      [
        pick(
          "hearing",
          say("form.excluded"),
          cases((phase) => !isBefore(phase)),
        ),
      ],
      (values) => ({ hearing: values["hearing"] ?? "" }),
    ),
  ];
};
