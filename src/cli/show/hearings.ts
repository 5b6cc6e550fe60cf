/** Who is being heard, who appeals, who is to keep away from whom: what an exclusion goes through, with the ids that acts ask for. Members only. */
import { community } from "../../core/registry.ts";
import type { Call } from "../call.ts";
import { isoOf, isoOrNull, whenOf } from "../instants.ts";
import { personOf } from "./person.ts";
import type { View } from "./view.ts";

type Case = ReturnType<ReturnType<typeof community.ask>["hearings"]>[number];

/** All, or the one of this number. */
export const hearingsOf = (view: View, number: number | null) => {
  const all = view.askMembers(community).hearings();
  return Promise.all(all.filter(({ ordinal }) => number === null || ordinal === number).map((one) => shown(view, one)));
};
export type Hearings = Awaited<ReturnType<typeof hearingsOf>>;

const shown = async (view: View, { ordinal, id, member, proposer, phase, dueAt, ...row }: Case) => ({
  number: ordinal,
  id,
  member: await personOf(view, member),
  proposer: await personOf(view, proposer),
  phase,
  until: isoOf(dueAt),
  replies: row.replies,
  lastReply: await view.words(row.lastReply),
  noContact: await Promise.all(
    row.noContact.map(async (measure) => ({
      with: await personOf(view, measure.with),
      by: await personOf(view, measure.by),
      from: isoOf(measure.from),
      until: isoOf(measure.until),
    })),
  ),
  appeal: await appealOf(view, row.appeal),
});

const appealOf = async (view: View, appeal: Case["appeal"]) =>
  appeal === null
    ? null
    : {
        id: appeal.id,
        commitments: appeal.commitments,
        reveals: appeal.reveals,
        closedAt: isoOrNull(appeal.closedAt),
        seed: appeal.seed,
        panel: await Promise.all(appeal.panel.map((member) => personOf(view, member))),
        votes: [...appeal.votes],
      };

export const hearingLines = (call: Call, hearings: Hearings): readonly string[] =>
  hearings.length === 0 ? [call.say("cli.show.noHearings")] : hearings.flatMap((hearing) => linesOf(call, hearing));

const linesOf = (call: Call, { number, id, member, phase, until, noContact, appeal }: Hearings[number]) => {
  const name = member.name ?? String(member.number);
  const votes = (appeal?.votes ?? []).filter((vote) => vote !== null).length;
  return [
    call.say("cli.show.hearing", { number, name, phase, when: whenOf(until) }),
    `     ${id}`,
    ...noContact.map(({ with: other, until: end }) =>
      call.say("cli.show.noContact", { name: other.name ?? other.number, when: whenOf(end) }),
    ),
    ...(appeal === null
      ? []
      : [call.say("cli.show.lot", { commitments: appeal.commitments, reveals: appeal.reveals })]),
    ...(appeal === null || appeal.panel.length === 0
      ? []
      : [
          call.say("cli.show.panel", {
            people: appeal.panel.map((one) => one.name ?? one.number).join(", "),
            votes,
            seats: appeal.panel.length,
          }),
        ]),
  ];
};
