/** The last days: what cools off, what is asked, what waits for a better wording, and visitors for whom the door stands open. */
import { daysAfter } from "../../../core/kernel/time.ts";
import type { Id } from "../../../core/kernel/types.ts";
import { command } from "../../../core/registry.ts";
import { newMoonAfter } from "../../../core/season/sky.ts";
import { signing } from "../agreement.ts";
import type { Name } from "../cast.ts";
import { Matter } from "../matter.ts";
import type { Season } from "../season.ts";
import { tell } from "../tale.ts";

export const bench = (season: Season): void => {
  new Matter(season, "tom", "ordinary", [9, "12:30"], {
    title: "A bench under the plane tree",
    text: "I have oak left from the stairs of number 7. Give me one Saturday and two people who can hold a plank, and there is a bench.",
    reviewDays: 150,
  })
    .opens([9, "12:35"])
    .thread([8, "17:50"], "noor", "question", "With a back? Dorothy needs one with a back.", [
      "tom",
      "answer",
      "With a back, and arms to get up by.",
    ])
    .thread([7, "19:10"], "idris", "concern", "بعيداً عن طاولتي الشطرنج، من فضلك. المتفرّجون ينصحون.", [
      "tom",
      "reply",
      "Ten steps away. I have measured with Yusuf, who takes large ones.",
    ])
    .freezes([4, "18:00"], "tom", "One of us builds an oak bench with back and arms under the plane tree.")
    .agreed([4, "18:05"], 21, { by: ["tom", "noor", "dorothy", "idris", "luca"] }, 300);
};

/** Sent back by an objection, and not yet written anew. */
export const tap = (season: Season): void => {
  new Matter(season, "andres", "ordinary", [15, "11:00"], {
    title: "Un grifo en el patio, abierto para cualquiera",
    text: "Los repartidores, los perros y los niños tienen sed. Propongo un grifo en la pared del patio, abierto día y noche para quien pase.",
    reviewDays: 150,
  })
    .opens([15, "11:05"])
    .thread([14, "13:20"], "seun", "question", "Who turns it off when it freezes?", [
      "andres",
      "answer",
      "Yo. Paso por aquí a las seis todos los días, con lluvia y sin ella.",
    ])
    .freezes([10, "18:00"], "andres", "Un grifo en la pared del patio, abierto día y noche.")
    .agreed([10, "18:10"], 15, { by: ["andres", "beto", "seun"], but: ["farida", "grace"] })
    .objects(
      [9, "09:40"],
      "farida",
      "The meter is the shop's. Last July somebody filled a paddling pool from our hose and I paid for it. I am for water and against surprises.",
      "That nobody carries alone what all of us use.",
    )
    .thread(
      [7, "21:00"],
      "farida",
      "amendment",
      "A tap that closes by itself, on the garden's meter. Then you have my yes and a shelf for cups.",
      ["andres", "reply", "Me gusta. Mañana hablo con Grace y lo escribo de nuevo."],
    );
};

const NEXT_MOONS = 5;
const NEXT: readonly (readonly [Name, string])[] = [
  ["thandi", "steward"],
  ["fadi", "steward"],
  ["meiling", "facilitator"],
  ["joaquin", "facilitator"],
];

export const lately = (season: Season): void => {
  tell(season, {
    by: "meiling",
    day: 8,
    kind: "weighty",
    title: "A table of three streets",
    text:
      "Bilal and I have asked. Canal Street says yes, Harrow Street says yes if there is soup. We propose a federation in the making: one delegate each, four meetings a year, " +
      "a common list of who has boats, boilers and spare beds. It decides nothing for us; what it wants from us comes here as a proposal.",
    reviewDays: 182,
    threads: [
      [
        ["oskar", "question", "And if our delegate says yes to something there?"],
        ["meiling", "answer", "Then it is a nice opinion, until sixty people here have had a look at it."],
        ["oskar", "reply", "That is a better answer than I had hoped to be cross about."],
      ],
      [
        ["bilal", "reply", "كان هناك شاي. وكان هناك كعك أيضاً. أنا مع الاتحاد."],
        ["nuria", "concern", "Que no se convierta en otra reunión de los que ya van a todas."],
      ],
      [
        [
          "peter",
          "question",
          "Could the seat be filled by lot? I would like to see somebody go who would never have put themselves forward.",
        ],
      ],
    ],
  });
  tell(season, {
    by: "amina",
    day: 4,
    title: "Who holds what from the next moon",
    text:
      "Our offices end at the new moon, all four of them. Thandi and Fadi would be stewards, Mei-ling and Joaquín would facilitate. Whoever thinks of " +
      "somebody better says so here, kindly, or says so to them first.",
    commands: () =>
      NEXT.map(([name, office]) =>
        command("office.appoint", {
          office,
          member: season.memberOf(name),
          until: newMoonAfter(season.end, NEXT_MOONS),
        }),
      ),
    threads: [
      [
        ["fadi", "concern", "أقبل، لكنّي أخاف أن أخطئ."],
        ["dorothy", "reply", "I have made every mistake there is. I shall leave you the list."],
      ],
    ],
  });
  tell(season, {
    by: "tobias",
    day: 9,
    title: "A cargo bike for whoever needs one",
    text: "Ours stands still from nine to three. I would hang the key in the hall, with a list. Two rules: pump the tyres, and no goats. There was a goat.",
    threads: [
      [
        ["agnieszka", "question", "Was the goat all right?"],
        ["tobias", "answer", "Better than the seat."],
      ],
      [["beto", "reply", "Le pongo pastillas de freno nuevas. La cabra las necesitaba."]],
    ],
  });
  tell(season, {
    by: "lucero",
    day: 2,
    title: "Tejer juntas los miércoles",
    text: "Sin la furgoneta, los miércoles a las cuatro se han quedado vacíos. Propongo lana, agujas y la cocina de la sala. Quien no sepa, mejor: así enseño.",
    threads: [
      [
        ["elsie", "reply", "I knit. If somebody carries me down I shall bring the wool from 1974."],
        ["lucero", "reply", "Te bajamos entre cuatro, y la lana también."],
        ["wren", "question", "¿Se puede venir solo a escuchar? I knit like a goat eats."],
        ["yolanda", "answer", "Claro. Yo llevo el café y a mi madre, que teje sin mirar."],
      ],
    ],
  });
  tell(season, {
    by: "bilal",
    day: 1,
    title: "المرمى الثاني",
    text: "عندنا مرمى واحد، فنلعب نصف مباراة دائماً. ثلاثة أعمدة من ورشة أنييشكا، وشبكة نحيكها مع لوسيرو. أقترح أن نضعه أمام الجدار الشرقي، حيث لا نوافذ.",
    threads: [
      [
        [
          "colin",
          "reply",
          "I will bolt it down. It will not fall on anybody, and nobody will walk off with it. I would know.",
        ],
      ],
    ],
  });
};

/** Drafts: what is not yet before anybody. */
export const drafts = (season: Season): void => {
  new Matter(season, "hannah", "weighty", [6, "10:20"], {
    title: "The library's van, if they will have us again",
    text: "It ended on its own and I had the draft in my pocket the whole time. Four months more. I have asked them; they have asked their van.",
    commands: signing({
      partner: "City Library (van)",
      sort: "publicBody",
      purpose: "Books at the plane tree, every Wednesday at four.",
      weGive: ["Somebody who holds the ladder"],
      theyGive: ["The van, two hours every Wednesday"],
      termMonths: 4,
    }),
  });
};

export type VisitorInvitation = { readonly invitation: Id; readonly seed: Uint8Array };

const OPEN_DOORS: readonly Name[] = [
  "rosa",
  "dorothy",
  "tom",
  "amina",
  "jelena",
  "mateo",
  "hyejin",
  "noor",
  "thandi",
  "yusuf",
];
/** As many as one member may have open at once. */
const EACH = 20;
const VISITING_DAYS = 30;

/** An open day some weeks ago: ten members invited twenty visitors each, as anybody may. Filled while the season is lived. */
export const openDay = (season: Season): readonly VisitorInvitation[] => {
  const given: VisitorInvitation[] = [];
  const { log } = season;
  for (const [place, name] of OPEN_DOORS.entries())
    season.after([27, "10:00"], place * EACH, (place + 1) * EACH, () => {
      for (let i = 0; i < EACH; i += 1) {
        const visitor = `visitor ${place * EACH + i}`;
        const invitation = season.does(name, "member.invite", {
          key: log.hand(visitor).signer.publicKey,
          role: "member",
          expiresAt: daysAfter(season.end, VISITING_DAYS),
          note: null,
        });
        given.push({ invitation, seed: log.seedOf(visitor) });
      }
    });
  return given;
};
