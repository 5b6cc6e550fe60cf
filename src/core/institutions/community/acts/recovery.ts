/**
 * A member whose devices are all lost gets a new key through others (SPEC S2). The surprising rules: the new key must have
 * signed, so nobody is recovered onto a stranger's key by mistake; and while an objection stands nobody's side is believed:
 * the old keys neither decide nor change devices, until more people, or the assembly, or thirty days settle it.
 */
import { accept } from "../../../kernel/refusal.ts";
import { flag, id, record } from "../../../kernel/schema.ts";
import { daysAfter } from "../../../kernel/time.ts";
import type { Id, Refusal } from "../../../kernel/types.ts";
import { act, cannotBeAdded, memberOf } from "../act.ts";
import type { CommunityEvent } from "../events.ts";
import { recoveryEnd } from "../going.ts";
import { RECOVERIES_PER_SEASON, RECOVERY_CONTEST_DAYS, RECOVERY_GATHERING_DAYS } from "../limits.ts";
import { no } from "../refusals.ts";
import { completion, isSupported, waiting } from "../settle/recovery.ts";
import { holdsPower } from "../standing.ts";
import { recoveryAt, type RecoveryRow, type State } from "../state.ts";
import { cannotTakeKey } from "./devices.ts";
import { presentMember } from "./membership.ts";

const ofRecovery = record({ recovery: id });

type Open = { readonly recovery: number; readonly row: RecoveryRow };
const openOne = (state: State, recoveryId: Id): Open | Refusal => {
  const recovery = state.recoveryNames.resolve(recoveryId);
  if (recovery === undefined) return no("recovery.unknown", { recovery: recoveryId });
  const row = recoveryAt(state, recovery);
  return row.phase === "closed" ? no("recovery.closed", { end: row.end }) : { recovery, row };
};

const isTooOften = (state: State, member: number, starter: number): boolean =>
  (state.tallies.get(member)?.about ?? 0) >= RECOVERIES_PER_SEASON ||
  (state.tallies.get(starter)?.started ?? 0) >= RECOVERIES_PER_SEASON;

const start = act({
  kind: "recovery.start",
  shape: record({ member: id, newKey: id }),
  who: [{ kind: "elector" }],
  decide: (state, { member: memberId, newKey }, { at, cause, view }) => {
    const present = presentMember(state, memberId);
    if ("refused" in present) return present;
    const { member, row } = present;
    const starter = memberOf(cause);
    if (member === starter) return no("recovery.yourself");
    if (row.recovery !== 0) return no("recovery.alreadyOpen");
    if (isTooOften(state, member, starter)) return no("recovery.tooOften", { limit: RECOVERIES_PER_SEASON });
    const barred =
      cannotTakeKey(state, cause, newKey) ?? cannotBeAdded(state.recoveryNames, cause.act, state.last.recovery);
    if (barred !== null) return barred;
    const isSteward = holdsPower(state, starter, "steward");
    const stewards = isSteward ? [starter] : [];
    const begun = { member, phase: "gathering", supporters: [starter], stewards } as const;
    const until = daysAfter(at, RECOVERY_GATHERING_DAYS);
    return accept<CommunityEvent>(
      { kind: "recovery.opened", id: cause.act, member, starter, isSteward, key: newKey, until },
      ...(isSupported(state, begun, view) ? [waiting(state.last.recovery + 1, begun, at, view)] : []),
    );
  },
});

const support = act({
  kind: "recovery.support",
  shape: ofRecovery,
  who: [{ kind: "elector" }],
  decide: (state, body, { at, cause, view }) => {
    const open = openOne(state, body.recovery);
    if ("refused" in open) return open;
    const { recovery, row } = open;
    const member = memberOf(cause);
    if (member === row.member) return no("recovery.yourself");
    if (row.phase !== "gathering" && row.phase !== "contested") return no("recovery.enoughSupport");
    if (row.supporters.includes(member)) return no("recovery.alreadySupported");
    const isSteward = holdsPower(state, member, "steward");
    const grown = {
      ...row,
      supporters: [...row.supporters, member],
      stewards: isSteward ? [...row.stewards, member] : row.stewards,
    };
    return accept<CommunityEvent>(
      { kind: "recovery.supported", recovery, member, isSteward },
      ...(isSupported(state, grown, view) ? [waiting(recovery, row, at, view)] : []),
    );
  },
});

/** Who finds out that they were deceived takes their word back, also while the waiting period runs. */
const withdraw = act({
  kind: "recovery.withdraw",
  shape: ofRecovery,
  who: [{ kind: "member" }],
  decide: (state, body, { at, cause, view }) => {
    const open = openOne(state, body.recovery);
    if ("refused" in open) return open;
    const { recovery, row } = open;
    const member = memberOf(cause);
    if (!row.supporters.includes(member)) return no("recovery.notSupported");
    const others = (list: readonly number[]): readonly number[] => list.filter((other) => other !== member);
    const shrunk = { ...row, supporters: others(row.supporters), stewards: others(row.stewards) };
    const isWaiting = row.phase === "waiting" || row.phase === "finalWaiting";
    const withdrawn = { kind: "recovery.supportWithdrawn", recovery, member } as const;
    if (!isWaiting || isSupported(state, shrunk, view)) return accept(withdrawn);
    return accept<CommunityEvent>(
      withdrawn,
      row.closesAt > at ? { kind: "recovery.unsupported", recovery } : recoveryEnd(state, recovery, "lapsed", at),
    );
  },
});

/** Any of the member's devices may object, whoever holds it, once the waiting period runs. */
const object = act({
  kind: "recovery.object",
  shape: ofRecovery,
  who: [{ kind: "participant" }],
  decide: (state, body, { at, cause }) => {
    const open = openOne(state, body.recovery);
    if ("refused" in open) return open;
    const { recovery, row } = open;
    if (row.member !== memberOf(cause)) return no("recovery.notYours");
    if (row.phase === "gathering") return no("recovery.notWaiting");
    if (row.phase !== "waiting") return no("recovery.objectionHeard");
    return accept({ kind: "recovery.contested", recovery, until: daysAfter(at, RECOVERY_CONTEST_DAYS) });
  },
});

const cancel = act({
  kind: "recovery.cancel",
  shape: ofRecovery,
  who: [{ kind: "member" }],
  decide: (state, body, { at, cause }) => {
    const open = openOne(state, body.recovery);
    if ("refused" in open) return open;
    if (open.row.starter !== memberOf(cause)) return no("recovery.notStarter");
    return accept(recoveryEnd(state, open.recovery, "cancelled", at));
  },
});

/**
 * The assembly's word. It may refuse any open recovery, in urgency too; it grants one only after an objection, since before
 * that the waiting period is the old keys' time to object, and never in urgency.
 */
const decide = act({
  kind: "recovery.decide",
  shape: record({ recovery: id, grant: flag }),
  who: [{ kind: "decision", atLeast: "urgent" }],
  facts: (_state, { grant }) => ({ grant }),
  decide: (state, { recovery: recoveryId, grant }, { at, cause }) => {
    const open = openOne(state, recoveryId);
    if ("refused" in open) return open;
    const { recovery, row } = open;
    if (!grant) return accept(recoveryEnd(state, recovery, "refused", at));
    if (row.phase !== "contested" && row.phase !== "finalWaiting") return no("recovery.notContested");
    if (cause.kind === "decision" && cause.decisionClass === "urgent") return no("recovery.urgentGrant");
    return accept(completion(state, recovery, at));
  },
});

export const recovery = [start, support, withdraw, object, cancel, decide];
