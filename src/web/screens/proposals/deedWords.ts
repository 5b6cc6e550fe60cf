/** What a proposal would do, in one plain sentence for each deed: what changes, for whom, until when. */
import type { Deed } from "../../replica/questions/deeds.ts";
import type { Somebody } from "../../replica/questions/somebody.ts";
import { now } from "../../now.svelte.ts";
import type { IconName } from "../../parts/icons.ts";
import { find, moments, say } from "../../say.svelte.ts";
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
    case "decision.reaffirm":
      return say("deed.decision.reaffirm", { title: deed.title ?? "", days: deed.days });
    case "decision.end":
    case "decision.ratify":
      return say(`deed.${deed.do}`, { title: deed.title ?? "" });
    case "office.appoint":
      return say("deed.office.appoint", {
        name: nameOf(deed.member),
        office: officeWord(deed.office),
        until: moments().day(deed.until, now()),
      });
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

export const systemWord = (system: string): string => find(`system.${system}`) ?? system;
export const officeWord = (office: string): string => find(`office.${office}`) ?? office;

export const deedIcon = (deed: Deed): IconName => {
  const [area] = deed.do.split(".");
  if (area === "accord") return "accord";
  if (area === "charter") return "charter";
  if (area === "decision") return "decide";
  return area === "other" ? "note" : "people";
};
