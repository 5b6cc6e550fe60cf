/** The piano: adopted without a murmur, then called back while it cooled off, when it turned out whose piano it was. */
import { Matter } from "../matter.ts";
import type { Season } from "../season.ts";

export const piano = (season: Season): void => {
  new Matter(season, "ilse", "ordinary", [72, "11:15"], {
    title: "Sell the piano in the hall",
    text: "Nobody has played it since we came. A dealer offers two hundred and forty. That is a winter of heating for the workshop.",
    reviewDays: 60,
  })
    .opens([72, "11:20"])
    .thread([70, "19:00"], "tom", "question", "Is it ours to sell?", [
      "ilse",
      "answer",
      "It stands in the inventory that came with the key.",
    ])
    .freezes([67, "18:00"], "tom", "We sell the piano for two hundred and forty and heat the workshop with it.")
    .agreed([67, "18:05"], 14, { by: ["ilse", "tom"], but: ["dorothy", "grace", "rosa", "amina"] }, 600)
    .thread(
      [63, "20:00"],
      "dorothy",
      "concern",
      "I have been at my sister's and read this only now. It is hers. She lent it to the hall in the year the mill closed, and she means to play it again.",
      [
        "ilse",
        "reply",
        "I had no idea. The inventory says 'one piano' and nothing else. Call it back, I will do it with you.",
      ],
    )
    .callsBack(
      [62, "07:30"],
      ["dorothy", "ilse", "grace", "rosa", "amina", "thandi", "george", "luca"],
      "It is not ours to sell.",
    );
};
