/** Changes of the charter that people propose: parameters up and down, red lines drawn and dropped, clauses reaffirmed. */
import { is } from "../../core/condition.ts";
import { command } from "../../core/registry.ts";
import type { Mind } from "../people/society.ts";
import type { Idea } from "./idea.ts";

/** Few enough that the same change is proposed twice, as an amendment must be. */
const CHANGES = [
  { path: "classes.ordinary.coolingOffMinutes", value: 2000 },
  { path: "membership.sponsors", value: 2 },
  { path: "accord.maximumMonths", value: 2 },
  { path: "classes.ordinary.method", value: "majority" },
  { path: "percentages.floorPeople", value: 40 },
];

const lineOn = (kind: "accord.sign" | "accord.reaffirm") => ({
  line: "no-conditions",
  kinds: [kind],
  when: is("conditions", "yes"),
  wording: null,
});

export const amendment = (mind: Mind): Idea => {
  const { dice } = mind;
  if (dice.perMille(250)) {
    const made = mind.charter.lapsesNext(3);
    const paths = made.length === 0 ? ["membership.sponsors"] : [dice.pick(made).path];
    return { atLeast: "weighty", command: command("charter.reaffirm", { paths }) };
  }
  const hasLine = dice.perMille(300);
  const body = {
    terms: hasLine ? [] : [dice.pick(CHANGES)],
    redLines: hasLine ? [lineOn(dice.pick(["accord.sign", "accord.reaffirm"]))] : [],
    dropped: [],
    narrowings: [],
  };
  return { atLeast: "constitutional", command: command("charter.amend", body) };
};
