/**
 * How it began: Rosa founds the assembly on a Monday evening, the neighbours come in one after another, and the first decision
 * gives the offices to other people than the founder, whose powers end with the fifth member.
 */
import { command } from "../../../core/registry.ts";
import { newMoonAfter } from "../../../core/season/sky.ts";
import { foundingBody, template } from "../../../core/templates/index.ts";
import type { Command, Instant } from "../../../core/kernel/types.ts";
import type { Name } from "../cast.ts";
import { arrivals } from "../people.ts";
import type { Season } from "../season.ts";
import { tell } from "../tale.ts";

export const FIRST_DAY = 371;

/** Decided at the founding table, where they differ from the template: who comes in decides at once; guests are to be tried out first. */
const CHANGES = [
  { path: "membership.probationDays", value: 0 },
  { path: "membership.invitationDays", value: 60 },
  { path: "classes.urgent.ratifyDays", value: 14 },
  { path: "systems.guests", value: false },
];

export const founding = (season: Season): void => {
  const { log } = season;
  season.on([FIRST_DAY, "17:30"], () => {
    season.gives("rosa", log.hand("rosa"));
    const founded = season.does("rosa", "charter.found", (text) =>
      foundingBody(template("neighbourhood"), {
        name: text("Alder Row Neighbourhood Assembly"),
        purpose: text("To look after each other and the streets we share, and to decide together what we owe to whom."),
        locale: "en",
        nodeKey: log.node.signer.publicKey,
        changes: CHANGES,
      }),
    );
    season.welcomes("rosa", founded);
  });
  arrivals(season);
};

type Seats = readonly (readonly [Name, string])[];
const appointing = (season: Season, seats: Seats, until: () => Instant) => (): readonly Command[] =>
  seats.map(([name, office]) => command("office.appoint", { office, member: season.memberOf(name), until: until() }));

const FIRST_TERM_ENDS = 181;

export const firstOffices = (season: Season): void => {
  const until = (): Instant => season.instant([FIRST_TERM_ENDS, "12:00"]);
  tell(season, {
    by: "rosa",
    day: 360,
    title: "Who holds what in our first months",
    text:
      "I started this, so I should be the first to let go of it. Huda and George are willing to be our stewards: they help " +
      "when somebody loses a phone, and they look after people when things get rough. Inés and Peter will facilitate. All four " +
      "for half a year, then somebody else.",
    commands: appointing(
      season,
      [
        ["huda", "steward"],
        ["george", "steward"],
        ["ines", "facilitator"],
        ["peter", "facilitator"],
      ],
      until,
    ),
    threads: [
      [
        ["noor", "question", "Can a steward read my messages, or see who voted for what?"],
        [
          "rosa",
          "answer",
          "No. A steward can vouch for you when your phone is gone, and nothing more. Votes are open to all of us.",
        ],
        ["noor", "reply", "Good. Then I am for it."],
      ],
      [["george", "reply", "Forty years of other people's letters and I never opened one. I will manage a few keys."]],
    ],
    summary: "Two stewards and two facilitators, named in the proposal, serve for half a year.",
    agree: 13,
  });
  season.on([252, "09:10"], () => season.does("george", "office.resign", { office: "steward" }));
  tell(season, {
    by: "huda",
    day: 251,
    title: "من يكمل مدّة الأمانة",
    text: "جورج سيُجري عملية في وركه ويحتاج إلى الراحة. أقترح أن تكمل بريجيت مدّته أمينةً معي إلى نهايتها. هي تسمع كل شيء ولا تعيد شيئاً، وهذا نصف العمل.",
    commands: appointing(season, [["bridget", "steward"]], until),
    threads: [
      [
        [
          "george",
          "reply",
          "Thank you, Huda. I had your text read to me by Layla, twice, the second time for pleasure.",
        ],
        ["bridget", "reply", "Happy to. I can do it between two haircuts."],
      ],
    ],
    summary: "أمينةٌ جديدة إلى نهاية المدّة.",
    agree: 15,
    with: ["bridget", "layla", "yusuf"],
  });
};

/** Six months later nobody had thought of it: the offices ended by themselves, and for a month there were none. */
export const secondOffices = (season: Season): void => {
  tell(season, {
    by: "rosa",
    day: 151,
    title: "Who holds what, second half of the year",
    text:
      "For a month nobody has held an office here. They ended by themselves, as we wrote it, and none of us looked. I find it rather " +
      "wonderful that nothing broke, but somebody will lose a phone. Dorothy and Kwame as stewards, Amina and Tom to facilitate. Who served " +
      "until spring rests.",
    commands: appointing(
      season,
      [
        ["dorothy", "steward"],
        ["kwame", "steward"],
        ["amina", "facilitator"],
        ["tom", "facilitator"],
      ],
      () => newMoonAfter(season.end),
    ),
    threads: [
      [
        [
          "peter",
          "reply",
          "I sat in a meeting and did not know what to do with my hands. Resting is harder than it looks.",
        ],
        ["ines", "reply", "A mí me ha encantado. He llegado tarde a dos reuniones y nadie me miró."],
      ],
    ],
    summary: "Two stewards and two facilitators, whom members know, until the new moon at which their term ends.",
    agree: 19,
    with: ["dorothy", "kwame", "amina", "tom", "peter"],
  });
};
