/**
 * Writing a member's row: the one place where the running totals change, by what the row counted for before and counts for
 * now, and where deadlines of somebody who goes are taken out.
 */
import type { Instant } from "../../../kernel/types.ts";
import { withDue, withoutDue } from "../dues.ts";
import { isElectorRow } from "../standing.ts";
import { memberAt, type Ended, type MemberRow, type State } from "../state.ts";

const countsAs = (row: MemberRow | undefined, role: MemberRow["role"]): number =>
  row?.role === role && row.ended === null ? 1 : 0;
const countsAsElector = (row: MemberRow | undefined): number => (row !== undefined && isElectorRow(row) ? 1 : 0);

export const withMember = (state: State, member: number, row: MemberRow): State => {
  const before = state.members.get(member);
  const { members, guests, electors } = state.totals;
  return {
    ...state,
    members: state.members.set(member, row),
    totals: {
      members: members + countsAs(row, "member") - countsAs(before, "member"),
      guests: guests + countsAs(row, "guest") - countsAs(before, "guest"),
      electors: electors + countsAsElector(row) - countsAsElector(before),
    },
  };
};

export const changeMember = (state: State, member: number, change: Partial<MemberRow>): State =>
  withMember(state, member, { ...memberAt(state, member), ...change });

/** Probation that is still to come, or none: then they may decide from `since` (ms) on. */
export const withProbation = (state: State, member: number, probationUntil: Instant | null, since: number): State => {
  const changed = changeMember(state, member, {
    probationUntil,
    electorSince: probationUntil === null ? since : null,
  });
  return { ...changed, dues: withDue(changed.dues, "probation", member, probationUntil) };
};

/** Takes the member out of the community; their devices stay known, and stay theirs only while they may appeal. */
export const endMember = (state: State, member: number, ended: Ended): State => {
  const row = memberAt(state, member);
  const dues = [
    ["probation", row.probationUntil],
    ["guest", row.guestUntil],
    ["leaveStart", row.away ? null : row.leaveFrom],
    ["leaveEnd", row.away ? row.leaveUntil : null],
  ] as const;
  const changed = changeMember(state, member, { ended, away: false, leaveFrom: null, leaveUntil: null });
  return {
    ...changed,
    welcomes: changed.welcomes.delete(member),
    dues: dues.reduce((rest, [sort, at]) => withoutDue(rest, sort, member, at), changed.dues),
  };
};

/** When the stay of a guest ends; null: they are no guest any more. */
export const withGuestEnd = (state: State, member: number, guestUntil: Instant | null): State => {
  const before = memberAt(state, member).guestUntil;
  const changed = changeMember(state, member, { guestUntil });
  return { ...changed, dues: withDue(withoutDue(changed.dues, "guest", member, before), "guest", member, guestUntil) };
};

/** No device of the member acts any more. The keys stay known, so that none of them comes back. */
export const removeDevices = (state: State, member: number): State => {
  const { devices } = memberAt(state, member);
  const rows = devices.reduce((table, device) => {
    const row = table.get(device);
    return row === undefined ? table : table.set(device, { ...row, status: "removed", label: null });
  }, state.devices);
  return changeMember({ ...state, devices: rows }, member, { devices: [] });
};
