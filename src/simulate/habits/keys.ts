/** Devices and what goes wrong with them: a second phone, a lost one, a copied one, a thief who claims to be somebody. */
import type { Habit, Mind } from "../people/society.ts";

const DEVICES_MAX = 3;

const add: Habit = {
  name: "addDevice",
  weight: 3,
  tries: (mind) => {
    if (mind.origin === null || mind.person.devices.length >= DEVICES_MAX) return null;
    const device = mind.society.device();
    const evidence = [device.vouch("device", mind.origin, mind.device.key)];
    const then = (): void => void mind.person.devices.push(device);
    return mind.deed("device.add", (text) => ({ key: device.key, label: text() }), { evidence, then });
  },
};

const remove: Habit = {
  name: "removeDevice",
  weight: 2,
  tries: (mind) => {
    const { self } = mind;
    const devices = self === null ? [] : mind.community.devicesOf(self.member);
    return devices.length === 0 ? null : mind.deed("device.remove", () => ({ key: mind.dice.pick(devices).key }));
  },
};

/** A copied key: another act under a number already used. */
const clone: Habit = {
  name: "clonedDevice",
  weight: 1,
  tries: (mind) => mind.deed("member.introduce", (text) => ({ name: text(), about: null }), { again: true }),
};

/** Somebody says that all of another's devices are gone. Mostly it is so; sometimes it is a thief. */
const start: Habit = {
  name: "startRecovery",
  weight: 2,
  tries: (mind) => {
    const { origin } = mind;
    const own = mind.self?.member;
    const others = mind.community.members().filter(({ ordinal, ended }) => ordinal !== own && ended === null);
    if (origin === null || others.length === 0) return null;
    const { id, ordinal } = mind.dice.pick(others);
    const device = mind.society.device();
    const evidence = [device.vouch("device", origin, mind.device.key)];
    const key = mind.community.devicesOf(ordinal)[0]?.key;
    const owner = key === undefined ? undefined : mind.society.behind(key);
    const isLost = mind.dice.perMille(400);
    const then = (): void => {
      if (isLost && owner !== undefined) owner.devices = [device];
    };
    return mind.deed("recovery.start", () => ({ member: id, newKey: device.key }), { evidence, then });
  },
};

const ofRecovery =
  (kind: "recovery.support" | "recovery.withdraw" | "recovery.object" | "recovery.cancel") => (mind: Mind) => {
    const open = mind.community.recoveries();
    return open.length === 0 ? null : mind.deed(kind, () => ({ recovery: mind.dice.pick(open).id }));
  };

/** Whoever still has their device finds out that somebody wants to be them. */
export const contest: Habit = {
  name: "contestRecovery",
  weight: 12,
  tries: (mind) => {
    const { self } = mind;
    const open = self === null ? undefined : mind.community.recoveryOf(self.member);
    if (open?.phase !== "waiting") return null;
    return mind.deed("recovery.object", () => ({ recovery: open.id }));
  },
};

export const keys: readonly Habit[] = [
  contest,
  add,
  remove,
  clone,
  start,
  { name: "supportRecovery", weight: 12, tries: ofRecovery("recovery.support") },
  { name: "withdrawSupport", weight: 1, tries: ofRecovery("recovery.withdraw") },
  { name: "objectToRecovery", weight: 2, tries: ofRecovery("recovery.object") },
  { name: "cancelRecovery", weight: 1, tries: ofRecovery("recovery.cancel") },
];
