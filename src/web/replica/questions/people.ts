/** Who belongs to the community, who is a guest, and who has been invited. No figures about anybody. */
import { charter, community } from "../../../core/registry.ts";
import type { Standing } from "../../../core/institutions/community/standing.ts";
import type { Id } from "../../../core/kernel/types.ts";
import type { Reading } from "../reading.ts";

export type PersonLine = {
  readonly ordinal: number;
  readonly name: string | null;
  readonly standing: Standing;
  readonly offices: readonly string[];
  readonly isMe: boolean;
  readonly hasRecovery: boolean;
};
export type InvitationLine = {
  readonly id: Id;
  readonly role: "member" | "guest";
  readonly inviter: string | null;
  readonly inviterOrdinal: number;
  readonly expiresAt: number;
  readonly isMine: boolean;
  readonly iSponsor: boolean;
  readonly sponsors: number;
  readonly sponsorsNeeded: number;
};
export type People = {
  readonly members: readonly PersonLine[];
  readonly guests: readonly PersonLine[];
  readonly invitations: readonly InvitationLine[];
  readonly invitationDays: number;
  readonly guestsOn: boolean;
};

export const people = (reading: Reading): People => {
  const asked = reading.ask(community);
  const rules = reading.ask(charter);
  const me = reading.me === null ? null : (asked.personOf(reading.me)?.member ?? null);
  const officeWord = new Map(asked.officeHolders().map(({ ordinal, office }) => [ordinal, office]));
  const lines = asked
    .members()
    .filter(({ standing }) => standing !== "gone" && standing !== "excluded")
    .map((row): PersonLine => ({
      ordinal: row.ordinal,
      name: reading.text(row.name),
      standing: row.standing,
      offices: row.offices.flatMap((office) => officeWord.get(office) ?? []),
      isMe: row.ordinal === me,
      hasRecovery: row.recovery !== 0,
    }));
  return {
    members: lines.filter(({ standing }) => standing !== "guest"),
    guests: lines.filter(({ standing }) => standing === "guest"),
    invitations: asked.invitations().map((row): InvitationLine => {
      const needed = row.role === "guest" ? 1 : rules.whole("membership.sponsors");
      return {
        id: row.id,
        role: row.role,
        inviter: reading.text(asked.member(row.inviter)?.name ?? null),
        inviterOrdinal: row.inviter,
        expiresAt: row.expiresAt,
        isMine: row.inviter === me,
        iSponsor: me !== null && row.sponsors.includes(me),
        sponsors: row.sponsors.length,
        sponsorsNeeded: Math.max(1, Math.min(needed, asked.electors)),
      };
    }),
    invitationDays: rules.whole("membership.invitationDays"),
    guestsOn: rules.isOn("guests"),
  };
};
