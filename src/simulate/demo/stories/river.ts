/** Pumps in a cellar: what a round looks like two days before its end. */
import { signing } from "../agreement.ts";
import type { Season } from "../season.ts";
import { tell } from "../tale.ts";

/** A round that ends in two days, with most of what it needs and one voice that stands aside. */
export const pumps = (season: Season): void => {
  tell(season, {
    by: "dmytro",
    day: 14,
    kind: "weighty",
    title: "Pumps and sandbags from the river wardens",
    text:
      "River wardens have three pumps they do not use in winter. We keep them dry in cellar of number 9 and run them once a month, loud, ten minutes. When river comes, " +
      "first pump is ours, others go where wardens say. Nine months. My village had no pump; I do not want to tell that story here.",
    commands: signing({
      partner: "River Wardens, Lower Reach",
      sort: "association",
      purpose: "Three pumps within reach before the river is.",
      weGive: ["A dry cellar", "Ten loud minutes on the first of each month", "Two of us on call when the river rises"],
      theyGive: ["Three pumps and two hundred sandbags", "A warning by telephone, day and night"],
      termMonths: 9,
      yes: { conditions: "Two of the three pumps go where the wardens say." },
      essentialFallback: "The fire brigade, which is twenty minutes away on a good day.",
    }),
    threads: [
      [
        ["jelena", "question", "Ten loud minutes at what hour? You know what I am going to say."],
        ["dmytro", "answer", "Noon. Nobody sleeps at noon but you, and for you I come with the tea."],
      ],
      [
        ["karim", "reply", "في بلدتنا جاء النهر ليلاً. وقّعوا."],
        ["andres", "reply", "Yo me apunto a la guardia. De todas formas estoy despierto."],
      ],
    ],
    summary:
      "We keep three pumps of the river wardens dry for nine months, run them monthly, and have the first one when the river rises.",
    agree: 17,
    with: ["andres", "jelena", "dorothy", "mariam", "hyejin"],
    aside: [
      [
        "ilse",
        "I cannot find what happens to the deposit. I found no deposit either. I stand aside and go on looking.",
      ],
    ],
  });
};
