/** The last days: a bench that cools off, and visitors for whom the door stands open. */
import { daysAfter } from "../../../core/kernel/time.ts";
import type { Id } from "../../../core/kernel/types.ts";
import { everybody, type Name } from "../cast.ts";
import { Matter } from "../matter.ts";
import type { Season } from "../season.ts";

export const bench = (season: Season): void => {
  new Matter(season, "tom", "ordinary", [9, "12:30"], {
    title: "A bench under the plane tree",
    text: "I have oak left from the stairs of number 7. Give me one Saturday and two people who can hold a plank, and there is a bench.",
    reviewDays: 150,
  })
    .opens([9, "12:35"])
    .thread([8, "17:50"], "noor", "question", "With a back? Dorothy needs one with a back.", [
      "tom",
      "answer",
      "With a back, and arms to get up by.",
    ])
    .freezes([4, "18:00"], "tom", "One of us builds an oak bench with back and arms under the plane tree.")
    .consents([4, "18:05"], ["tom", "noor", "dorothy", "rosa", "kwame", "ilse", "mateo"], 300);
};

export type VisitorInvitation = { readonly invitation: Id; readonly seed: Uint8Array };

const OPEN_DOORS: readonly Name[] = everybody.filter((name) => name !== "samir" && name !== "grace");
/** As many as one member may have open at once. */
const EACH = 20;
const VISITING_DAYS = 30;

/** An open day: ten members invite twenty visitors each, as anybody may. Filled while the season is lived. */
export const openDay = (season: Season): readonly VisitorInvitation[] => {
  const given: VisitorInvitation[] = [];
  const { log } = season;
  for (const [place, name] of OPEN_DOORS.entries())
    season.after([1, "10:00"], place * EACH, (place + 1) * EACH, () => {
      for (let i = 0; i < EACH; i += 1) {
        const visitor = `visitor ${place * EACH + i}`;
        const invitation = season.does(name, "member.invite", {
          key: log.hand(visitor).signer.publicKey,
          role: "member",
          expiresAt: daysAfter(season.end, VISITING_DAYS),
          note: null,
        });
        given.push({ invitation, seed: log.seedOf(visitor) });
      }
    });
  return given;
};
