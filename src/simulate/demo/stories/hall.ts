/** The parish hall on Tuesdays: an accord that ends within days, while the draft that would save it lies unopened. */
import { reaffirming, signing } from "../agreement.ts";
import { Matter } from "../matter.ts";
import type { Season } from "../season.ts";

export const hall = (season: Season): void => {
  const first = new Matter(season, "dorothy", "weighty", [108, "10:30"], {
    title: "The parish hall on Tuesdays",
    text:
      "Father Keane asked me whether we would rather meet in the warm. He wants no rent. He wants us to look after the boiler, and he " +
      "would like to know on Sunday whether we come on Tuesday. The hall has a ramp, a kitchen and a piano.",
    commands: signing({
      partner: "Parish of St Brigid",
      sort: "association",
      purpose: "A warm room with a ramp for our assembly, every Tuesday evening.",
      weGive: ["One of us services the boiler", "We sweep, and lock the door"],
      theyGive: ["The hall from six to ten every Tuesday", "The kitchen, cups included"],
      termMonths: 3,
      yes: { conditions: "We say by Sunday evening whether we come." },
    }),
  });
  first
    .opens([108, "10:35"])
    .thread(
      [106, "13:10"],
      "amina",
      "concern",
      "Some of us will not feel at home under a cross. I would, with a say in how the chairs stand.",
      ["dorothy", "reply", "He offered to cover it himself before I could ask. And the chairs are ours to move."],
    )
    .freezes(
      [97, "19:30"],
      "amina",
      "We meet in the parish hall on Tuesdays for three months, look after its boiler and say by Sunday if we come.",
    )
    .agreed([97, "19:35"], 19, { but: ["noor", "samir", "tom"] });
  new Matter(season, "dorothy", "urgent", [3, "17:20"], {
    title: "Keep the hall before it is gone",
    text:
      "The agreement about the hall ends within the week, and none of us has looked at the calendar, myself included. I have written " +
      "this as urgent. If you think it is not, tell me, and we meet in Tom's workshop for a fortnight.",
    commands: reaffirming(() => first.id, 3),
  });
};
