/** Who belongs: members and guests with their standing, offices and devices, and open invitations. Members only. */
import { community } from "../../core/registry.ts";
import type { Call } from "../call.ts";
import { isoOf, isoOrNull, whenOf } from "../instants.ts";
import type { View } from "./view.ts";

export const membersOf = async (view: View) => {
  const questions = view.askMembers(community);
  const offices = questions.officeHolders();
  return {
    totals: { ...questions.totals },
    members: await Promise.all(
      questions.members().map(async (row) => ({
        number: row.ordinal,
        id: row.id,
        name: await view.words(row.name),
        about: await view.words(row.about),
        role: row.role,
        standing: row.standing,
        joinedAt: isoOf(row.joinedAt),
        guestUntil: isoOrNull(row.guestUntil),
        probationUntil: isoOrNull(row.probationUntil),
        leaveFrom: isoOrNull(row.leaveFrom),
        leaveUntil: isoOrNull(row.leaveUntil),
        offices: offices
          .filter(({ member }) => member === row.ordinal)
          .map(({ office, from, until }) => ({ office, from: isoOf(from), until: isoOf(until) })),
        devices: await Promise.all(
          questions.devicesOf(row.ordinal).map(async ({ key, status, label, since }) => ({
            key,
            status,
            label: await view.words(label),
            since: isoOf(since),
          })),
        ),
      })),
    ),
    invitations: questions.invitations().map(({ id, role, inviter, expiresAt, sponsors }) => ({
      id,
      role,
      inviter,
      expiresAt: isoOf(expiresAt),
      sponsors: [...sponsors],
    })),
  };
};
export type Members = Awaited<ReturnType<typeof membersOf>>;

export const memberLines = (call: Call, { totals, members, invitations }: Members): readonly string[] => [
  call.say("cli.show.totals.people", totals),
  ...members.map(({ number, name, standing, offices, devices }) =>
    call.say("cli.show.member", {
      number,
      name: name ?? "",
      standing: call.voice.find(`standing.${standing}`) ?? standing,
      offices: offices.map(({ office }) => call.voice.find(`office.${office}`) ?? office).join(", "),
      devices: devices.length,
    }),
  ),
  ...invitations.map(({ id, role, expiresAt }) =>
    call.say("cli.show.invitation", { id, role, when: whenOf(expiresAt) }),
  ),
];
