/** What happens to people: an office, a second phone, a season away, an exclusion after a hearing. */
import { evidenceOf } from "./acts.ts";
import { numberOf } from "./counting.ts";
import { decide, type RootOf } from "./decisions.ts";
import { keyFrom } from "./keys.ts";
import { DAY, HOUR, MINUTE } from "./ledger.ts";
import { textOf } from "./texts.ts";
import { allBut, personOf, type Village } from "./village.ts";

const DEVICE_EVIDENCE = 1;

/** Cy's second phone vouches for itself: its key signs that it goes with Cy's first. */
export const secondPhone = ({ ledger, people }: Village): void => {
  const cy = personOf({ people }, "Cy");
  const phone = keyFrom("Cy's second phone");
  const evidence = [evidenceOf(DEVICE_EVIDENCE, phone, ledger.origin, cy.key.publicKey)];
  ledger.record(cy.key, ["device.add", [phone.publicKey, textOf("The old phone")]], { evidence });
  ledger.record(phone, ["member.introduce", [textOf("Cy of the mill"), textOf("I mend roofs.")]]);
};

export const awayForAWeek = ({ ledger, people }: Village): void => {
  const { key } = personOf({ people }, "Dee");
  ledger.record(key, ["member.takeLeave", [ledger.at + MINUTE, ledger.at + 8 * DAY]]);
  ledger.wait(2 * DAY);
  ledger.record(key, ["member.return", []]);
};

export const stewardAppointed = async (village: Village, rootOf: RootOf): Promise<void> => {
  const bo = personOf(village, "Bo");
  const appoint = ["office.appoint", ["steward", bo.member, village.ledger.at + 90 * DAY]] as const;
  const spec = {
    title: "Bo as steward",
    decisionClass: "ordinary",
    reviewDays: 60,
    membersCommands: [appoint],
  } as const;
  await decide(village, spec, village.people, rootOf);
};

/** Fay is heard, answers, and is excluded by the other five. */
export const excluded = async (village: Village, rootOf: RootOf): Promise<void> => {
  const { ledger } = village;
  const [bo, fay] = [personOf(village, "Bo"), personOf(village, "Fay")];
  const reasons = [textOf("She sold the lane's seed."), textOf("The seed is everybody's.")];
  const hearing = ledger.record(bo.key, ["exclusion.propose", [fay.member, ...reasons]]);
  ledger.wait(HOUR);
  ledger.record(fay.key, ["exclusion.reply", [textOf("I meant to bring it back.")]]);
  ledger.wait(numberOf("exclusion.hearingDays") * DAY + HOUR);
  const exclude = ["member.exclude", [hearing.id]] as const;
  const spec = { title: "The hearing of Fay", decisionClass: "weighty", membersCommands: [exclude] } as const;
  await decide(village, spec, allBut(village, "Fay"), rootOf);
};
