/**
 * Medicine at night: an essential supply. Its renewal found no quorum in the holidays, so it lapsed; and since nobody can do
 * without insulin for a night it winds down over ninety days, in which the assembly may still put it right.
 */
import { reaffirming, signing } from "../agreement.ts";
import { Matter } from "../matter.ts";
import type { Season } from "../season.ts";

export const pharmacy = (season: Season): void => {
  const first = new Matter(season, "rosa", "weighty", [130, "09:50"], {
    title: "The corner pharmacy's fridge at night",
    text:
      "Four people in the Row need insulin, and two of them keep it in a fridge whose power is cut when the meter runs out. Mrs. Dhillon " +
      "at the corner pharmacy would keep a labelled box for us and open for our steward at any hour. She wants nothing for it but a number " +
      "that answers. This one we must not let slip, so I have named what happens if it ends.",
    commands: signing({
      partner: "Corner Pharmacy, S. Dhillon",
      sort: "company",
      purpose: "Medicine that must stay cold, within reach at any hour of the night.",
      weGive: ["One of our stewards answers the telephone day and night", "We label and date every box"],
      theyGive: ["A shelf in the cold cabinet", "The door opened to a steward at any hour"],
      termMonths: 3,
      essentialFallback: "The clinic in Mill Lane keeps a shelf for us; one of us drives there within twenty minutes.",
    }),
  });
  first
    .opens([130, "09:55"])
    .thread([127, "19:30"], "noor", "question", "Do they learn who is ill here?", [
      "rosa",
      "answer",
      "No. The boxes carry numbers, and the list of numbers lies with me in a drawer.",
    ])
    .freezes(
      [119, "18:00"],
      "amina",
      "The pharmacy keeps our cold medicine and opens at night for a steward. If it ends, the clinic in Mill Lane takes over.",
    )
    .agreed([119, "18:05"], 19, { but: ["samir", "mateo"] });
  new Matter(season, "rosa", "ordinary", [31, "08:40"], {
    title: "The pharmacy, for another half year",
    text: "The agreement about the cold cabinet ends in two weeks. Nothing has gone wrong with it. Six more months, please.",
    commands: reaffirming(() => first.id, 6),
  })
    .opens([31, "08:45"])
    .freezes([26, "20:00"], "rosa", "The pharmacy keeps our cold medicine for another six months.")
    .consents([26, "20:05"], ["rosa", "ilse", "dorothy", "layla", "niamh"]);
  new Matter(season, "rosa", "ordinary", [7, "07:30"], {
    title: "The pharmacy again, and this time we answer",
    text:
      "Five of us answered in the holidays, and nine were needed. So the agreement lapsed, and it is winding down; the pharmacy " +
      "keeps our shelf for now. It takes nine of us to make it last. Please do not leave it to the others, that is what happened.",
    commands: reaffirming(() => first.id, 6),
  })
    .opens([7, "07:35"])
    .thread(
      [6, "21:20"],
      "kwame",
      "reply",
      "I was on a roof in another town and saw it too late. I am sorry. I answered the telephone both times, though.",
    )
    .freezes(
      [2, "19:00"],
      "amina",
      "The pharmacy keeps our cold medicine for another six months, and stops winding down.",
    )
    .consents([2, "19:10"], ["rosa", "kwame", "ilse", "hyejin", "layla", "mariam", "niamh", "sofia"], 600);
};
