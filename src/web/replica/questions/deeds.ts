/**
 * What a proposal would do, as data that a screen can say in plain words: one deed for each attached command, with the
 * things it touches named as people know them. A command this version cannot read is shown by its kind alone.
 */
import * as z from "zod/mini";
import { accords, community, kinds } from "../../../core/registry.ts";
import { end as endAccord } from "../../../core/institutions/accords/acts/end.ts";
import { reaffirm as reaffirmAccord } from "../../../core/institutions/accords/acts/reaffirm.ts";
import { sign } from "../../../core/institutions/accords/acts/sign.ts";
import {
  end as endDecision,
  ratify,
  reaffirm as reaffirmDecision,
} from "../../../core/institutions/assembly/acts/decisions.ts";
import { reaffirm as reaffirmRules } from "../../../core/institutions/charter/acts/reaffirm.ts";
import { setWord } from "../../../core/institutions/charter/acts/setWord.ts";
import { keepSystem, startPilot } from "../../../core/institutions/charter/acts/systems.ts";
import { useRules } from "../../../core/institutions/charter/acts/useRules.ts";
import type { Command, Id, Kind } from "../../../core/kernel/types.ts";
import { idSchema } from "../request.ts";
import type { Reading } from "../reading.ts";
import { partnerOf, termsProposed, type TermsShown } from "./accordTerms.ts";
import { amendmentOf, type AmendmentShown } from "./amendments.ts";
import { bodyOf } from "./bodies.ts";
import { somebody, type Somebody } from "./somebody.ts";
import { titleOf } from "./titles.ts";

/** `accord`, `result`: the number of its own screen; null where there is none (yet). */
export type Deed =
  | { readonly do: "accord.sign"; readonly terms: TermsShown }
  | {
      readonly do: "accord.reaffirm";
      readonly accord: number | null;
      readonly partner: string | null;
      readonly termMonths: number | null;
    }
  | {
      readonly do: "accord.end";
      readonly accord: number | null;
      readonly partner: string | null;
      readonly reason: string | null;
    }
  | { readonly do: "charter.amend"; readonly amendment: AmendmentShown }
  | { readonly do: "charter.reaffirm"; readonly paths: readonly string[] }
  | { readonly do: "charter.useRules"; readonly version: number }
  | {
      readonly do: "charter.startPilot";
      readonly system: string;
      readonly question: string | null;
      readonly days: number;
    }
  | { readonly do: "charter.keepSystem"; readonly system: string }
  /** Without a wording the usual word is said again. */
  | { readonly do: "words.set"; readonly term: string; readonly language: string; readonly wording: string | null }
  | { readonly do: "decision.reaffirm"; readonly title: string | null; readonly days: number }
  | { readonly do: "decision.end" | "decision.ratify"; readonly title: string | null }
  | { readonly do: "office.appoint"; readonly office: string; readonly member: Somebody | null; readonly until: number }
  | { readonly do: "office.recall"; readonly office: string; readonly member: Somebody | null }
  | { readonly do: "member.exclude" | "exclusion.reverse"; readonly member: Somebody | null }
  | { readonly do: "recovery.decide"; readonly member: Somebody | null; readonly grant: boolean }
  | { readonly do: "other"; readonly act: string };

export const deedOf = (reading: Reading, command: Command): Deed =>
  ofAccords(reading, command) ??
  ofCharter(reading, command) ??
  ofDecisions(reading, command) ??
  ofMembers(reading, command) ?? { do: "other", act: command.kind };

const ofAccords = (reading: Reading, command: Command): Deed | null => {
  const signed = bodyOf(sign, command);
  if (signed !== null) return { do: "accord.sign", terms: termsProposed(reading, signed) };
  const renewed = bodyOf(reaffirmAccord, command);
  if (renewed !== null)
    return { do: "accord.reaffirm", ...accordNamed(reading, renewed.accord), termMonths: renewed.termMonths };
  const ended = bodyOf(endAccord, command);
  if (ended !== null)
    return { do: "accord.end", ...accordNamed(reading, ended.accord), reason: reading.text(ended.reason) };
  return null;
};

const accordNamed = (reading: Reading, id: Id) => ({
  accord: reading.ask(accords).resolve(id) ?? null,
  partner: reading.text(partnerOf(reading, id)?.name ?? null),
});

const ofCharter = (reading: Reading, command: Command): Deed | null => {
  const amendment = amendmentOf(reading, command);
  if (amendment !== null) return { do: "charter.amend", amendment };
  const renewed = bodyOf(reaffirmRules, command);
  if (renewed !== null) return { do: "charter.reaffirm", paths: renewed.paths };
  const rules = bodyOf(useRules, command);
  if (rules !== null) return { do: "charter.useRules", version: rules.version };
  const pilot = bodyOf(startPilot, command);
  if (pilot !== null) return { do: "charter.startPilot", ...pilot, question: reading.text(pilot.question) };
  const word = bodyOf(setWord, command);
  if (word !== null) return { do: "words.set", ...word, wording: reading.text(word.wording) };
  const kept = bodyOf(keepSystem, command);
  return kept === null ? null : { do: "charter.keepSystem", system: kept.system };
};

const ofDecisions = (reading: Reading, command: Command): Deed | null => {
  const renewed = bodyOf(reaffirmDecision, command);
  if (renewed !== null)
    return { do: "decision.reaffirm", title: titleOf(reading, renewed.decision), days: renewed.reviewDays };
  const ended = bodyOf(endDecision, command);
  if (ended !== null) return { do: "decision.end", title: titleOf(reading, ended.decision) };
  const ratified = bodyOf(ratify, command);
  return ratified === null ? null : { do: "decision.ratify", title: titleOf(reading, ratified.decision) };
};

// ---- what concerns members: read by their fields, since their institution keeps its acts to itself

const appointment = z.object({ office: z.string(), member: idSchema, until: z.number() });
const recall = z.object({ office: z.string(), member: idSchema });
const ofHearing = z.object({ hearing: idSchema });
const ofRecovery = z.object({ recovery: idSchema, grant: z.boolean() });

const read = <T>(kind: Kind, schema: z.ZodMiniType<T>, command: Command): T | null => {
  if (command.kind !== kind) return null;
  const found = z.safeParse(schema, kinds.get(kind)?.act.shape.read(command.body, ""));
  return found.success ? found.data : null;
};

const ofMembers = (reading: Reading, command: Command): Deed | null => {
  const people = reading.ask(community);
  const named = (member: number | undefined): Somebody | null =>
    member === undefined ? null : somebody(reading, member);
  const appointed = read("office.appoint", appointment, command);
  if (appointed !== null)
    return { do: "office.appoint", ...appointed, member: named(people.resolve(appointed.member)) };
  const recalled = read("office.recall", recall, command);
  if (recalled !== null) return { do: "office.recall", ...recalled, member: named(people.resolve(recalled.member)) };
  const excluded = read("member.exclude", ofHearing, command);
  if (excluded !== null) return { do: "member.exclude", member: named(people.hearing(excluded.hearing)?.member) };
  const reversed = read("exclusion.reverse", ofHearing, command);
  if (reversed !== null) return { do: "exclusion.reverse", member: named(people.hearing(reversed.hearing)?.member) };
  const decided = read("recovery.decide", ofRecovery, command);
  if (decided === null) return null;
  return { do: "recovery.decide", member: named(people.recovery(decided.recovery)?.member), grant: decided.grant };
};
