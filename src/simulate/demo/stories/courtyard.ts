/** Small things of the first half of the year: chairs, a choir, bees that did not come, a calendar nobody wanted, cameras. */
import { command } from "../../../core/registry.ts";
import type { Name } from "../cast.ts";
import { Matter } from "../matter.ts";
import type { Season } from "../season.ts";
import { tell } from "../tale.ts";

export const chairs = (season: Season): void => {
  const chair = tell(season, {
    by: "carmen",
    day: 310,
    title: "Una silla en cada rellano",
    text:
      "Somos varias las que subimos despacio. Propongo una silla en cada rellano de los números 4 y 7. Sillas de casa, de las que sobran; " +
      "yo pongo dos. Y quien baje con prisa, que salude.",
    threads: [
      [
        ["tom", "question", "Folding ones, so the prams get past?"],
        ["carmen", "answer", "Plegables, sí. Mi nuera tradujo «pram» y nos reímos un rato."],
      ],
      [["pilar", "reply", "A las nueve de la mañana, cuando vuelvo del turno, esa silla será mía."]],
    ],
    summary: "Una silla plegable en cada rellano de los números 4 y 7.",
    agree: 17,
    with: ["tom", "pilar", "dorothy"],
  });
  tell(season, {
    by: "seun",
    day: 176,
    title: "The chairs have to come in from the landings",
    text:
      "The fire officer came, was kind, and was clear: nothing on an escape route, folded or not. I hate this one. Let us end the decision, " +
      "and put the chairs inside the front doors where Carmen can at least start from one.",
    commands: () => [command("decision.end", { decision: chair.id })],
    threads: [
      [
        ["carmen", "reply", "Lo entiendo. Prefiero subir de pie que arder sentada."],
        ["seun", "reply", "I will carry your shopping up on Fridays. That is not a decision, that is a promise."],
      ],
    ],
    summary: "The chairs leave the landings and stand inside the front doors.",
    agree: 16,
    with: ["carmen"],
  });
};

export const choir = (season: Season): void => {
  tell(season, {
    by: "thandi",
    day: 284,
    title: "Singing in the courtyard on Thursdays",
    text: "From six to seven on Thursdays, in the courtyard, whoever wants to. You do not need to be able to sing. I have heard you all in the stairwell; you can.",
    reviewDays: 182,
    threads: [
      [
        ["pilar", "concern", "Los jueves duermo hasta las siete. ¿Puede ser en la sala cuando estoy de noche?"],
        ["thandi", "reply", "Yes. Give me your shifts and we sing where you are not."],
      ],
    ],
    summary: "The courtyard is for singing on Thursdays from six to seven; in the hall when somebody works nights.",
    agree: 15,
    aside: [["arjun", "I will be the one person who really cannot. But sing."]],
  });
};

export const bees = (season: Season): void => {
  tell(season, {
    by: "ifan",
    day: 279,
    title: "Four more hives on number 7",
    text: "Four hives do well on the roof of number 11. Number 7 has a better roof. I would look after them, and everybody gets a jar at midsummer.",
    threads: [
      [
        ["pilar", "concern", "Mi hijo es alérgico, de los de ambulancia. Vivimos en el último piso del 7."],
        ["ifan", "reply", "I did not know. Then not there. Tell him the four on 11 will stay eleven doors away."],
        ["pilar", "reply", "Gracias. Y el tarro lo aceptamos igual."],
      ],
    ],
  }).withdraws([277, "08:20"]);
  tell(season, {
    by: "arjun",
    day: 262,
    title: "A shared calendar for the laundry room",
    text: "An hour each, booked a week ahead, so that nobody stands there with a wet duvet. I can set it up in an evening.",
    threads: [[["ramon", "reply", "Yo pongo la ropa cuando hay sol. El sol no reserva."]]],
    summary: "The laundry room is booked by the hour, a week ahead.",
    agree: 5,
  });
};

const AGAINST: readonly Name[] = ["salma", "noor", "yusuf", "mariam", "huda", "samir", "rosa", "hannah", "grace"];

/** Cameras at the door: two rounds, two objections, and a vote that two thirds did not carry. */
export const cameras = (season: Season): void => {
  new Matter(season, "desmond", "ordinary", [246, "10:10"], {
    title: "A camera at the front doors",
    text: "Two bicycles and a parcel since spring. A camera over each front door, thirty days kept, and the stewards alone may look.",
  })
    .opens([246, "10:15"])
    .thread([245, "19:40"], "salma", "concern", "أفهم الخوف، لكن عمّتي لن تزورنا إذا صُوِّرت عند كل باب.", [
      "desmond",
      "reply",
      "I asked Layla what you wrote. I do not want to keep your aunt away, Salma. I want to keep my bicycle.",
    ])
    .thread([244, "12:00"], "kwame", "question", "Who pays for the electricity of eleven cameras?", [
      "desmond",
      "answer",
      "I had not got that far. About a coffee a month each, it says on the box.",
    ])
    .freezes(
      [241, "18:00"],
      "peter",
      "A camera over each front door; pictures are kept for thirty days, for the stewards alone.",
    )
    .agreed([241, "18:10"], 12, { by: ["desmond", "bridget"], but: AGAINST })
    .objects(
      [240, "21:15"],
      "salma",
      "من يُراقَب عند بابه ليس في بيته. نحن من جاء إلى هنا لأن أحداً راقب أبوابنا من قبل.",
      "أن يكون كل واحد منا في بيته.",
    )
    .revises([238, "09:00"], {
      title: "Cameras at the two doors where things were stolen",
      text: "Only numbers 4 and 9, only at night, seven days kept. I hear what Salma says and I would still like to try.",
    })
    .freezes([236, "18:00"], "peter", "Cameras at numbers 4 and 9, at night only; pictures are kept for seven days.")
    .agreed([236, "18:10"], 11, { by: ["desmond", "bridget"], but: AGAINST })
    .objects(
      [235, "20:00"],
      "yusuf",
      "القليل من المراقبة يكبر. أقترح بدلاً منها مصباحاً جيداً وقفلاً جيداً.",
      "أن لا نبيع سكينة الباب بثمن درّاجة.",
    )
    .voted([231, "12:00"], 9, { by: ["desmond", "bridget"], but: [...AGAINST, "dorothy"] }, 800)
    .votes([231, "12:00"], "no", AGAINST, 800)
    .votes([231, "13:00"], "abstain", ["dorothy"]);
  tell(season, {
    by: "yusuf",
    day: 226,
    title: "مصباح جيد وقفل جيد",
    text: "كما قلت: مصباح يضيء حين يمرّ أحد، وقفل لا يُفتح بالكتف. كولن يركّبها إن دفعنا ثمن القطع. ديزموند اختار المصباح بنفسه.",
    threads: [
      [
        ["colin", "reply", "Eleven doors, two evenings. I have the locks at cost from my old shop."],
        ["desmond", "reply", "I voted for the other thing and I am for this one. Goodnight, everybody."],
      ],
    ],
    summary: "مصباح وقفل جديدان لكل باب، يركّبهما أحدنا.",
    agree: 18,
    with: ["colin", "desmond", "salma"],
  });
};

/** Decided in a hurry and never brought back: after two weeks it had ended by itself. */
export const gate = (season: Season): void => {
  tell(season, {
    by: "bridget",
    day: 318,
    kind: "urgent",
    title: "Lock the courtyard gate at night",
    text: "Somebody slept in the bicycle shed again and the shed was on fire at four, a small fire, out now. I propose that the gate is locked from tonight.",
    threads: [
      [
        ["mariam", "concern", "ومن ينام هناك، أين ينام الليلة؟"],
        ["rosa", "reply", "In my front room, tonight. I have asked him. His name is Alan."],
      ],
    ],
    summary: "The courtyard gate is locked from ten at night until six.",
    agree: 13,
    with: ["kwame", "george"],
  });
};
