/** No cars on Sundays: two rounds with an objection that would not be answered, and then the vote that the charter falls back on. */
import { Matter } from "../matter.ts";
import type { Season } from "../season.ts";

export const sundays = (season: Season): void => {
  new Matter(season, "noor", "ordinary", [101, "11:20"], {
    title: "No cars in the Row on Sundays",
    text: "One day a week the street could belong to whoever is on foot. From ten to six on Sundays, no cars between the plane tree and the corner.",
    reviewDays: 120,
  })
    .opens([101, "11:25"])
    .thread([100, "12:40"], "dorothy", "question", "And when the doctor comes?", [
      "noor",
      "answer",
      "The doctor comes, and the ambulance, and the coal. It is a street, not a castle.",
    ])
    .freezes(
      [96, "18:00"],
      "tom",
      "On Sundays from ten to six no cars in the Row, except doctors, deliveries of need and people who cannot walk.",
    )
    .agreed([96, "18:05"], 15, { by: ["noor", "rosa", "tom"], but: ["kwame", "ilse", "dorothy"] })
    .objects(
      [95, "07:15"],
      "kwame",
      "On Sundays I am on call. My van is my workshop, and I cannot carry it in from the main road.",
      "That nobody here loses their living by what we decide.",
    )
    .revises([92, "21:00"], {
      title: "No cars in the Row on Sundays, vans of people on call excepted",
      text: "As before, but whoever is on call for an emergency service drives in at walking pace. From ten to six, between the plane tree and the corner.",
      reviewDays: 120,
    })
    .freezes(
      [91, "21:30"],
      "tom",
      "On Sundays from ten to six no cars in the Row, except doctors, people who cannot walk and vans on call at walking pace.",
    )
    .agreed([90, "08:00"], 14, { by: ["noor", "rosa"], but: ["kwame", "ilse", "dorothy"] }, 600)
    .objects(
      [90, "18:30"],
      "ilse",
      "My sister visits me on Sundays. She is eighty and would walk the last stretch in the rain. Exceptions for work and none for company: that is the wrong way round.",
      "That the old are not cut off from those who visit them.",
    )
    .voted([86, "09:00"], 17, { by: ["noor", "rosa"], but: ["kwame", "ilse", "dorothy", "karim"] })
    .votes([86, "09:00"], "no", ["ilse", "kwame", "karim"])
    .votes([86, "09:00"], "abstain", ["dorothy"]);
};
