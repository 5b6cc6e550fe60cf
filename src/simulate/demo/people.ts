/**
 * How somebody comes in: a key of an invitation, a phone, a name. The surprising rule: a name is said again when its owner introduces
 * themselves, a few days after they came, as people do.
 */
import { daysAfter } from "../../core/kernel/time.ts";
import { everybody, hostOf, neighbour, type Name } from "./cast.ts";
import type { Text } from "./matter.ts";
import type { Season } from "./season.ts";

const INVITED_DAYS = 14;
const PHONE = { en: "phone", es: "teléfono", ar: "هاتف" } as const;

/** Everybody but the founder arrives on their day, and says a few words about themselves within the week. */
export const arrivals = (season: Season): void => {
  for (const [place, name] of everybody.entries()) {
    const host = hostOf(name);
    const { came } = neighbour(name);
    // In the order of the table, so that hosts are there before whom they bring on the same evening.
    const hour = 18 + Math.floor(place / 12);
    if (host !== null) season.on([came, `${hour}:${(place % 12) * 5}`], () => invites(season, name, host));
    season.after([came - 2, "18:00"], 0, 4000, () => introduces(season, name));
  }
};

const introduces = (season: Season, name: Name): void => {
  const { fullName, about } = neighbour(name);
  season.does(name, "member.introduce", (text) => ({ name: text(fullName), about: text(about) }));
};

/** The first evening people sit at one table; later an invitation lies a day or two in somebody's pocket. */
const invites = (season: Season, name: Name, host: Name): void => {
  const { log } = season;
  const { role, fullName, speaks } = neighbour(name);
  const key = log.hand(`invitation of ${name}`);
  const invitation = season.does(host, "member.invite", {
    key: key.signer.publicKey,
    role: role ?? "member",
    expiresAt: daysAfter(log.now, INVITED_DAYS),
    note: null,
  });
  season.soon(3, () => {
    const phone = log.hand(name);
    season.gives(name, phone);
    const joining = (text: Text): object => ({ invitation, name: text(fullName), label: text(PHONE[speaks]) });
    season.welcomes(name, season.does(name, "member.join", joining, [log.evidence("invitation", key, phone)]));
  });
};
