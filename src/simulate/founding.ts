/**
 * How a simulated community is founded: on one of the real templates, with its clocks set to nearly the shortest that a charter may
 * have, so that a few weeks see many decisions; and with one red line that bites at renewals only.
 */
import { is } from "../core/condition.ts";
import type { Id } from "../core/kernel/types.ts";
import { foundingBody, template, templateIds, type Founders } from "../core/templates/index.ts";
import type { Dice } from "./dice.ts";

const DAY = 1440; // minutes

const paceOf = (of: string, deliberation: number, vote: number, coolingOff: number) => [
  { path: `classes.${of}.deliberationMinutes`, value: deliberation },
  { path: `classes.${of}.voteMinutes`, value: vote },
  { path: `classes.${of}.coolingOffMinutes`, value: coolingOff },
  { path: `classes.${of}.lateQuorumMinutes`, value: 300 },
  { path: `classes.${of}.reviewDays`, value: 30 },
];

const QUICK = [
  ...paceOf("ordinary", DAY, DAY, DAY),
  ...paceOf("weighty", 2 * DAY, 2 * DAY, DAY),
  ...paceOf("constitutional", 7 * DAY, 3 * DAY, 3 * DAY),
  ...paceOf("urgent", 60, DAY, 0),
  { path: "classes.urgent.ratifyDays", value: 10 },
  { path: "percentages.floorPeople", value: 2 },
  { path: "membership.sponsors", value: 1 },
  { path: "membership.probationDays", value: 3 },
  { path: "membership.invitationDays", value: 20 },
  { path: "membership.guestDays", value: 12 },
  { path: "accord.defaultMonths", value: 1 },
  { path: "accord.maximumMonths", value: 3 },
  { path: "amendment.seasonDays", value: 28 },
  { path: "amendment.withinDays", value: 182 },
  { path: "exclusion.hearingDays", value: 7 },
  { path: "exclusion.panelSeats", value: 3 },
  { path: "recovery.waitingHours", value: 24 },
  { path: "deliberation.draftDays", value: 14 },
  { path: "deliberation.restAfterRevisionHours", value: 12 },
  { path: "systems.accords", value: true },
  { path: "office.restMonths", value: 1 },
];

export const founding = (
  dice: Dice,
  texts: { text(words: string): Id },
  nodeKey: Id,
): ReturnType<typeof foundingBody> => {
  const id = dice.pick(templateIds);
  const changes: Founders["changes"] = [...QUICK, { path: "systems.guests", value: dice.perMille(600) }];
  const body = foundingBody(template(id), {
    name: texts.text("A simulated community"),
    purpose: null,
    locale: "en",
    nodeKey,
    changes,
  });
  const line = { line: "no-data", kinds: ["accord.reaffirm"], when: is("dataAccess", "yes"), wording: null } as const;
  return { ...body, rules: dice.pick([1, 2, 2]), redLines: [...body.redLines, line] };
};
