/** A whole life by the documents, chapter after chapter; the amendment's two readings frame a season. */
import { accordRenewed, accordSigned } from "./accordStory.ts";
import { calledBack, putToTheVote, quorumMissed } from "./ballotStories.ts";
import { numberOf } from "./counting.ts";
import { decide, type RootOf } from "./decisions.ts";
import { DAY, type Command } from "./ledger.ts";
import { awayForAWeek, excluded, secondPhone, stewardAppointed } from "./peopleStories.ts";
import { allBut, settledVillage, type Village } from "./village.ts";

const PROBATION_DAYS = numberOf("membership.probationDays");

/** Six electors: probation is over for whoever came after the founding. */
export const grownVillage = (): Village => {
  const village = settledVillage();
  village.ledger.wait((PROBATION_DAYS + 1) * DAY);
  return { ...village, electors: village.people.length };
};

const amended: Command = ["charter.amend", [[["accord.defaultMonths", 4]], [], [], []]];

const reading = async (village: Village, title: string, rootOf: RootOf): Promise<void> => {
  const spec = { title, decisionClass: "constitutional", publicCommands: [amended] } as const;
  await decide(village, spec, allBut(village, "Fay"), rootOf);
};

export const wholeLife = async (rootOf: RootOf): Promise<Village> => {
  const village = grownVillage();
  const accord = await accordSigned(village, rootOf);
  await putToTheVote(village, rootOf);
  await accordRenewed(village, accord, rootOf);
  await reading(village, "Shorter accords, first reading", rootOf);
  await quorumMissed(village, rootOf);
  await calledBack(village, rootOf);
  secondPhone(village);
  awayForAWeek(village);
  await stewardAppointed(village, rootOf);
  await excluded(village, rootOf);
  village.ledger.wait(numberOf("amendment.seasonDays") * DAY);
  const remaining = allBut(village, "Fay");
  const smaller = { ...village, people: remaining, electors: remaining.length };
  await reading(smaller, "Shorter accords, second reading", rootOf);
  return smaller;
};
