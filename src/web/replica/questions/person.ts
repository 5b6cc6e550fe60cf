/** One person, as the others may see them: no history, no figures; and for oneself, what one has said of oneself. */
import { community } from "../../../core/registry.ts";
import type { Standing } from "../../../core/institutions/community/standing.ts";
import type { Id } from "../../../core/kernel/types.ts";
import type { Reading } from "../reading.ts";

export type PersonDetails = {
  readonly id: Id;
  readonly ordinal: number;
  readonly name: string | null;
  readonly about: string | null;
  readonly standing: Standing;
  readonly joinedAt: number;
  readonly probationUntil: number | null;
  readonly leaveFrom: number | null;
  readonly leaveUntil: number | null;
  readonly offices: readonly { readonly office: string; readonly until: number }[];
  readonly isMe: boolean;
  readonly recovery: Id | null;
};

/** Null when there is no such member. */
export const person = (reading: Reading, { member }: { readonly member: number }): PersonDetails | null => {
  const asked = reading.ask(community);
  const row = asked.member(member);
  const standing = asked.standingOf(member);
  if (row === undefined || standing === null) return null;
  const me = reading.me === null ? null : asked.personOf(reading.me);
  return {
    id: row.id,
    ordinal: member,
    name: reading.text(row.name),
    about: reading.text(row.about),
    standing,
    joinedAt: row.joinedAt,
    probationUntil: row.probationUntil,
    leaveFrom: row.leaveFrom,
    leaveUntil: row.leaveUntil,
    offices: asked
      .officeHolders()
      .filter((office) => office.member === member)
      .map(({ office, until }) => ({ office, until })),
    isMe: me?.member === member,
    recovery: asked.recoveryOf(member)?.id ?? null,
  };
};
