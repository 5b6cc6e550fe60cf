/** Who is getting lost devices back: who vouches, what is still needed, and until when an old key may object. Members only. */
import { charter, community } from "../../core/registry.ts";
import type { Call } from "../call.ts";
import { isoOf, whenOf } from "../instants.ts";
import { personOf } from "./person.ts";
import type { View } from "./view.ts";

/** All that are open, or the one of this number. */
export const recoveriesOf = (view: View, number: number | null) => {
  const people = view.askMembers(community);
  const rules = view.ask(charter);
  const thresholds = {
    members: rules.whole("recovery.members"),
    stewards: rules.whole("recovery.stewards"),
    membersAfterObjection: rules.whole("recovery.membersAfterObjection"),
  };
  const open = people.recoveries().filter(({ ordinal }) => number === null || ordinal === number);
  return Promise.all(
    open.map(async (row) => ({
      number: row.ordinal,
      id: row.id,
      member: await personOf(view, row.member),
      starter: await personOf(view, row.starter),
      phase: row.phase,
      isObjected: row.isObjected,
      startedAt: isoOf(row.startedAt),
      until: isoOf(row.dueAt),
      supporters: await Promise.all(row.supporters.map((member) => personOf(view, member))),
      stewards: row.stewards.length,
      needed: { ...people.supportNeeded(row, thresholds) },
    })),
  );
};
export type Recoveries = Awaited<ReturnType<typeof recoveriesOf>>;

export const recoveryLines = (call: Call, recoveries: Recoveries): readonly string[] =>
  recoveries.length === 0
    ? [call.say("cli.show.noRecoveries")]
    : recoveries.flatMap(({ number, id, member, phase, until, supporters, stewards, needed }) => [
        call.say("cli.show.recovery", { number, name: member.name ?? member.number, phase, when: whenOf(until) }),
        `     ${id}`,
        call.say("cli.show.support", {
          have: supporters.length,
          needed: needed.people,
          stewards,
          stewardsNeeded: needed.stewards,
        }),
      ]);
