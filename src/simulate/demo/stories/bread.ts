/** The Friday bread: the first accord of the assembly, and the one that people cared enough about to reaffirm. */
import { reaffirming, signing } from "../agreement.ts";
import { Matter } from "../matter.ts";
import type { Season } from "../season.ts";

export const bread = (season: Season): void => {
  const first = new Matter(season, "jelena", "weighty", [149, "16:10"], {
    title: "Friday bread from Flour & Salt",
    text:
      "The bakers' co-operative where I work throws nothing away, but it bakes forty loaves too many every Friday, on purpose, " +
      "for whoever needs them. They will give them to us if we fetch them before seven and bring back the crates. Nobody is " +
      "asked why they take one. I propose that we agree for three months and then look again.",
    commands: signing({
      partner: "Flour & Salt Bakers' Co-operative",
      sort: "cooperative",
      purpose: "Bread on our Friday table for anybody in the Row, no questions asked.",
      weGive: ["We fetch the loaves before seven on Friday morning", "We return the crates clean the same day"],
      theyGive: ["Forty loaves every Friday", "A call by Thursday noon if the oven is down"],
      termMonths: 3,
    }),
  })
    .opens([149, "16:20"])
    .thread(
      [148, "19:05"],
      "mateo",
      "question",
      "Who fetches them? I finish at one in the morning, I could go straight on.",
      ["samir", "answer", "I ride past at half past six anyway. You sleep, I carry."],
      ["mateo", "reply", "Then I do the crates on the way to work."],
    )
    .thread(
      [146, "10:30"],
      "ilse",
      "concern",
      "Let us not become forty people who wait for bread and thank nobody. Could we give something back?",
      [
        "jelena",
        "reply",
        "They would like three pairs of hands for their open day in spring. I would call that a fair price.",
      ],
    )
    .freezes(
      [138, "18:00"],
      "amina",
      "Forty loaves every Friday for three months. We fetch them and return the crates. Either side may stop any time.",
    )
    .agreed([138, "18:10"], 18, { but: ["noor", "kwame"] });
  const again = new Matter(season, "jelena", "ordinary", [57, "15:45"], {
    title: "Bread, for four more months",
    text:
      "The bread accord ends in three weeks. On thirteen Fridays we missed one, when the oven broke. Nobody has asked anything of " +
      "us that we did not promise. I propose to reaffirm it until the cold months are over.",
    commands: reaffirming(() => first.id, 4),
  });
  again
    .opens([57, "15:50"])
    .thread(
      [56, "20:20"],
      "dorothy",
      "reply",
      "I have not bought bread on a Friday since spring. The money went into the hall's kettle.",
    )
    .freezes([52, "18:30"], "amina", "We go on with the Friday bread for four more months, on the same terms.")
    .agreed([52, "18:35"], 18, { but: ["samir", "ilse", "grace"] });
};
