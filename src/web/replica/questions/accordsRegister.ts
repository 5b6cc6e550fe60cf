/**
 * The register of partners and accords, and one accord whole. What is in force is asked of the register at this instant;
 * reminders are those that fell due within the last month and still stand.
 */
import { accords, command, deliberation } from "../../../core/registry.ts";
import type { Standing } from "../../../core/institutions/accords/questions.ts";
import type { AccordStanding } from "../../../core/institutions/accords/standing.ts";
import type { PartnerSort } from "../../../core/institutions/accords/terms.ts";
import { DAY_MS, instantOf } from "../../../core/kernel/time.ts";
import type { Id, Refusal } from "../../../core/kernel/types.ts";
import type { Reading } from "../reading.ts";
import { termsOfRow, type TermsShown } from "./accordTerms.ts";
import { deedOf } from "./deeds.ts";
import { decisionShown, type DecisionShown } from "./titles.ts";

export type AccordLine = {
  readonly accord: number;
  readonly id: Id;
  readonly partner: string | null;
  readonly partnerSort: PartnerSort | null;
  readonly purpose: string | null;
  readonly standing: AccordStanding;
  readonly isEssential: boolean;
  /** It ends within the month, and was brought back to mind. */
  readonly endsSoon: boolean;
  readonly isDueForReview: boolean;
  /** A proposal before the members that would renew or end it. */
  readonly inTalk: number | null;
};
export type Register = {
  readonly running: readonly AccordLine[];
  readonly over: readonly AccordLine[];
  /** Proposals before the members that would sign an accord. */
  readonly proposed: readonly {
    readonly proposal: number;
    readonly title: string | null;
    readonly partner: string | null;
  }[];
  readonly partners: readonly {
    readonly name: string | null;
    readonly sort: PartnerSort;
    readonly accords: readonly number[];
    /** The newest of them: what a further accord with this partner names it by. */
    readonly newest: Id | null;
  }[];
};

const REMINDED_DAYS = 30;

export const accordsRegister = (reading: Reading): Register => {
  const register = reading.ask(accords);
  const all = register.register();
  const inTalk = touchedBy(reading);
  const since = instantOf(Math.max(0, reading.now - REMINDED_DAYS * DAY_MS));
  const reminded = new Set(register.remindersBetween(since, reading.now).map(({ accord }) => accord));
  const reviewed = new Set(register.dueForReview().map(({ accord }) => accord));
  const line = (standing: Standing): AccordLine =>
    lineOf(reading, standing, {
      endsSoon: reminded.has(standing.accord),
      isDueForReview: reviewed.has(standing.accord),
      inTalk: inTalk.get(standing.accord) ?? null,
    });
  const running = register.inForce();
  const isRunning = new Set(running.map(({ accord }) => accord));
  return {
    running: running.map(line),
    over: all.filter(({ accord }) => !isRunning.has(accord)).map(line),
    proposed: proposedNow(reading),
    partners: register.partners().map(([partner, { name, sort }]) => {
      const own = all.filter(({ row }) => row.partner === partner);
      const accordsOf = own.map(({ accord }) => accord);
      return { name: reading.text(name), sort, accords: accordsOf, newest: own[0]?.row.id ?? null };
    }),
  };
};

const lineOf = (
  reading: Reading,
  { accord, row, standing }: Standing,
  rest: Pick<AccordLine, "endsSoon" | "isDueForReview" | "inTalk">,
): AccordLine => {
  const partner = reading.ask(accords).partner(row.partner);
  return {
    accord,
    id: row.id,
    partner: reading.text(partner?.name ?? null),
    partnerSort: partner?.sort ?? null,
    purpose: reading.text(row.purpose),
    standing,
    isEssential: row.isEssential,
    ...rest,
  };
};

/** Which open proposal would renew or end which accord. */
const touchedBy = (reading: Reading): ReadonlyMap<number, number> => {
  const proposals = reading.ask(deliberation);
  return new Map(
    proposals.live().flatMap(({ ordinal }) =>
      proposals.commandsOf(ordinal).flatMap((command): readonly (readonly [number, number])[] => {
        const deed = deedOf(reading, command);
        const isTouching = deed.do === "accord.reaffirm" || deed.do === "accord.end";
        return isTouching && deed.accord !== null ? [[deed.accord, ordinal]] : [];
      }),
    ),
  );
};

const proposedNow = (reading: Reading): Register["proposed"] => {
  const proposals = reading.ask(deliberation);
  return proposals.live().flatMap(({ ordinal, title }) =>
    proposals.commandsOf(ordinal).flatMap((command) => {
      const deed = deedOf(reading, command);
      if (deed.do !== "accord.sign") return [];
      return [{ proposal: ordinal, title: reading.text(title), partner: deed.terms.partner }];
    }),
  );
};

export type AccordShown = AccordLine & {
  readonly terms: TermsShown;
  readonly signedAt: number;
  readonly signedBy: DecisionShown;
  readonly expiresAt: number;
  readonly reviewAt: number;
  readonly renewals: number;
  readonly renewed: (DecisionShown & { readonly renewedAt: number }) | null;
  readonly ended: (DecisionShown & { readonly endedAt: number; readonly reason: string | null }) | null;
  /** What its renewal would meet today, such as a red line drawn since it was signed. */
  readonly renewalRefused: Refusal | null;
};

/** Null when there is no accord of this number. */
export const accord = (reading: Reading, { accord: ordinal }: { readonly accord: number }): AccordShown | null => {
  const row = reading.ask(accords).accord(ordinal);
  const standing = reading.ask(accords).standingOf(ordinal);
  if (row === undefined || standing === null) return null;
  const register = accordsRegister(reading);
  const line = [...register.running, ...register.over].find((each) => each.accord === ordinal);
  if (line === undefined) return null;
  return {
    ...line,
    terms: termsOfRow(reading, row),
    signedAt: row.signedAt,
    signedBy: decisionShown(reading, row.signedBy),
    expiresAt: row.expiresAt,
    reviewAt: row.reviewAt,
    renewals: row.renewals,
    renewed: row.renewed === null ? null : { ...decisionShown(reading, row.renewed.by), renewedAt: row.renewed.at },
    ended:
      row.ended === null
        ? null
        : {
            ...decisionShown(reading, row.ended.by),
            endedAt: row.ended.at,
            reason: reading.text(row.ended.reason),
          },
    renewalRefused: reading.refusalOfDecision("constitutional", [
      command("accord.reaffirm", { accord: row.id, termMonths: null, reviewMonths: null }),
    ]),
  };
};
