/** What happens to people: a leave for a newborn, a phone in the canal, a second device, a step back from an office. */
import type { Season } from "../season.ts";

export const leave = (season: Season): void => {
  season.on([60, "04:50"], () => {
    season.does("samir", "member.takeLeave", { from: season.log.now, until: season.instant([-20, "12:00"]) });
  });
};

/** Grace's phone fell from the bridge. Three people who know her vouch for the new one; three days later it is hers. */
export const lostPhone = (season: Season): void => {
  const { log } = season;
  const phone = log.hand("grace's new phone");
  let recovery = "";
  season.on([50, "12:20"], () => {
    const body = { member: season.memberOf("grace"), newKey: phone.signer.publicKey };
    recovery = season.does("tom", "recovery.start", body, [log.evidence("device", phone, season.hand("tom"))]);
  });
  season.after([50, "13:00"], 0, 120, () => void season.does("rosa", "recovery.support", { recovery }));
  season.after([50, "16:00"], 0, 120, () => void season.does("dorothy", "recovery.support", { recovery }));
  season.on([46, "10:00"], () => season.gives("grace", phone));
  season.on([46, "10:10"], () => {
    season.does("grace", "member.introduce", (text) => ({
      name: text("Grace Lindqvist"),
      about: text("The garden behind number 9. New phone, same hands. Thank you, Tom, Rosa and Dorothy."),
    }));
  });
};

export const secondDevice = (season: Season): void => {
  const { log } = season;
  const tablet = log.hand("hyejin's tablet");
  season.on([90, "21:40"], () => {
    const evidence = [log.evidence("device", tablet, season.hand("hyejin"))];
    const adding = (text: (words: string) => string): object => ({
      key: tablet.signer.publicKey,
      label: text("tablet"),
    });
    season.does("hyejin", "device.add", adding, evidence);
  });
};
