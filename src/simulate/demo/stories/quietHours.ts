/** Quiet in the courtyard: an objection, a revision that answers it, and a second round in which the objector consents. */
import { Matter } from "../matter.ts";
import type { Season } from "../season.ts";

export const quietHours = (season: Season): void => {
  const matter = new Matter(season, "amina", "ordinary", [126, "16:50"], {
    title: "Quiet in the courtyard from nine",
    text: "Sound climbs in our courtyard. I propose that from nine in the evening nobody plays music or hammers there.",
    reviewDays: 120,
  })
    .opens([126, "16:55"])
    .thread([125, "20:30"], "kwame", "question", "Does a drill count as hammering?", [
      "amina",
      "answer",
      "If I can hear it through a closed window, it counts.",
    ])
    .freezes([121, "17:00"], "amina", "From nine in the evening there is no music and no hammering in the courtyard.")
    .agreed([121, "17:05"], 16, { but: ["mateo", "samir", "dorothy", "kwame"] })
    .objects(
      [120, "14:20"],
      "mateo",
      "I come home at one and sleep until nine in the morning. Every day at eight somebody beats carpets under my window. A rule that protects only the evening tells me that my night does not count.",
      "That we look after each other, also those who work when others rest.",
    );
  season.on([119, "23:50"], () => hasty(season, matter));
  matter
    .revises([117, "18:10"], {
      title: "Quiet in the courtyard, evening and morning",
      text:
        "Mateo is right: I had counted only the sleep I know. I propose quiet in the courtyard from nine in the evening until nine in the " +
        "morning. Carpets are beaten after nine. Whoever has a reason knocks at the doors below first.",
      reviewDays: 120,
    })
    .thread([116, "15:00"], "mateo", "reply", "Thank you. I will beat my own carpet at noon, and softly.")
    .freezes(
      [115, "19:00"],
      "tom",
      "Quiet in the courtyard from nine in the evening until nine in the morning; carpets after nine.",
    )
    .agreed([115, "19:05"], 16, { but: ["samir", "dorothy"] });
};

/** Something written late at night, taken back by its author the next morning: the log keeps only that there was something. */
const hasty = (season: Season, matter: Matter): void => {
  const { log } = season;
  const words = "Maybe whoever beats carpets at eight should try working until one.";
  const before = new Set(log.texts.keys());
  season.does("mateo", "thread.post", (text) => ({
    proposal: matter.id,
    parent: null,
    sort: "reply",
    text: text(words),
  }));
  const hashes = [...log.texts.keys()].filter((hash) => !before.has(hash));
  season.on([118, "09:40"], () => {
    season.does("mateo", "text.erase", { hashes, reason: "author" });
    for (const hash of hashes) log.texts.delete(hash);
  });
};
