/**
 * How it began: Rosa founds the assembly on a Monday evening, the neighbours come in one after another, and the first decision
 * gives the offices to other people than the founder, whose powers end with the fifth member.
 */
import { daysAfter } from "../../../core/kernel/time.ts";
import { command } from "../../../core/registry.ts";
import { foundingBody, template } from "../../../core/templates/index.ts";
import { allBut, cast, everybody, type Name } from "../cast.ts";
import { Matter, type Text } from "../matter.ts";
import type { Season, When } from "../season.ts";

export const FIRST_DAY = 163;

/** Decided at the founding table, where they differ from the template: who comes in decides at once; guests are to be tried out first. */
const CHANGES = [
  { path: "membership.probationDays", value: 0 },
  { path: "membership.invitationDays", value: 60 },
  { path: "classes.urgent.ratifyDays", value: 14 },
  { path: "systems.guests", value: false },
];

const ARRIVALS: readonly (readonly [Name, Name, When])[] = [
  ["dorothy", "rosa", [163, "19:05"]],
  ["tom", "rosa", [163, "20:10"]],
  ["amina", "rosa", [162, "10:40"]],
  ["jelena", "tom", [162, "15:30"]],
  ["samir", "jelena", [160, "21:15"]],
  ["grace", "dorothy", [159, "09:20"]],
  ["mateo", "jelena", [158, "13:50"]],
  ["hyejin", "amina", [157, "18:05"]],
  ["kwame", "tom", [155, "17:45"]],
  ["noor", "amina", [154, "22:30"]],
  ["ilse", "dorothy", [152, "11:00"]],
];

const INVITED_DAYS = 14;

export const founding = (season: Season): void => {
  const { log } = season;
  season.on([FIRST_DAY, "18:30"], () => {
    season.gives("rosa", log.hand("rosa"));
    const founded = season.does("rosa", "charter.found", (text) =>
      foundingBody(template("neighbourhood"), {
        name: text("Alder Row Neighbourhood Assembly"),
        purpose: text("To look after each other and the street we share, and to decide together what we owe to whom."),
        locale: "en",
        nodeKey: log.node.signer.publicKey,
        changes: CHANGES,
      }),
    );
    season.welcomes("rosa", founded);
  });
  for (const [name, host, when] of ARRIVALS) season.on(when, () => arrives(season, name, host));
  for (const [place, name] of everybody.entries())
    season.after([151 - place, "19:00"], 0, 180, () => {
      const { fullName, about } = cast[name];
      season.does(name, "member.introduce", (text) => ({ name: text(fullName), about: text(about) }));
    });
};

/** Invited, and in within the hour: the link came by text message. */
const arrives = (season: Season, name: Name, host: Name): void => {
  const { log } = season;
  const key = log.hand(`invitation of ${name}`);
  const invitation = season.does(host, "member.invite", {
    key: key.signer.publicKey,
    role: "member",
    expiresAt: daysAfter(log.now, INVITED_DAYS),
    note: null,
  });
  const phone = log.hand(name);
  season.gives(name, phone);
  const joining = (text: Text): object => ({
    invitation,
    name: text(cast[name].fullName),
    label: text("phone"),
  });
  season.welcomes(name, season.does(name, "member.join", joining, [log.evidence("invitation", key, phone)]));
};

const OFFICES: readonly (readonly [Name, string])[] = [
  ["dorothy", "steward"],
  ["kwame", "steward"],
  ["amina", "facilitator"],
  ["tom", "facilitator"],
];

export const offices = (season: Season): void => {
  const until = season.instant([-20, "12:00"]);
  new Matter(season, "rosa", "ordinary", [151, "09:30"], {
    title: "Who holds what in our first season",
    text:
      "I started this, so I should be the first to let go of it. Dorothy and Kwame are willing to be our stewards: they help " +
      "when somebody loses a phone, and they look after people when things get rough. Amina and Tom will facilitate. All four " +
      "until the end of the season, then somebody else.",
    commands: () =>
      OFFICES.map(([name, office]) => command("office.appoint", { office, member: season.memberOf(name), until })),
  })
    .opens([151, "09:40"])
    .thread(
      [150, "20:15"],
      "noor",
      "question",
      "Can a steward read my messages, or see who voted for what?",
      [
        "rosa",
        "answer",
        "No. A steward can vouch for you when your phone is gone, and nothing more. Votes are open to all of us or to nobody.",
      ],
      ["noor", "reply", "Good. Then I am for it."],
    )
    .freezes(
      [146, "19:30"],
      "rosa",
      "Two stewards and two facilitators, named in the proposal, serve until the season ends.",
    )
    .consents([146, "19:40"], allBut("samir"));
};
