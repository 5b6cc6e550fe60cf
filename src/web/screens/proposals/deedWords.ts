/** What a proposal would do, in one plain sentence for each deed: what changes, for whom, until when. */
import type { Deed } from "../../replica/questions/deeds.ts";
import type { Somebody } from "../../replica/questions/somebody.ts";
import { now } from "../../now.svelte.ts";
import type { IconName } from "../../parts/icons.ts";
import { LANGUAGES } from "../../../words/languages.ts";
import { find, moments, say, usual } from "../../say.svelte.ts";
import { pathWords } from "../charter/ruleWords.ts";

const nameOf = (member: Somebody | null): string =>
  member === null ? say("deed.somebody") : (member.name ?? say("person.nameless", { ordinal: member.ordinal }));
const termOf = (months: number | null): string => (months === null ? "" : say("deed.forMonths", { months }));

export const deedWords = (deed: Deed): string => {
  switch (deed.do) {
    case "accord.sign":
      return say("deed.accord.sign", { partner: deed.terms.partner ?? "" });
    case "accord.reaffirm":
      return say("deed.accord.reaffirm", { partner: deed.partner ?? "", term: termOf(deed.termMonths) });
    case "accord.end":
      return say("deed.accord.end", { partner: deed.partner ?? "" });
    case "charter.amend":
      return say("deed.charter.amend");
    case "charter.reaffirm":
      return say("deed.charter.reaffirm", { rules: moments().list(deed.paths.map(pathWords)) });
    case "charter.useRules":
      return say("deed.charter.useRules", { version: deed.version });
    case "charter.startPilot":
      return say("deed.charter.startPilot", { system: systemWord(deed.system), days: deed.days });
    case "charter.keepSystem":
      return say("deed.charter.keepSystem", { system: systemWord(deed.system) });
    case "words.set":
      return chosenWord(deed);
    case "decision.reaffirm":
      return say("deed.decision.reaffirm", { title: deed.title ?? "", days: deed.days });
    case "decision.end":
    case "decision.ratify":
      return say(`deed.${deed.do}`, { title: deed.title ?? "" });
    case "office.appoint":
      return appointed(deed);
    case "office.recall":
      return say("deed.office.recall", { name: nameOf(deed.member), office: officeWord(deed.office) });
    case "member.exclude":
    case "exclusion.reverse":
      return say(`deed.${deed.do}`, { name: nameOf(deed.member) });
    case "recovery.decide":
      return say(deed.grant ? "deed.recovery.grant" : "deed.recovery.refuse", { name: nameOf(deed.member) });
    case "other":
      return say("deed.other", { act: deed.act });
  }
};

type DeedOf<K extends Deed["do"]> = Extract<Deed, { readonly do: K }>;

const appointed = ({ member, office, until }: DeedOf<"office.appoint">): string =>
  say("deed.office.appoint", {
    name: nameOf(member),
    office: officeWord(office),
    until: moments().day(until, now()),
  });

const chosenWord = ({ term, language, wording }: DeedOf<"words.set">): string =>
  say(wording === null ? "deed.words.takeBack" : "deed.words.set", {
    wording: wording ?? "",
    term: termWord(term),
    language: languageWord(language),
  });

export const systemWord = (system: string): string => find(`system.${system}`) ?? system;
export const officeWord = (office: string): string => find(`office.${office}`) ?? office;

/** What Folkmoot itself calls a term for which a community may have its own word. */
export const termWord = (term: string): string => usual(term) ?? term;
/** A language by its own name. */
export const languageWord = (language: string): string =>
  LANGUAGES.find(({ tag }) => tag === language)?.name ?? language;

export const deedIcon = (deed: Deed): IconName => {
  const [area] = deed.do.split(".");
  if (area === "accord") return "accord";
  if (area === "charter" || area === "words") return "charter";
  if (area === "decision") return "decide";
  return area === "other" ? "note" : "people";
};
