/**
 * Two hearings. In the first the person answers, something is mended, and nobody is sent away. In the second somebody is, appeals, and a
 * panel drawn by lot takes it back. The surprising rule: what a case says stays among those who were there; no name of it is in a title.
 */
import { commitmentTo } from "../../../core/institutions/community/lot.ts";
import { idOf, ZERO_ID } from "../../../core/hash.ts";
import { daysAfter } from "../../../core/kernel/time.ts";
import type { Id } from "../../../core/kernel/types.ts";
import { command, community } from "../../../core/registry.ts";
import type { Name } from "../cast.ts";
import type { Season } from "../season.ts";
import { tell } from "../tale.ts";

const NO_CONTACT_DAYS = 10;

/** A drum at midnight, a word that should not have been said, an answer, and a carpet. */
export const drum = (season: Season): void => {
  let hearing = ZERO_ID;
  season.on([231, "21:20"], () => {
    hearing = season.does("yolanda", "exclusion.propose", (text) => ({
      member: season.memberOf("arjun"),
      reason: text(
        "Tres noches de tambor hasta la una, con mi madre enferma al otro lado de la pared. Cuando llamé, me dijo que me comprara una casa. No pido " +
          "que se vaya: pido que me escuche delante de alguien.",
      ),
      sharedPurpose: text("Que nos cuidemos también a través de las paredes."),
    }));
  });
  season.on([231, "22:05"], () => {
    season.does("huda", "exclusion.noContact", {
      hearing,
      with: season.memberOf("yolanda"),
      until: daysAfter(season.log.now, NO_CONTACT_DAYS),
    });
  });
  season.on([229, "07:45"], () => {
    season.does("arjun", "exclusion.reply", (text) => ({
      text: text(
        "It is true, all of it, the sentence about the house too. I had lost a contract that day and that is no excuse. I did not know about her mother. " +
          "I have moved the drum to the cellar.",
      ),
    }));
  });
  season.on([222, "19:30"], () => {
    season.does("arjun", "exclusion.reply", (text) => ({
      text: text(
        "We sat in Huda's kitchen tonight. I have laid a carpet, and I play for her mother on Sundays at four, on request.",
      ),
    }));
  });
  tell(season, {
    by: "yolanda",
    day: 213,
    title: "Las paredes: a quién llamar antes de enfadarse",
    text:
      "Lo mío se arregló con un carpintero, una alfombra y la cocina de Huda. Propongo que haya siempre dos personas a las que se pueda llamar de noche, por " +
      "ruido o por miedo, antes de decirse lo que no se desdice. Me ofrezco yo, y Arjun también.",
    threads: [
      [
        ["arjun", "reply", "I do. Who else would know how loud I am."],
        ["carmen", "reply", "Así se hace."],
      ],
    ],
    summary: "Dos personas contestan de noche cuando hay ruido o miedo.",
    agree: 19,
    with: ["arjun", "carmen", "huda"],
  });
};

/** The cash box of the locks, and what became of it. */
export const cashBox = (season: Season): void => {
  let hearing = ZERO_ID;
  season.on([179, "18:40"], () => {
    hearing = season.does("ilse", "exclusion.propose", (text) => ({
      member: season.memberOf("colin"),
      reason: text(
        "The box for the locks should hold six hundred and forty. It holds ninety, and for five weeks I was told that the parts were on their way. I counted " +
          "three times because I did not want it to be so.",
      ),
      sharedPurpose: text("That what we put together stays ours together, and that nobody has to lie to us."),
    }));
  });
  season.on([176, "23:10"], () => {
    season.does("colin", "exclusion.reply", (text) => ({
      text: text("I have nothing to say that would make it better. Ilse counted right."),
    }));
  });
  tell(season, {
    by: "ilse",
    day: 171,
    kind: "weighty",
    title: "After the hearing about the cash box",
    text:
      "I would rather have written anything else. The hearing is over; one sentence was said in it. I propose the exclusion, with the appeal that our charter gives, " +
      "and I shall be glad if somebody finds a reason to use it.",
    commands: () => [command("member.exclude", { hearing })],
    threads: [
      [
        [
          "rosa",
          "concern",
          "He has not opened his door since. I have been leaving soup. Somebody should be with him, whatever we decide.",
        ],
        ["thandi", "reply", "I will go. Not to talk about it. To bring the accordion back upstairs."],
      ],
      [["mariam", "reply", "الخطأ خطأ، والجار جار. لنترك الباب موارباً."]],
    ],
    summary: "The exclusion proposed in the hearing, with the right of appeal.",
    frozenBy: "ilse",
    agree: 16,
    without: ["colin", "rosa", "thandi", "george", "mariam"],
    aside: [["george", "I brought him here. I cannot say yes and I will not say no."]],
  });
  appeal(season, () => hearing);
  tell(season, {
    by: "colin",
    day: 113,
    title: "How I pay it back",
    text:
      "I was in debt, I was ashamed, and I took it. Two hundred is back in the box. I propose forty a month, and the locks of number 12 for nothing, " +
      "and that somebody else holds the box, for ever if you like. Thank you for drawing five people who listened.",
    threads: [
      [
        ["ilse", "reply", "I hold the box. You count it with me on first Tuesdays. There will be cake."],
        ["george", "reply", "Welcome home, you fool."],
      ],
    ],
    summary: "It is paid back by the month and in work, and from now on two people count the box.",
    agree: 26,
    with: ["ilse", "george", "rosa", "thandi", "mariam", "dorothy"],
  });
};

const SECRETS: readonly Name[] = ["hannah", "seun", "sofia", "ruth", "yusuf", "peter", "carmen", "niamh"];

/** Appeal, commitments, secrets, five people by lot: all overturn it but one. */
const appeal = (season: Season, hearing: () => Id): void => {
  const { log } = season;
  let appealed = ZERO_ID;
  const secretOf = (name: Name): Id => idOf(season.log.seedOf(`secret of ${name}`));
  const commitment = (name: Name): Id => commitmentTo(secretOf(name), hearing(), season.memberOf(name));
  season.on([142, "11:30"], () => {
    appealed = season.does("colin", "exclusion.appeal", (text) => ({
      text: text(
        "I did not speak at the hearing because I was ashamed of the reason, which is an ordinary one: I owed money and it was there. Thandi told me that this is what " +
          "an appeal is for. I do not ask you to say it was nothing. I ask to pay it back as your neighbour and not as a stranger.",
      ),
      commitment: commitment("colin"),
    }));
  });
  for (const name of SECRETS)
    season.on(season.someTime(141, 8, 22), () => {
      season.does(name, "panel.commit", { appeal: appealed, commitment: commitment(name) });
    });
  for (const name of [...SECRETS, "colin"] as const)
    season.on(season.someTime(139, 8, 22), () => {
      season.does(name, "panel.reveal", { appeal: appealed, secret: secretOf(name) });
    });
  season.on([136, "19:00"], () => {
    const panel = log.ask(community).hearing(appealed)?.appeal?.panel ?? [];
    for (const [seat, member] of panel.entries())
      season.soon(600 * (seat + 1), () => {
        season.does(season.nameOf(member), "panel.vote", {
          appeal: appealed,
          vote: seat === panel.length - 1 ? "uphold" : "overturn",
        });
      });
  });
};
