/** Guests as a pilot: one question, one end date, one guest who measures the street; and the decision whether they stay. */
import { daysAfter } from "../../../core/kernel/time.ts";
import { command } from "../../../core/registry.ts";
import { allBut } from "../cast.ts";
import { Matter } from "../matter.ts";
import type { Season } from "../season.ts";

const PILOT_DAYS = 91;
const INVITED_DAYS = 14;

export const guests = (season: Season): void => {
  new Matter(season, "hyejin", "ordinary", [81, "12:00"], {
    title: "Try out guests for a season",
    text:
      "Sometimes somebody helps us for a while without living here. A guest reads and speaks and decides nothing. I propose that we try it " +
      "for ninety-one days, and I have somebody in mind: Lucía, who studies how old streets can be heated.",
    commands: (text) => [
      command("charter.startPilot", {
        system: "guests",
        question: text("Do guests bring us something without making members feel watched?"),
        days: PILOT_DAYS,
      }),
    ],
  })
    .opens([81, "12:05"])
    .freezes([76, "18:30"], "amina", "For ninety-one days we may invite guests, who read and speak and do not decide.")
    .consents([76, "18:35"], allBut("mateo", "grace"));
  season.on([68, "13:30"], () => arrives(season));
  new Matter(season, "hyejin", "weighty", [9, "18:00"], {
    title: "Keep guests in our charter",
    text:
      "The pilot ends in three weeks. Lucía's drawings of our cellars hang in the hall, and nobody has told me that she was in the way. " +
      "I propose that guests stay. If you felt watched, say it here, that was the question.",
    commands: () => [command("charter.keepSystem", { system: "guests" })],
  })
    .opens([9, "18:05"])
    .thread([8, "09:15"], "dorothy", "question", "May guests read what we wrote before they came?", [
      "hyejin",
      "answer",
      "Yes, all that members read. That is the part I am least sure of myself.",
    ])
    .thread(
      [6, "20:40"],
      "ilse",
      "concern",
      "I would keep it, with fewer guests than members in any meeting. Could we write that down somewhere?",
    );
};

const arrives = (season: Season): void => {
  const { log } = season;
  const key = log.hand("invitation of Lucía");
  const invitation = season.does("hyejin", "member.invite", {
    key: key.signer.publicKey,
    role: "guest",
    expiresAt: daysAfter(log.now, INVITED_DAYS),
    note: null,
  });
  const laptop = log.hand("Lucía");
  season.on([68, "15:10"], () => {
    const joining = (text: (words: string) => string): object => ({
      invitation,
      name: text("Lucía Ferrer (guest)"),
      label: text("laptop"),
    });
    log.act(laptop, "member.join", joining, [log.evidence("invitation", key, laptop)]);
  });
};
