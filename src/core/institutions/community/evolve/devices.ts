/** How devices come and go. A removed key stays known for ever: nobody, its old owner included, can bring it in again. */
import type { Evolve } from "../events.ts";
import { deviceAt, memberAt, type DeviceRow, type State } from "../state.ts";
import { changeMember } from "./member.ts";

/** A new device under the next ordinal; a pending one is known but not yet among those that act. */
export const withDevice = (state: State, row: DeviceRow): State => {
  const device = state.last.device + 1;
  const known = {
    ...state,
    last: { ...state.last, device },
    devices: state.devices.set(device, row),
    deviceNames: state.deviceNames.with(row.key, device),
  };
  return row.status === "pending"
    ? known
    : changeMember(known, row.member, { devices: [...memberAt(known, row.member).devices, device] });
};

export const devices: Evolve<State, "device.added" | "device.removed" | "device.flagged"> = {
  "device.added": (state, { member, key, label }, at) =>
    withDevice(state, { key, member, status: "active", label, since: at }),
  "device.removed": (state, { member, device }) => {
    const row = deviceAt(state, device);
    const kept = memberAt(state, member).devices.filter((other) => other !== device);
    const removed = { ...state, devices: state.devices.set(device, { ...row, status: "removed", label: null }) };
    return changeMember(removed, member, { devices: kept });
  },
  "device.flagged": (state, { device }) => ({
    ...state,
    devices: state.devices.set(device, { ...deviceAt(state, device), status: "cloned" }),
  }),
};
