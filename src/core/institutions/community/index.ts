/**
 * The community: who belongs to it, by which devices, in which offices, and how somebody is excluded or gets lost devices back
 * (SPEC S2, and of S1, S5 and S36 what a beginning needs). It is founded by hearing the charter's founding; its README says
 * the rest. No public act ever depends on it.
 */
import { accept } from "../../kernel/refusal.ts";
import { deadline } from "../../kernel/time.ts";
import type { Institution } from "../../kernel/types.ts";
import type { Signal } from "../../signals.ts";
import { appeals } from "./acts/appeal.ts";
import { devices } from "./acts/devices.ts";
import { exclusion } from "./acts/exclusion.ts";
import { invitations } from "./acts/invitations.ts";
import { membership } from "./acts/membership.ts";
import { offices } from "./acts/offices.ts";
import { recovery } from "./acts/recovery.ts";
import { texts } from "./acts/texts.ts";
import { nextDue } from "./dues.ts";
import type { CommunityEvent } from "./events.ts";
import { evolve } from "./evolve.ts";
import { MOON_MS } from "./limits.ts";
import { CommunityQuestions } from "./questions.ts";
import { settle } from "./settle.ts";
import { initial, type State } from "./state.ts";
import type { View } from "./view.ts";

export const community: Institution<State, CommunityEvent, View, CommunityQuestions> = {
  name: "community",
  audience: "members",
  initial,
  acts: [...invitations, ...membership, ...devices, ...offices, ...exclusion, ...appeals, ...recovery, ...texts],
  evolve,
  nextDue,
  due: settle,
  tell: (event) => told(event),
  hear: {
    "community.founded": ({ last }, { origin, founder }, { at }) =>
      last.member > 0
        ? accept()
        : accept({ kind: "member.founded", id: origin, key: founder, foundingUntil: deadline(at, MOON_MS) }),
  },
  ask: (state, at) => new CommunityQuestions(state, at),
};

const NOTHING: readonly Signal[] = [];
/** What others need to hear. An excluded member is gone at once: an appeal gives nothing back until it is won. */
const told = (event: CommunityEvent): readonly Signal[] => {
  if (event.kind === "office.ended") return [{ kind: "office.ended", office: event.office, member: event.member }];
  if (event.kind === "member.left" || event.kind === "guest.ended" || event.kind === "member.excluded")
    return [{ kind: "member.gone", member: event.member }];
  return NOTHING;
};

export { refusals } from "./refusals.ts";
