/**
 * The rule that was read twice, a season apart, and the gift that came between the two readings: adopted while the rule was not yet in
 * force, and not carried out when it was. Nobody had to be brave; the charter said no, and said who had made it say so.
 */
import { is } from "../../../core/condition.ts";
import { command } from "../../../core/registry.ts";
import type { Command, Id } from "../../../core/kernel/types.ts";
import { signing } from "../agreement.ts";
import type { Text } from "../matter.ts";
import type { Season } from "../season.ts";
import { tell } from "../tale.ts";

/** The very same changes at both readings, down to the wording of the line: it is said once and then named. */
const drawing = (): ((text: Text) => readonly Command[]) => {
  let wording: Id | null = null;
  return (text) => {
    wording ??= text("No partner may get data about how we live, about all of us or about one.");
    const when = is("dataAccess", "yes");
    const line = { line: "no-data-access", kinds: ["accord.sign", "accord.reaffirm"], when, wording };
    return [command("charter.amend", { terms: [], redLines: [line], dropped: [], narrowings: [] })];
  };
};

export const noWatching = (season: Season): void => {
  const commands = drawing();
  tell(season, {
    by: "noor",
    day: 214,
    kind: "constitutional",
    title: "No partner may watch us",
    text:
      "After the bicycles I want this to be a rule and not a memory. No agreement in which somebody outside gets data about how we live, " +
      "anonymised or not. It takes two readings with a season between them. That is long, and I am glad of it: a rule made in anger should have to cool.",
    commands,
    threads: [
      [
        ["arjun", "question", "Also when it is useful? Lucía measures our heating."],
        ["noor", "answer", "Lucía is a guest and we can see what she writes. This is about partners, who sign papers."],
      ],
      [
        ["layla", "reply", "في الصيدلية نعرف ما يكفي عن الناس. أنا مع."],
        ["ruth", "reply", "In thirty years on the bench I never saw a company give data back. I am for it."],
      ],
    ],
    summary:
      "An agreement that lets a partner read data about us is void. Read for the first time; once more in a season.",
    agree: 24,
    with: ["arjun", "samir", "ruth"],
  });
  tell(season, {
    by: "noor",
    day: 100,
    kind: "constitutional",
    title: "No partner may watch us, second reading",
    text: "The same words as in spring, to the letter. If you have changed your mind, that is what the season was for.",
    commands,
    threads: [
      [
        ["gwen", "question", "On air somebody asked me whether we have something to hide. What do I say?"],
        ["noor", "answer", "Say: curtains."],
      ],
    ],
    summary: "An agreement that lets a partner read data about us is void, for two years, and then we say it again.",
    frozenBy: "tom",
    agree: 33,
    with: ["arjun", "samir", "layla", "gwen"],
  });
};

export const meridian = (season: Season): void => {
  tell(season, {
    by: "maren",
    day: 75,
    kind: "weighty",
    title: "The Meridian Foundation pays for a new hall",
    text:
      "Meridian would pay for a new roof, a lift and a kitchen. They ask that the hall be called the Meridian Room for five years, and that they may " +
      "follow our 'participation data' for a study. I have sat on boards that would have kissed their feet. Let us be adults about this.",
    commands: signing({
      partner: "Meridian Foundation",
      sort: "foundation",
      purpose: "A roof, a lift and a kitchen for the hall.",
      weGive: ["The name Meridian Room on door and letters", "Participation data for a study of civic engagement"],
      theyGive: ["Sixty thousand for roof, lift and kitchen"],
      termMonths: 12,
      yes: {
        conditions: "The hall is called the Meridian Room in all communications.",
        dataAccess: "The Foundation may analyse attendance, contributions and votes of individual participants.",
        money: "Sixty thousand, in three parts.",
      },
    }),
    threads: [
      [
        [
          "elsie",
          "reply",
          "A lift. I have not been in that hall since I was eighty-six. I would let them call it Susan.",
        ],
        ["dorothy", "reply", "It has a name. But I would like you in it, Elsie."],
      ],
      [
        ["noor", "concern", "Votes of individual participants. Read clause four aloud to anybody in your kitchen."],
        ["maren", "reply", "It is a study, not a spy. We cannot live on soup and principle."],
        [
          "noor",
          "reply",
          "I will not object. The second reading of our rule takes effect before this could. Let us see what the charter says.",
        ],
      ],
      [
        [
          "idris",
          "reply",
          "القاعة بلا سقف جديد تبقى قاعة. والقاعة التي تعدّ أنفاسنا ليست قاعتنا. لكنّي تعبت من الدلو تحت السقف.",
        ],
      ],
    ],
    summary:
      "Meridian pays for roof, lift and kitchen; the hall bears its name, and it may study our participation, for a year.",
    frozenBy: "amina",
    agree: 18,
    with: ["elsie", "luca", "desmond"],
    without: ["arjun", "samir", "layla"],
    aside: [
      ["noor", "Not in my name, and not by my hand: I leave it to the charter."],
      ["salma", "من أجل المصعد فقط لا أعترض."],
      ["dorothy", "For Elsie's sake."],
    ],
  });
  tell(season, {
    by: "ruth",
    day: 50,
    title: "What we answer Meridian",
    text:
      "We adopted it, and our own rule did not let it through. So be it. I propose that we write: the roof and the lift with thanks, the name if it must be, " +
      "clause four never. If they still like us then, they can sign by spring. And a bucket rota until then.",
    threads: [
      [
        ["maren", "reply", "You will be proud and wet. I have said what I think and I am tired of saying it."],
        ["ruth", "reply", "You moved us to look at the roof, Maren. Nobody else had. I mean that."],
      ],
      [["bilal", "reply", "أنا والأولاد نتولّى الدلاء. سنسمّي كل دلو باسم."]],
      [["elsie", "reply", "I can wait for a lift. I have had practice."]],
    ],
    summary: "We ask Meridian again without clause four, and keep a rota for the buckets.",
    agree: 21,
    with: ["elsie", "dorothy", "noor", "bilal"],
    without: ["maren"],
  });
};
