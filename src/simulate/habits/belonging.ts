/** Coming, being away, going: what people do about belonging to a community. */
import { DAY_MS, HOUR_MS, instantOf } from "../../core/kernel/time.ts";
import type { Id, Instant } from "../../core/kernel/types.ts";
import type { Deed, Habit, Mind } from "../people/society.ts";

/** More would make a world slow rather than strange. */
const PEOPLE_MAX = 14;

const later = ({ now }: Mind, days: number): Instant => instantOf(now + days * DAY_MS);

const someOther = (mind: Mind, wanted: (member: { readonly role: string }) => boolean) => {
  const own = mind.self?.member;
  const others = mind.community
    .members()
    .filter((other) => other.ordinal !== own && other.ended === null && wanted(other));
  return others.length === 0 ? null : mind.dice.pick(others);
};

const invite: Habit = {
  name: "invite",
  weight: 12,
  tries: (mind) => {
    if (mind.society.people.length >= PEOPLE_MAX) return null;
    return inviting(mind, mind.dice.perMille(200) ? "guest" : "member", mind.dice.between(1, 15));
  },
};

export const inviting = (mind: Mind, role: "member" | "guest", days: number): Deed => {
  const key = mind.society.device();
  const body = () => ({ key: key.key, role, expiresAt: later(mind, days), note: null });
  return mind.deed("member.invite", body, { then: ({ id }) => void mind.society.arrives({ invitation: id, key }) });
};

/** Whoever holds a pass tries to come in, more than once if need be. */
export const join = (mind: Mind, origin: NonNullable<Mind["origin"]>) => {
  const { pass } = mind.person;
  if (pass === null) return null;
  const evidence = [pass.key.vouch("invitation", origin, mind.device.key)];
  return mind.deed("member.join", (text) => ({ invitation: pass.invitation, name: text(), label: null }), { evidence });
};

const sponsor: Habit = {
  name: "sponsor",
  weight: 6,
  tries: (mind) => {
    const open = mind.community.invitations();
    return open.length === 0 ? null : mind.deed("member.sponsor", () => ({ invitation: mind.dice.pick(open).id }));
  },
};

const uninvite: Habit = {
  name: "uninvite",
  weight: 1,
  tries: (mind) => {
    const open = mind.community.invitations();
    return open.length === 0 ? null : mind.deed("member.uninvite", () => ({ invitation: mind.dice.pick(open).id }));
  },
};

const introduce: Habit = {
  name: "introduce",
  weight: 4,
  tries: (mind) => mind.deed("member.introduce", (text) => ({ name: text(), about: text() })),
};

const takeLeave: Habit = {
  name: "takeLeave",
  weight: 2,
  tries: (mind) => {
    const from = instantOf(mind.now + mind.dice.below(48) * HOUR_MS);
    return mind.deed("member.takeLeave", () => ({ from, until: instantOf(from + mind.dice.between(1, 20) * DAY_MS) }));
  },
};

const comeBack: Habit = {
  name: "comeBack",
  weight: 4,
  tries: (mind) => (mind.self?.standing === "onLeave" ? mind.deed("member.return", () => ({})) : null),
};

const leave: Habit = {
  name: "leave",
  weight: 1,
  tries: (mind) => (mind.community.totals.members > 7 ? mind.deed("member.leave", () => ({})) : null),
};

const welcomeGuest: Habit = {
  name: "welcomeGuest",
  weight: 4,
  tries: (mind) => {
    const guest = someOther(mind, ({ role }) => role === "guest");
    return guest === null ? null : mind.deed("member.welcomeGuest", () => ({ member: guest.id }));
  },
};

const renewGuest: Habit = {
  name: "renewGuest",
  weight: 2,
  tries: (mind) => {
    const guest = someOther(mind, ({ role }) => role === "guest");
    return guest === null ? null : mind.deed("member.renewGuest", () => ({ member: guest.id }));
  },
};

const resign: Habit = {
  name: "resign",
  weight: 2,
  tries: (mind) => {
    const held = mind.community.officeHolders().find(({ member }) => member === mind.self?.member);
    return held === undefined ? null : mind.deed("office.resign", () => ({ office: held.office }));
  },
};

const REASONS = ["author", "safeguarding", "law"] as const;

/** Of an accord, which strangers read too; the node then says in the public log what is gone. */
const erasePublic: Habit = {
  name: "erasePublic",
  weight: 3,
  tries: (mind) => {
    const { deliberation, self } = mind;
    const isOwn = (decision: Id): boolean => {
      const ordinal = deliberation.resolve(decision);
      return ordinal !== undefined && deliberation.proposal(ordinal)?.author === self?.member;
    };
    const signed = mind.accords.register(6).filter(({ row }) => isOwn(row.signedBy) || mind.dice.perMille(100));
    if (signed.length === 0) return null;
    const { row } = mind.dice.pick(signed);
    const reason = mind.dice.perMille(700) ? "author" : mind.dice.pick(REASONS);
    return mind.deed("text.erase", () => ({ hashes: [row.purpose, ...row.weGive], reason }));
  },
};

const erase: Habit = {
  name: "erase",
  weight: 6,
  tries: (mind) => {
    const own = mind.self?.member;
    const members = mind.community.members();
    const whose = mind.dice.perMille(700) ? members.filter(({ ordinal }) => ordinal === own) : members;
    const about = whose.length === 0 ? null : mind.dice.pick(whose).about;
    const reason = mind.dice.pick(REASONS);
    return about === null ? null : mind.deed("text.erase", () => ({ hashes: [about], reason }));
  },
};

export const belonging: readonly Habit[] = [
  invite,
  sponsor,
  uninvite,
  introduce,
  takeLeave,
  comeBack,
  leave,
  welcomeGuest,
  renewGuest,
  resign,
  erase,
  erasePublic,
];
