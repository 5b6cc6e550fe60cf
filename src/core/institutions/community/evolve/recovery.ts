/** How the recovery of a member's devices goes on. Its row stays for a season, so that too many are noticed, and is then deleted. */
import { withDue, withoutDue } from "../dues.ts";
import type { Evolve } from "../events.ts";
import { deviceAt, memberAt, recoveryAt, type RecoveryRow, type State, type TallyRow } from "../state.ts";
import { withDevice } from "./devices.ts";
import { changeMember, removeDevices } from "./member.ts";

/** Writes the row, and moves its deadline if that changed. */
const withRecovery = (state: State, recovery: number, change: Partial<RecoveryRow>): State => {
  const before = recoveryAt(state, recovery);
  const row = { ...before, ...change };
  const dues = withoutDue(state.dues, "recovery", recovery, before.dueAt);
  return {
    ...state,
    recoveries: state.recoveries.set(recovery, row),
    dues: withDue(dues, "recovery", recovery, row.dueAt),
  };
};

const NO_TALLY: TallyRow = { about: 0, objected: 0, started: 0 };
const withTally = (state: State, member: number, field: keyof TallyRow, step: 1 | -1): State => {
  const before = state.tallies.get(member) ?? NO_TALLY;
  const row = { ...before, [field]: before[field] + step };
  const isEmpty = row.about === 0 && row.objected === 0 && row.started === 0;
  return { ...state, tallies: isEmpty ? state.tallies.delete(member) : state.tallies.set(member, row) };
};

type Opening = "recovery.opened" | "recovery.forgotten";
const openings: Evolve<State, Opening> = {
  "recovery.opened": (state, { id, member, starter, isSteward, key, until }, at) => {
    const recovery = state.last.recovery + 1;
    const keyed = withDevice(state, { key, member, status: "pending", label: null, since: at });
    const tallied = withTally(withTally(keyed, member, "about", 1), starter, "started", 1);
    const changed = changeMember(tallied, member, { recovery });
    const row: RecoveryRow = {
      id,
      member,
      starter,
      device: keyed.last.device,
      phase: "gathering",
      end: null,
      startedAt: at,
      isObjected: false,
      dueAt: until,
      closesAt: until,
      supporters: [starter],
      stewards: isSteward ? [starter] : [],
    };
    return {
      ...changed,
      last: { ...changed.last, recovery },
      recoveries: changed.recoveries.set(recovery, row),
      recoveryNames: changed.recoveryNames.with(id, recovery),
      dues: withDue(changed.dues, "recovery", recovery, until),
    };
  },
  "recovery.forgotten": (state, { recovery }) => {
    const { id, member, starter, isObjected, dueAt } = recoveryAt(state, recovery);
    const counted = withTally(withTally(state, member, "about", -1), starter, "started", -1);
    const tallied = isObjected ? withTally(counted, member, "objected", -1) : counted;
    return {
      ...tallied,
      recoveries: tallied.recoveries.delete(recovery),
      recoveryNames: tallied.recoveryNames.without(id),
      dues: withoutDue(tallied.dues, "recovery", recovery, dueAt),
    };
  },
};

type Support = "recovery.supported" | "recovery.supportWithdrawn" | "recovery.unsupported";
const support: Evolve<State, Support> = {
  "recovery.supported": (state, { recovery, member, isSteward }) => {
    const { supporters, stewards } = recoveryAt(state, recovery);
    return withRecovery(state, recovery, {
      supporters: [...supporters, member],
      stewards: isSteward ? [...stewards, member] : stewards,
    });
  },
  "recovery.supportWithdrawn": (state, { recovery, member }) => {
    const { supporters, stewards } = recoveryAt(state, recovery);
    const others = (list: readonly number[]): readonly number[] => list.filter((other) => other !== member);
    return withRecovery(state, recovery, { supporters: others(supporters), stewards: others(stewards) });
  },
  "recovery.unsupported": (state, { recovery }) => {
    const { phase, closesAt } = recoveryAt(state, recovery);
    return withRecovery(state, recovery, {
      phase: phase === "finalWaiting" ? "contested" : "gathering",
      dueAt: closesAt,
    });
  },
};

type Course = "recovery.waiting" | "recovery.contested" | "recovery.completed" | "recovery.ended";
const course: Evolve<State, Course> = {
  "recovery.waiting": (state, { recovery, isFinal, until }) =>
    withRecovery(state, recovery, { phase: isFinal ? "finalWaiting" : "waiting", dueAt: until }),
  // Who vouched before the objection is asked again, now that there is one.
  "recovery.contested": (state, { recovery, until }) =>
    withRecovery(withTally(state, recoveryAt(state, recovery).member, "objected", 1), recovery, {
      phase: "contested",
      isObjected: true,
      dueAt: until,
      closesAt: until,
      supporters: [],
      stewards: [],
    }),
  "recovery.completed": (state, { recovery, member, forgetAt }) => {
    const { device } = recoveryAt(state, recovery);
    const removed = removeDevices(state, member);
    const row = deviceAt(removed, device);
    const attached = { ...removed, devices: removed.devices.set(device, { ...row, status: "active" as const }) };
    const changed = changeMember(attached, member, { devices: [device], recovery: 0 });
    return withRecovery(changed, recovery, { phase: "closed", end: "completed", dueAt: forgetAt });
  },
  "recovery.ended": (state, { recovery, end, forgetAt }) => {
    const { member, device } = recoveryAt(state, recovery);
    const row = deviceAt(state, device);
    const dropped = { ...state, devices: state.devices.set(device, { ...row, status: "removed" as const }) };
    const changed =
      memberAt(dropped, member).recovery === recovery ? changeMember(dropped, member, { recovery: 0 }) : dropped;
    return withRecovery(changed, recovery, { phase: "closed", end, dueAt: forgetAt });
  },
};

export const recovery = { ...openings, ...support, ...course };
