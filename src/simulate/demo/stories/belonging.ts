/** Guests as a pilot that stayed, words of one's own, and the neighbours next door who know the law. */
import { command } from "../../../core/registry.ts";
import { reaffirming, signing } from "../agreement.ts";
import type { Season } from "../season.ts";
import { tell } from "../tale.ts";

const PILOT_DAYS = 91;

export const guests = (season: Season): void => {
  tell(season, {
    by: "hyejin",
    day: 302,
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
    threads: [
      [
        ["dorothy", "question", "May guests read what we wrote before they came?"],
        ["hyejin", "answer", "Yes, all that members read. That is the part I am least sure of myself."],
      ],
    ],
    summary: "For ninety-one days we may invite guests, who read and speak and do not decide.",
    agree: 16,
  });
  tell(season, {
    by: "hyejin",
    day: 234,
    kind: "weighty",
    title: "Keep guests in our charter",
    text:
      "The pilot ends in three weeks. Lucía's drawings of our cellars hang in the hall, Zainab came as a guest and is one of us now, and nobody has " +
      "told me that they were in the way. I propose that guests stay. If you felt watched, say it here, that was the question.",
    commands: () => [command("charter.keepSystem", { system: "guests" })],
    threads: [
      [
        [
          "ilse",
          "concern",
          "I would keep it, with fewer guests than members in any meeting. Could we write that down somewhere?",
        ],
        ["hyejin", "reply", "In the minutes, and on the door."],
      ],
      [["zainab", "reply", "جئت لأسمع فقط، ثم صرت أتكلّم. لم يشتكِ أحد. أو لم أسمعه."]],
      [["lucia", "reply", "Yo solo miraba los sótanos. Pero gracias por preguntar."]],
    ],
    summary: "Guests stay: they read and speak and do not decide, and sit in the smaller number at any meeting.",
    agree: 20,
    with: ["dorothy", "zainab"],
  });
};

export const union = (season: Season): void => {
  tell(season, {
    by: "noor",
    day: 266,
    kind: "weighty",
    title: "One law clinic with the tenants of Harrow Street",
    text:
      "The tenants' union in Harrow Street has a solicitor on Mondays and too few chairs. We have chairs. They would see our people as their own; " +
      "we give the hall, the tea and two people who take notes. A year. Either side may leave at any time.",
    commands: signing({
      partner: "Harrow Street Tenants' Union",
      sort: "community",
      purpose: "Advice about rent, repairs and letters with red ink, on Monday evenings.",
      weGive: ["The hall on Monday evenings", "Tea, and two people who take notes"],
      theyGive: ["A solicitor from six to eight", "Their templates for letters"],
      termMonths: 12,
    }),
    threads: [
      [
        ["farida", "question", "May shopkeepers come? Our lease is upstairs and downstairs at once."],
        ["noor", "answer", "They say: if you can be evicted, you can come."],
      ],
      [["ramon", "reply", "A mí me subieron el alquiler tres veces. Yo llevo las galletas."]],
    ],
    summary: "We share the Monday law clinic with the Harrow Street Tenants' Union for a year.",
    agree: 18,
    with: ["farida", "ramon", "salma"],
  });
};

export const repairs = (season: Season): void => {
  const first = tell(season, {
    by: "agnieszka",
    day: 297,
    kind: "weighty",
    title: "Second Turn mends our machines",
    text:
      "Second Turn are five people with a workshop under the railway. They would come to the hall on first Saturdays and mend what we bring, for what " +
      "it is worth to us, and teach whoever stands beside them. In a year we should need them less. That is the point, they say.",
    commands: signing({
      partner: "Second Turn Repair Co-operative",
      sort: "cooperative",
      purpose: "Machines mended beside their owners, until the owners can do it.",
      weGive: ["The hall on first Saturdays", "Lunch for five"],
      theyGive: ["A mending day every month", "Two of us taught each time"],
      termMonths: 6,
      yes: { money: "Spare parts are paid by whoever brings the machine." },
    }),
    threads: [
      [
        ["carmen", "question", "¿Arreglan máquinas de coser de 1962?"],
        ["agnieszka", "answer", "They asked me to write: «sobre todo esas»."],
      ],
    ],
    summary: "Second Turn come on first Saturdays for half a year, mend with us and teach two of us each time.",
    agree: 17,
    with: ["carmen", "tom"],
  });
  tell(season, {
    by: "agnieszka",
    day: 112,
    title: "Second Turn, six more months",
    text: "Nineteen kettles, four hoovers, one accordion (thank you, Colin). Ten of us have been taught. Six more months, then we should be able to do the kettles alone.",
    commands: reaffirming(() => first.id, 6),
    threads: [[["elsie", "reply", "They mended my wireless and would not take a penny, so they took a cake."]]],
    summary: "Second Turn go on for another six months.",
    agree: 18,
  });
};

export const words = (season: Season): void => {
  tell(season, {
    by: "ines",
    day: 222,
    title: "Cómo llamamos a quien guarda las llaves",
    text:
      "«Steward» no hay quien lo diga. En castellano propongo «guardiana», que es lo que Huda es; y Huda propone en árabe «أمينة». Si no os " +
      "gusta, dentro de dos años se olvida solo.",
    commands: (text) => [
      command("words.set", { term: "office.steward", language: "es", wording: text("guardiana") }),
      command("words.set", { term: "office.steward", language: "ar", wording: text("أمينة") }),
    ],
    threads: [
      [
        ["karim", "question", "وإذا كان رجلاً؟"],
        ["huda", "answer", "فهو أمين. اللغة تعرف طريقها."],
      ],
    ],
    summary: "En castellano decimos «guardiana», en árabe «أمينة».",
    agree: 14,
    with: ["huda", "carmen"],
  });
};
