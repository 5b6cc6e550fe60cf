/** Exclusion, hearing and appeal: the rarest habits, each of which must still be right. */
import { DAY_MS, instantOf } from "../../core/kernel/time.ts";
import { idOf } from "../../core/hash.ts";
import { commitmentTo } from "../../core/institutions/community/lot.ts";
import type { Id } from "../../core/kernel/types.ts";
import type { Habit, Mind } from "../people/society.ts";

const propose: Habit = {
  name: "proposeExclusion",
  weight: 2,
  tries: (mind) => {
    const own = mind.self?.member;
    const others = mind.community.members().filter(({ ordinal, ended }) => ordinal !== own && ended === null);
    if (others.length === 0 || mind.community.hearings().length > 1) return null;
    const { id } = mind.dice.pick(others);
    return mind.deed("exclusion.propose", (text) => ({ member: id, reason: text(), sharedPurpose: text() }));
  },
};

const reply: Habit = {
  name: "replyInHearing",
  weight: 4,
  tries: (mind) => {
    const own = mind.self?.member;
    const isAccused = mind.community.hearings().some(({ member }) => member === own);
    return isAccused ? mind.deed("exclusion.reply", (text) => ({ text: text() })) : null;
  },
};

/** Who may order it does; now and then somebody tries who may not, or for too long. */
const noContact: Habit = {
  name: "noContact",
  weight: 12,
  tries: (mind) => {
    const { self, community } = mind;
    const hearings = community
      .hearings()
      .filter(({ phase }) => phase === "hearing" || phase === "heard" || mind.dice.perMille(100));
    const may = self !== null && ["safeguard", "steward"].some((power) => community.holdsPower(self.member, power));
    if (hearings.length === 0 || !(may || mind.dice.perMille(100))) return null;
    const until = instantOf(mind.now + mind.dice.pick([0, 1, 1, 2, 3, 14]) * DAY_MS);
    const [hearing, other] = [mind.dice.pick(hearings).id, mind.dice.pick(community.members()).id];
    return mind.deed("exclusion.noContact", () => ({ hearing, with: other, until }));
  },
};

/** A secret for the lot, kept by the person until it is to be opened. */
const secretFor = (mind: Mind, appeal: Id): Id => {
  const secret = mind.person.secrets.get(appeal) ?? idOf(mind.dice.bytes(32));
  mind.person.secrets.set(appeal, secret);
  return secret;
};

export const appeal: Habit = {
  name: "appeal",
  weight: 12,
  tries: (mind) => {
    const { self } = mind;
    const row = self === null ? undefined : mind.community.member(self.member);
    const hearing = mind.community.hearings().find(({ ordinal }) => ordinal === row?.hearing);
    if (row === undefined || hearing?.phase !== "excluded") return null;
    // The appeal has no id before it is signed, so its author's secret is kept under the hearing's.
    const commitment = commitmentTo(secretFor(mind, hearing.id), hearing.id, row.id);
    return mind.deed("exclusion.appeal", (text) => ({ text: text(), commitment }));
  },
};

export const lot: Habit = {
  name: "lot",
  weight: 50,
  tries: (mind) => {
    const { self } = mind;
    const row = self === null ? undefined : mind.community.member(self.member);
    const open = mind.community.hearings().find(({ phase }) => phase === "committing" || phase === "revealing");
    if (row === undefined || open === undefined || open.appeal === null) return null;
    const { appeal: named, id, phase } = { ...open, appeal: open.appeal.id };
    const secret = secretFor(mind, id);
    if (phase === "revealing") return mind.deed("panel.reveal", () => ({ appeal: named, secret }));
    return mind.deed("panel.commit", () => ({ appeal: named, commitment: commitmentTo(secret, id, row.id) }));
  },
};

export const judge: Habit = {
  name: "panelVote",
  weight: 8,
  tries: (mind) => {
    const open = mind.community.hearings().find(({ phase }) => phase === "panel");
    const named = open?.appeal?.id;
    if (named === undefined) return null;
    return mind.deed("panel.vote", () => ({ appeal: named, vote: mind.dice.pick(["uphold", "overturn"]) }));
  },
};

export const hearing: readonly Habit[] = [propose, reply, noContact, appeal, lot, judge];
