/** The night of the storm: decided in a day by the urgent rules, and brought before everybody afterwards, as those rules ask. */
import { command } from "../../../core/registry.ts";
import { Matter } from "../matter.ts";
import type { Season } from "../season.ts";

export const storm = (season: Season): void => {
  const opened = new Matter(season, "rosa", "urgent", [66, "17:40"], {
    title: "Open the hall as a warm room",
    text:
      "The forecast says two nights below minus eight, and number 12 has no heating since noon. I propose that the hall stays open and " +
      "heated from tomorrow night until the frost is over, with two of us awake in it. Father Keane says yes.",
  })
    .opens([66, "17:45"])
    .thread([66, "18:30"], "hyejin", "reply", "The boiler will hold. I will sleep beside it if I must.")
    .freezes(
      [65, "06:00"],
      "tom",
      "The hall is open and heated every night until the frost is over, two of us awake in it.",
    )
    .voted([65, "06:05"], 22, { but: ["noor", "samir", "jelena"] }, 300);
  new Matter(season, "amina", "ordinary", [64, "16:00"], {
    title: "Ratify the warm room",
    text:
      "We decided this in a day, which the urgent rules allow and do not let us forget. Eleven people slept in the hall on the first night. " +
      "I propose that we ratify it with cool heads.",
    commands: () => [command("decision.ratify", { decision: opened.id })],
  })
    .opens([64, "16:05"])
    .freezes([59, "19:00"], "amina", "We ratify the urgent decision to keep the hall open as a warm room.")
    .agreed([59, "19:05"], 22, { but: ["samir", "mateo"] });
};
