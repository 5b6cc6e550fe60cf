/** What happens to people: leaves, farewells, a phone in the canal and one in the bread bin, a second device, guests who stay longer. */
import { daysAfter } from "../../../core/kernel/time.ts";
import type { Name } from "../cast.ts";
import type { Text } from "../matter.ts";
import type { Season } from "../season.ts";
import { tell } from "../tale.ts";

export const leaves = (season: Season): void => {
  season.on([60, "04:50"], () => {
    season.does("samir", "member.takeLeave", { from: season.log.now, until: season.instant([-20, "12:00"]) });
  });
  season.on([24, "10:00"], () => {
    season.does("karim", "member.takeLeave", { from: season.log.now, until: season.instant([-33, "12:00"]) });
  });
  season.on([196, "08:10"], () => {
    season.does("pilar", "member.takeLeave", { from: season.log.now, until: season.instant([150, "12:00"]) });
  });
  season.on([172, "21:00"], () => season.does("pilar", "member.return", {}));
};

/** Desmond moved to the sea, with a party; Maren left cross, and wrote why before she went. */
export const farewells = (season: Season): void => {
  tell(season, {
    by: "farida",
    day: 131,
    title: "A proper goodbye",
    text: "He leaves us in ten days for his daughter and the sea. Sunday, courtyard, four o'clock. Everybody whose hair he ever cut brings a dish. That is everybody.",
    reviewDays: 30,
    threads: [
      [
        ["desmond", "reply", "No speeches. Peter, I mean you."],
        ["peter", "reply", "Forty minutes, then. As a compromise."],
      ],
    ],
    summary: "We say goodbye on Sunday at four in the courtyard.",
    agree: 24,
    with: ["peter", "mateo", "anh"],
  });
  season.on([119, "09:00"], () => departs(season, "desmond"));
  season.on([41, "22:30"], () => departs(season, "maren"));
};

const departs = (season: Season, name: Name): void => {
  season.does(name, "member.leave", {});
  season.fallsSilent(name);
};

/** Grace's phone fell from the bridge. Three people who know her vouch for the new one; three days later it is hers. */
export const lostPhone = (season: Season): void => {
  const { log } = season;
  const phone = log.hand("grace's new phone");
  let recovery = "";
  season.on([50, "11:50"], () => season.fallsSilent("grace"));
  season.on([50, "12:20"], () => {
    const body = { member: season.memberOf("grace"), newKey: phone.signer.publicKey };
    recovery = season.does("tom", "recovery.start", body, [log.evidence("device", phone, season.hand("tom"))]);
  });
  season.after([50, "13:00"], 0, 120, () => void season.does("rosa", "recovery.support", { recovery }));
  season.after([50, "16:00"], 0, 120, () => void season.does("dorothy", "recovery.support", { recovery }));
  season.on([46, "10:00"], () => {
    season.gives("grace", phone);
    season.speaksAgain("grace");
  });
  season.on([46, "10:10"], () => {
    season.does("grace", "member.introduce", (text) => ({
      name: text("Grace Lindqvist"),
      about: text("The garden behind number 9. New phone, same hands. Thank you, Tom, Rosa and Dorothy."),
    }));
  });
};

/** Elsie was thought to have lost hers. It was in the bread bin, and it could still object. */
export const breadBin = (season: Season): void => {
  const { log } = season;
  let recovery = "";
  season.on([116, "09:30"], () => {
    const phone = log.hand("a phone for elsie");
    const body = { member: season.memberOf("elsie"), newKey: phone.signer.publicKey };
    recovery = season.does("bridget", "recovery.start", body, [log.evidence("device", phone, season.hand("bridget"))]);
  });
  season.on([116, "10:15"], () => season.does("wren", "recovery.support", { recovery }));
  season.on([116, "10:40"], () => season.does("wren", "recovery.withdraw", { recovery }));
  season.on([116, "11:00"], () => season.does("hannah", "recovery.support", { recovery }));
  season.on([116, "11:30"], () => season.does("kwame", "recovery.support", { recovery }));
  season.on([116, "16:00"], () => season.does("elsie", "recovery.object", { recovery }));
  season.on([116, "16:20"], () => season.does("bridget", "recovery.cancel", { recovery }));
};

export const devices = (season: Season): void => {
  const { log } = season;
  const tablet = log.hand("hyejin's tablet");
  season.on([190, "21:40"], () => {
    const evidence = [log.evidence("device", tablet, season.hand("hyejin"))];
    const adding = (text: Text): object => ({ key: tablet.signer.publicKey, label: text("tablet") });
    season.does("hyejin", "device.add", adding, evidence);
  });
  season.on([64, "20:00"], () => season.does("hyejin", "device.remove", { key: tablet.signer.publicKey }));
  const laptop = log.hand("gwen's laptop");
  season.on([77, "19:00"], () => {
    const adding = (text: Text): object => ({ key: laptop.signer.publicKey, label: text("laptop in the studio") });
    season.does("gwen", "device.add", adding, [log.evidence("device", laptop, season.hand("gwen"))]);
  });
};

/** Zainab became a member, Lucía stays on from season to season, and one invitation went to the wrong number. */
export const guestsStay = (season: Season): void => {
  for (const day of [182, 95, 12])
    season.on([day, "12:15"], () => season.does("hyejin", "member.renewGuest", { member: season.memberOf("lucia") }));
  season.on([241, "20:10"], () => season.does("huda", "member.welcomeGuest", { member: season.memberOf("zainab") }));
  season.on([88, "18:00"], () => {
    const key = season.log.hand("invitation to a wrong number");
    const invitation = season.does("luca", "member.invite", (text) => ({
      key: key.signer.publicKey,
      role: "member",
      expiresAt: daysAfter(season.log.now, 14),
      note: text("For my cousin Aldo"),
    }));
    season.on([88, "18:20"], () => season.does("luca", "member.uninvite", { invitation }));
  });
  season.on([2, "17:00"], () => comesNext(season));
};

/** Somebody who is expected any day: Anh invited her, and Dorothy stands for her too. */
const comesNext = (season: Season): void => {
  const key = season.log.hand("invitation of a cellist");
  const invitation = season.does("anh", "member.invite", (text) => ({
    key: key.signer.publicKey,
    role: "member",
    expiresAt: daysAfter(season.log.now, 14),
    note: text("The cellist who moves into number 6. She has seen us argue and wants to come anyway."),
  }));
  season.soon(90, () => season.does("dorothy", "member.sponsor", { invitation }));
};
