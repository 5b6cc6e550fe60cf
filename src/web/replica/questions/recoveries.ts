/** Lost devices under way: for whom, who helps, what is still needed, and when it is done. */
import { charter, community } from "../../../core/registry.ts";
import type { RecoveryPhase } from "../../../core/institutions/community/state.ts";
import type { Id } from "../../../core/kernel/types.ts";
import type { Reading } from "../reading.ts";

type Somebody = { readonly ordinal: number; readonly name: string | null };
export type RecoveryLine = {
  readonly id: Id;
  readonly member: Somebody;
  readonly phase: RecoveryPhase;
  readonly supporters: readonly Somebody[];
  readonly stewards: number;
  readonly needed: { readonly people: number; readonly stewards: number; readonly orPeople: number | null };
  readonly dueAt: number;
  readonly isAboutMe: boolean;
  readonly iSupport: boolean;
  readonly iStarted: boolean;
};
export type Recoveries = {
  readonly recoveries: readonly RecoveryLine[];
  readonly waitingHours: number;
  /** Whom I could start one for: everybody else who belongs. */
  readonly others: readonly (Somebody & { readonly id: Id })[];
};

export const recoveries = (reading: Reading): Recoveries => {
  const asked = reading.ask(community);
  const rules = reading.ask(charter);
  const me = reading.me === null ? null : (asked.personOf(reading.me)?.member ?? null);
  const somebody = (ordinal: number): Somebody => ({
    ordinal,
    name: reading.text(asked.member(ordinal)?.name ?? null),
  });
  const thresholds = {
    members: rules.whole("recovery.members"),
    stewards: rules.whole("recovery.stewards"),
    membersAfterObjection: rules.whole("recovery.membersAfterObjection"),
  };
  return {
    recoveries: asked.recoveries().map((row) => ({
      id: row.id,
      member: somebody(row.member),
      phase: row.phase,
      supporters: row.supporters.map(somebody),
      stewards: row.stewards.length,
      needed: asked.supportNeeded(row, thresholds),
      dueAt: row.dueAt,
      isAboutMe: row.member === me,
      iSupport: me !== null && row.supporters.includes(me),
      iStarted: row.starter === me,
    })),
    waitingHours: rules.whole("recovery.waitingHours"),
    others: asked
      .members()
      .filter(({ ordinal, ended, recovery }) => ended === null && ordinal !== me && recovery === 0)
      .map(({ ordinal, id }) => ({ ...somebody(ordinal), id })),
  };
};
