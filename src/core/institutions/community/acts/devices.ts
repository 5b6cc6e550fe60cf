/**
 * A member's devices. The surprising rules: a key is used once and never again, whoever had it; and from the waiting period
 * of a recovery on, a member's devices stay as they are until it is settled, so that a thief can neither add nor remove any.
 */
import { accept } from "../../../kernel/refusal.ts";
import { id, optional, record, text } from "../../../kernel/schema.ts";
import type { Cause, Id, Refusal } from "../../../kernel/types.ts";
import { act, deviceOf, memberOf, showsKey } from "../act.ts";
import { DEVICES_PER_MEMBER_MAX, LABEL_CHARACTERS_MAX } from "../limits.ts";
import { no } from "../refusals.ts";
import { areDevicesHeld } from "../standing.ts";
import { deviceAt, memberAt, type State } from "../state.ts";

const isCloned = (state: State, key: Id): boolean => {
  const device = state.deviceNames.resolve(key);
  return device !== undefined && deviceAt(state, device).status === "cloned";
};

/** A new key must be unknown, and its holder must have signed. */
export const cannotTakeKey = (state: State, cause: Cause, key: Id): Refusal | null => {
  if (!showsKey(cause, "device", key)) return no("device.keyNotShown");
  return state.deviceNames.isTaken(key) ? no("device.known") : null;
};

const add = act({
  kind: "device.add",
  shape: record({ key: id, label: optional(text(LABEL_CHARACTERS_MAX)) }),
  who: [{ kind: "participant" }],
  decide: (state, { key, label }, { cause }) => {
    const member = memberOf(cause);
    const row = memberAt(state, member);
    const barred = cannotTakeKey(state, cause, key);
    if (barred !== null) return barred;
    if (areDevicesHeld(state, row)) return no("device.duringRecovery");
    if (isCloned(state, deviceOf(cause).key)) return no("device.cloned");
    if (row.devices.length >= DEVICES_PER_MEMBER_MAX) return no("device.tooMany", { limit: DEVICES_PER_MEMBER_MAX });
    return accept({ kind: "device.added", member, key, label });
  },
});

const remove = act({
  kind: "device.remove",
  shape: record({ key: id }),
  who: [{ kind: "participant" }],
  decide: (state, { key }, { cause }) => {
    const member = memberOf(cause);
    const row = memberAt(state, member);
    const device = state.deviceNames.resolve(key);
    if (device === undefined) return no("device.unknown");
    if (!row.devices.includes(device)) return no("device.notYours");
    if (areDevicesHeld(state, row)) return no("device.duringRecovery");
    const own = deviceOf(cause).key;
    if (own !== key && isCloned(state, own)) return no("device.cloned");
    if (row.devices.length === 1) return no("device.last");
    return accept({ kind: "device.removed", member, device });
  },
});

/** The node saw two acts of one key under one number. A flag only stops the device from adding or removing others. */
const flagCloned = act({
  kind: "device.flagCloned",
  shape: record({ key: id }),
  who: [{ kind: "node" }],
  decide: (state, { key }) => {
    const device = state.deviceNames.resolve(key);
    if (device === undefined) return no("device.unknown");
    const { status, member } = deviceAt(state, device);
    if (status === "active") return accept({ kind: "device.flagged", member, device });
    return status === "cloned" ? no("device.alreadyFlagged") : no("device.unknown");
  },
});

export const devices = [add, remove, flagCloned];
