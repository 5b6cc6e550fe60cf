/** The second half of the year: cinema, chess, sun, socks, a van full of books, a feast. */
import { signing } from "../agreement.ts";
import { Matter } from "../matter.ts";
import type { Season } from "../season.ts";
import { tell } from "../tale.ts";

/** An objection that was taken back when somebody rang at the right door. */
export const cinema = (season: Season): void => {
  new Matter(season, "pilar", "ordinary", [146, "18:00"], {
    title: "Cine en el patio, una vez al mes",
    text: "Una sábana, el proyector de Joaquín y sillas. El primer viernes de mes hasta las once. Empezamos con algo que haga llorar, que une mucho.",
    reviewDays: 180,
  })
    .opens([146, "18:05"])
    .thread([145, "20:00"], "hannah", "question", "With subtitles? In two languages at least?", [
      "pilar",
      "answer",
      "En tres. Mei-ling dice que ella los hace si puede elegir la segunda película.",
    ])
    .freezes([141, "18:00"], "pilar", "Cine en el patio el primer viernes de cada mes, hasta las once, con subtítulos.")
    .agreed([141, "18:05"], 18, { by: ["pilar", "joaquin", "meiling"], but: ["mateo", "tobias"] })
    .objects(
      [140, "08:20"],
      "tobias",
      "The projector shines straight into the room where my two sleep, and eleven is late at five and seven.",
      "That children here can sleep.",
    )
    .thread(
      [140, "15:00"],
      "joaquin",
      "reply",
      "Tobias, he subido a tu casa y he medido. Si giro la sábana, tu ventana queda a oscuras.",
    )
    .withdrawsObjection([139, "20:30"], "tobias")
    .consents([139, "20:40"], ["tobias"], 60);
};

export const chess = (season: Season): void => {
  tell(season, {
    by: "idris",
    day: 133,
    title: "طاولتان للشطرنج تحت شجرة الدلب",
    text: "نلعب الآن على صندوق، والصندوق يهتزّ كلما خسر يوسف. أقترح طاولتين ثابتتين من خشب توم، ورقعة مرسومة عليهما. العشب يبقى للأولاد.",
    reviewDays: 182,
    threads: [
      [
        ["tom", "question", "Left over oak or left over beech? (Layla is typing this for me.)"],
        ["idris", "answer", "الذي لا يشرب المطر."],
        ["tom", "reply", "Oak, then."],
      ],
      [["bilal", "concern", "والكرة؟ الطاولتان في مرمانا تماماً."]],
    ],
    summary: "طاولتان للشطرنج تحت شجرة الدلب، على الطرف البعيد من مرمى الأولاد.",
    agree: 21,
    with: ["tom", "yusuf", "bilal"],
  });
};

export const sun = (season: Season): void => {
  tell(season, {
    by: "kwame",
    day: 129,
    kind: "weighty",
    title: "Sun from Northlight, on the roof of number 7",
    text:
      "Northlight is a co-operative with two hundred roofs. They lend us forty panels for a year; the stairs, the pump and the hall run on them, and what is left " +
      "over goes to whoever has the meter that runs out. Nothing is drilled that cannot be undrilled. I asked.",
    commands: signing({
      partner: "Northlight Energy Co-operative",
      sort: "cooperative",
      purpose: "Light for the stairs, the pump and the hall from our own roof.",
      weGive: ["The south roof of number 7", "Two of us trained to clean and check"],
      theyGive: ["Forty panels and the inverter", "A day's course for two, and the manual in three languages"],
      termMonths: 12,
      yes: { money: "What is sold to the grid is shared by halves." },
      essentialFallback: "The grid: every meter stays connected, and Kwame has the switch.",
    }),
    threads: [
      [
        ["ifan", "question", "The bees?"],
        ["kwame", "answer", "On the other roof. I talked to them."],
      ],
      [
        ["fadi", "reply", "أنا أتعلّم التنظيف والفحص. المرتفعات لا تخيفني، الفواتير تخيفني."],
        ["dmytro", "reply", "I go up with you first time. Roof is old, roof has opinions."],
      ],
    ],
    summary: "Forty panels from Northlight on number 7 for a year; two of us learn to look after them.",
    agree: 22,
    with: ["jamal", "fadi", "dmytro", "hyejin"],
  });
};

export const laundry = (season: Season): void => {
  tell(season, {
    by: "milagros",
    day: 212,
    kind: "weighty",
    title: "La Espuma lava lo que no cabe en casa",
    text:
      "Tengo dos máquinas grandes paradas por la mañana. Propongo: edredones y mantas del barrio gratis los martes, y a cambio alguien me lleva las cuentas una " +
      "vez al mes. Soy parte y lo digo: por eso no voy a votar.",
    commands: signing({
      partner: "Lavandería La Espuma",
      sort: "company",
      purpose: "Mantas y edredones limpios para quien no tiene dónde lavarlos.",
      weGive: ["Las cuentas, una vez al mes"],
      theyGive: ["Dos máquinas grandes, los martes por la mañana"],
      termMonths: 9,
    }),
    threads: [
      [
        ["ilse", "reply", "I do the books. I have wanted to see those sock figures for months."],
        ["milagros", "reply", "Hay calcetines que llevan aquí más que yo."],
      ],
      [
        ["fadi", "question", "هل يشمل ذلك ملابس الفريق؟ أحد عشر ولداً وطين كثير."],
        ["milagros", "answer", "El barro se sacude antes. Después, sí."],
      ],
    ],
    summary: "La Espuma lava edredones y mantas los martes; una de nosotras le lleva las cuentas.",
    agree: 20,
    with: ["ilse", "carmen", "fadi"],
    without: ["milagros"],
  });
};

/** It lapsed last week: the draft that would have kept it is still waiting for somebody to open it. */
export const bookVan = (season: Season): void => {
  tell(season, {
    by: "hannah",
    day: 118,
    kind: "weighty",
    title: "The library's van, Wednesdays at four",
    text:
      "The city library would send its van to the plane tree every Wednesday for three months, if somebody is there to hold the ladder for the children and " +
      "twenty people come. It is a trial, theirs as much as ours.",
    commands: signing({
      partner: "City Library",
      sort: "publicBody",
      purpose: "Books at the plane tree, every Wednesday at four.",
      weGive: ["Somebody who holds the ladder", "A count of who came, as a number"],
      theyGive: ["The van, two hours every Wednesday", "A shelf in each of our languages"],
      termMonths: 3,
    }),
    threads: [[["wren", "reply", "I will be the ladder. I mean, I will hold it."]]],
    summary: "The library's van comes on Wednesdays at four, for three months.",
    agree: 19,
    with: ["wren", "amina", "rima"],
  });
};

export const paint = (season: Season): void => {
  tell(season, {
    by: "rima",
    day: 84,
    title: "جدار القاعة: رسمٌ من صنعنا",
    text: "أرسم على جدار القاعة الغربي حكاية الشارع: النهر والمخبز والجسر، وكل واحد منكم شخصية فيه. من لا يريد أن يظهر يقل لي، فيصير شجرة.",
    threads: [
      [
        ["ilse", "question", "May one choose the tree?"],
        ["rima", "answer", "لكِ شجرة كستناء، ومعها دفتر حسابات."],
      ],
      [["elias", "reply", "Ramón dice que a él lo pintes con pelo."]],
    ],
    summary: "ترسم جارةٌ لنا حكاية الشارع على الجدار الغربي، ومن لا يريد أن يظهر يصير شجرة.",
    agree: 23,
    with: ["ilse", "dorothy", "elias"],
  });
};

export const streets = (season: Season): void => {
  tell(season, {
    by: "thandi",
    day: 47,
    title: "Two of us go and ask the other streets",
    text:
      "Canal Street has an assembly, Harrow Street nearly has one. We share a garden, a solicitor and a boiler engineer already. I propose that Mei-ling and Bilal " +
      "go and ask whether they would sit at one table with us four times a year. They promise nothing; they come back and tell.",
    reviewDays: 60,
    threads: [
      [
        ["oskar", "concern", "We can hardly agree on carpets. Why a bigger table?"],
        ["thandi", "answer", "Because the river does not know where the Row ends. When it rises, I want their number."],
      ],
      [["bilal", "reply", "أذهب إن كان هناك شاي. هناك دائماً شاي."]],
    ],
    summary: "Two of us ask Canal Street and Harrow Street about a common table, and report within two months.",
    agree: 22,
    with: ["meiling", "bilal", "grace"],
    aside: [["oskar", "Go and ask. I keep my doubts for when you are back."]],
  });
};

export const feast = (season: Season): void => {
  tell(season, {
    by: "mariam",
    day: 29,
    title: "مائدة واحدة طويلة في آخر الصيف",
    text: "مائدة من أول الشارع إلى آخره، يوم أحد، وكل بيت يأتي بطبق. لا ضيف شرف ولا كلمات. من لا يستطيع النزول ننزل كرسيّه معه.",
    reviewDays: 40,
    threads: [
      [
        ["elsie", "question", "Is that me, with the chair?"],
        ["mariam", "answer", "نعم يا إلسي. توم ولوكا يحملانك كالملكة."],
        ["luca", "reply", "Tom takes the heavy end. It is in the constitution."],
      ],
      [["mateo", "reply", "Yo cocino. No me discutáis el arroz."]],
    ],
    summary: "مائدة طويلة في الشارع يوم الأحد الأخير، وكل بيت يأتي بطبق.",
    agree: 24,
    with: ["mateo", "tom", "elsie", "luca"],
  });
};

export const again = (season: Season): void => {
  tell(season, {
    by: "meiling",
    day: 21,
    title: "An interpreter at every Tuesday, paid in dinners",
    text: "I did it for a year because I like it. I cannot do it alone for another. Three of us take turns, Salma and Inés have said yes; whoever interprets is cooked for.",
    threads: [
      [
        ["salma", "reply", "موافقة، على أن يكون العشاء من مطبخ ماتيو."],
        ["ines", "reply", "Yo igual. Y que se hable despacio, Thandi."],
      ],
    ],
    summary: "Three of us interpret in turn on Tuesdays, and are cooked for.",
    agree: 20,
    with: ["salma", "ines", "mateo"],
  });
};

/** A rule of the year's first quarter, put to those who were not there then. */
export const reviewed = (season: Season): void => {
  tell(season, {
    by: "ruth",
    day: 34,
    title: "Tuesdays, for those who came later",
    text: "Half of us were not here when Tuesdays were decided. I propose to keep them, with one change of habit and not of rule: the soup is finished before the minutes begin.",
    threads: [
      [["gwen", "reply", "I have tape of Ilse saying the word 'agenda' with her mouth full. I will not use it."]],
    ],
    summary: "Tuesdays stay as they are, soup first.",
    agree: 18,
  });
};
