/**
 * What the community asks of the charter: parameters, offices, and which systems are on. The surprising rule: an office's
 * powers are read once, when its holder is appointed, and stay those of that mandate until it ends.
 */
import type { Datum, Id } from "../../kernel/types.ts";

export type OfficeTerms = { readonly office: string; readonly seats: number; readonly powers: readonly string[] };
export type View = {
  readonly charter: {
    parameter(path: string): Datum;
    /** The decision that made the value in force; null for founding terms. */
    madeBy(path: string): Id | null;
    isOn(system: string): boolean;
    offices(): readonly OfficeTerms[];
  };
};

/** The parameters of the charter that the community reads; each counts days, hours, months or people. */
export type Parameter =
  | "membership.sponsors"
  | "membership.probationDays"
  | "membership.invitationDays"
  | "membership.guestDays"
  | "membership.leaveDaysMaximum"
  | "office.termMonths"
  | "office.restMonths"
  | "exclusion.hearingDays"
  | "exclusion.noContactDaysMaximum"
  | "exclusion.appealDays"
  | "exclusion.panelSeats"
  | "recovery.waitingHours"
  | "recovery.members"
  | "recovery.stewards"
  | "recovery.membersAfterObjection";

/** The number in force. A charter that holds anything else there is broken, which is a bug. */
export const numberOf = ({ charter }: View, path: Parameter): number => {
  const value = charter.parameter(path);
  if (typeof value !== "number") throw new TypeError(`the charter's ${path} is ${String(value)}, not a number`);
  return value;
};
