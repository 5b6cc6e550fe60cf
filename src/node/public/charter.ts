/**
 * The charter on the public page: every rule with its value, and beside each the decision that made it and when that ends.
 * What is agreed for systems of a later version stands apart, so that nobody takes it for something that happens.
 */
import { classFields, decisionClasses, parameters } from "../../core/terms/parameters.ts";
import type { Id, Instant } from "../../core/kernel/types.ts";
import { redLines } from "./accords.ts";
import { decisionName } from "./decisions.ts";
import { valueInWords } from "../../words/values.ts";
import type { PublicFacts } from "./facts.ts";
import { section } from "./frame.ts";
import { markup, type Content, type Markup } from "./markup.ts";
import type { Voice } from "./words.ts";

type Page = { readonly voice: Voice; readonly facts: PublicFacts };
type Made = { readonly madeBy: Id; readonly madeAt: Instant; readonly endsAt: Instant } | null;

const from = (page: Page, made: Made): Content => {
  const { voice, facts } = page;
  if (made === null) return voice.say("charter.founding");
  const values = { when: voice.day(made.madeAt), until: voice.day(made.endsAt) };
  const decision = facts.decision(made.madeBy);
  if (decision === null) return voice.say("charter.madeByOther", values);
  if (!facts.publishesDecisions) return voice.say("charter.madeByOther", values);
  const said = voice.say("charter.madeBy", { title: decisionName(page, decision), ...values });
  return markup`<a href="#decision-${decision.ordinal}">${said}</a>`;
};

const isClassRule = (path: string): boolean => path.startsWith("classes.");
const laterPaths = new Set(parameters.filter(({ isForLater }) => isForLater).map(({ path }) => path));

type Rule = ReturnType<PublicFacts["charter"]["rulesInForce"]>[number];

const ruleRow = (page: Page, { path, value, made }: Rule): Markup =>
  markup`<tr>
    <th scope="row">${page.voice.find(`rule.${path}`) ?? path}</th>
    <td>${valueInWords(page.voice, path, value)}</td>
    <td>${from(page, made)}</td>
  </tr>`;

const ruleTable = (page: Page, title: string, rules: readonly Rule[]): Markup => {
  const { voice } = page;
  return markup`<div class="wide" role="region" tabindex="0" aria-label="${voice.say("public.table", { title })}">
    <table>
      <thead>
        <tr>
          <th scope="col">${voice.say("charter.rule")}</th>
          <th scope="col">${voice.say("charter.value")}</th>
          <th scope="col">${voice.say("charter.from")}</th>
        </tr>
      </thead>
      <tbody>
        ${rules.map((rule) => ruleRow(page, rule))}
      </tbody>
    </table>
  </div>`;
};

/** One column for each class of decision; what a decision changed says so below the value. */
const classTable = (page: Page, rules: ReadonlyMap<string, Rule>): Markup => {
  const { voice } = page;
  const title = voice.say("charter.classes");
  const cell = (path: string): Markup => {
    const rule = rules.get(path);
    if (rule === undefined) return markup`<td>${voice.say("public.nothing")}</td>`;
    const made = rule.made === null ? null : markup`<br /><small>${from(page, rule.made)}</small>`;
    return markup`<td>${valueInWords(voice, path, rule.value)}${made}</td>`;
  };
  const fields = Object.keys(classFields).filter((field) => !laterPaths.has(`classes.ordinary.${field}`));
  return markup`<div class="wide" role="region" tabindex="0" aria-label="${voice.say("public.table", { title })}">
    <table>
      <thead>
        <tr>
          <th scope="col">${voice.say("charter.rule")}</th>
          ${decisionClasses.map((of) => markup`<th scope="col">${voice.say(`class.${of}`)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${fields.map(
          (field) =>
            markup`<tr>
              <th scope="row">${voice.find(`rule.${field}`) ?? field}</th>
              ${decisionClasses.map((of) => cell(`classes.${of}.${field}`))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
};

const systemsList = (page: Page): Markup => {
  const { voice, facts } = page;
  return markup`<ul>
    ${facts.charter.systems().map(({ system, isOn, pilot, made }) => {
      const isPilot = isOn && pilot !== null && facts.at < pilot.endsAt;
      const state = isPilot
        ? voice.say("charter.pilot", { when: voice.day(pilot.endsAt) })
        : voice.say(isOn ? "charter.on" : "charter.off");
      return markup`<li>${voice.find(`system.${system}`) ?? system}: ${state} <small>${from(page, made)}</small></li>`;
    })}
  </ul>`;
};

const officesList = ({ voice, facts }: Page): Markup =>
  markup`<ul>
    ${facts.charter
      .offices()
      .map(
        ({ office, seats }) =>
          markup`<li>${voice.say("charter.office", { office: voice.find(`office.${office}`) ?? office, seats })}</li>`,
      )}
  </ul>`;

export const charterSection = (page: Page): Markup => {
  const { voice, facts } = page;
  const rules = facts.charter.rulesInForce();
  const other = rules.filter(({ path }) => !isClassRule(path) && !path.startsWith("systems."));
  const title = (key: Parameters<Voice["say"]>[0]): Markup => markup`<h3>${voice.say(key)}</h3>`;
  return section(
    "charter",
    voice.say("charter.title"),
    markup`<p>${voice.say("charter.lead")}</p>`,
    title("charter.classes"),
    classTable(page, new Map(rules.map((rule) => [rule.path, rule]))),
    title("charter.others"),
    ruleTable(
      page,
      voice.say("charter.others"),
      other.filter(({ path }) => !laterPaths.has(path)),
    ),
    title("charter.redLines"),
    markup`<p>${voice.say("charter.redLinesLead")}</p>`,
    redLines(page),
    title("charter.offices"),
    officesList(page),
    title("charter.systems"),
    systemsList(page),
    markup`<details>
      <summary>${voice.say("charter.later")}</summary>
      <p>${voice.say("charter.laterLead")}</p>
      ${ruleTable(
        page,
        voice.say("charter.later"),
        other.filter(({ path }) => laterPaths.has(path)),
      )}
    </details>`,
  );
};
