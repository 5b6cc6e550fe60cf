/** Changing the rules is slow on purpose: the amendment that was read once and must be read again a season later. */
import { command } from "../../../core/registry.ts";
import { Matter } from "../matter.ts";
import type { Season } from "../season.ts";

export const sponsors = (season: Season): void => {
  new Matter(season, "noor", "constitutional", [86, "13:00"], {
    title: "Two neighbours for every newcomer",
    text:
      "So far one of us is enough to bring somebody in. That is friendly, and it is also how one person could fill a room before a vote. " +
      "I propose that whoever comes in needs two of us who stand for them. It changes one number of the charter, from one to two, " +
      "and it has to be decided twice, a season apart.",
    commands: () => [
      command("charter.amend", {
        terms: [{ path: "membership.sponsors", value: 2 }],
        redLines: [],
        dropped: [],
        narrowings: [],
      }),
    ],
  })
    .opens([86, "13:05"])
    .thread(
      [83, "19:20"],
      "rosa",
      "concern",
      "Who comes here knowing only one of us is often the one who needs us most.",
      ["noor", "reply", "Then one of us introduces them to another one. That is an evening's work and a good one."],
      ["rosa", "reply", "I can live with that. I would like us to look at it after a year."],
    )
    .thread([78, "08:30"], "kwame", "question", "What about those who are in already?", [
      "noor",
      "answer",
      "Nothing changes for them. It holds for invitations answered after the second reading.",
    ])
    .freezes(
      [64, "19:00"],
      "amina",
      "From the second reading on, two members instead of one stand for every newcomer. Read now, and once more in a season.",
    )
    .agreed([64, "19:10"], 29, { but: ["rosa", "samir", "jelena"] })
    .standsAside([63, "21:00"], "rosa", "I still fear for the shy ones, but I will not stop you.");
};
