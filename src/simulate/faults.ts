/**
 * What goes wrong in a world besides its network: power, disk, clock, twins, old copies, couriers. Each fault has dice of its own, so
 * that leaving one out leaves the others as they were. What breaks is mended after a while, as an operator would.
 */
import { DAY_MS, HOUR_MS, instantOf, MINUTE_MS } from "../core/kernel/time.ts";
import type { World } from "./world.ts";
import type { Dice } from "./dice.ts";

type Fault = {
  readonly name: string;
  /** Of a thousand steps. */
  readonly perMille: number;
  /** False: nothing to break now. */
  readonly strikes: (world: World, dice: Dice) => boolean;
};

const NOTICED_MS = 2 * MINUTE_MS;

/** Power goes at some write or sync from now on, before or after it; somebody comes and switches on again. */
const powerCut: Fault = {
  name: "powerCut",
  perMille: 60,
  strikes: ({ machine }, dice) => {
    const { trouble } = machine.disk;
    if (machine.community === null || trouble.cutAfter !== null) return false;
    trouble.cutAfter = { operations: dice.between(1, 9), when: dice.pick(["before", "after"]) };
    return true;
  },
};

/** The process is killed; what it had written but not synced is still to be read. */
const kill: Fault = {
  name: "kill",
  perMille: 20,
  strikes: ({ machine }) => {
    if (machine.community === null) return false;
    machine.kill();
    return true;
  },
};

const fullDisk: Fault = {
  name: "fullDisk",
  perMille: 12,
  strikes: ({ machine, timeline }, dice) => {
    if (machine.disk.trouble.capacity !== null) return false;
    machine.disk.trouble.capacity = machine.disk.used + dice.below(3000);
    timeline.after(dice.between(1, 90) * MINUTE_MS, () => {
      machine.disk.trouble.capacity = null;
    });
    return true;
  },
};

const failedSync: Fault = {
  name: "failedSync",
  perMille: 15,
  strikes: ({ machine }) => {
    machine.disk.trouble.failSync = true;
    return true;
  },
};

/** Somebody sets the clock wrong, a little or a lot; later it is put right. */
const clockJump: Fault = {
  name: "clockJump",
  perMille: 14,
  strikes: ({ machine, timeline }, dice) => {
    if (machine.setting.offsetMs !== 0) return false;
    const far = dice.pick([MINUTE_MS, 5 * MINUTE_MS, HOUR_MS, DAY_MS, 40 * DAY_MS]);
    machine.setting.offsetMs = dice.perMille(500) ? dice.below(far) : -dice.below(far);
    timeline.after(dice.between(5, 120) * MINUTE_MS, () => {
      machine.setting.offsetMs = 0;
    });
    return true;
  },
};

/** The process stands still; an operator starts another beside it; then the first one goes on, knowing nothing. */
const twin: Fault = {
  name: "twin",
  perMille: 10,
  strikes: ({ machine, timeline, origin }, dice) => {
    const first = machine.power;
    if (machine.community === null || first === null || first.isHeld) return false;
    first.hold();
    timeline.after(NOTICED_MS, () => {
      if (machine.power === first) machine.start(origin);
    });
    timeline.after(NOTICED_MS + dice.between(1, 60) * MINUTE_MS, () => first.release());
    timeline.after(2 * HOUR_MS, () => {
      if (machine.power !== first) first.cut();
    });
    return true;
  },
};

/** The machine sleeps and wakes; nobody noticed. */
const sleep: Fault = {
  name: "sleep",
  perMille: 10,
  strikes: ({ machine, timeline }, dice) => {
    const { power } = machine;
    if (machine.community === null || power === null || power.isHeld) return false;
    power.hold();
    timeline.after(dice.between(1, 90) * MINUTE_MS, () => power.release());
    return true;
  },
};

/** A device is off the network for hours or weeks, and all it signs waits. */
const offline: Fault = {
  name: "offline",
  perMille: 50,
  strikes: (world, dice) => {
    const { devices } = dice.pick(world.society.people);
    const hours = dice.pick([2, 8, 30, 24 * 12]);
    dice.pick(devices).offlineUntil = instantOf(world.timeline.now + dice.between(1, hours) * HOUR_MS);
    return true;
  },
};

/** Somebody's unsent acts go on foot, arrive days later in any order, and are handed in by the phone as well. */
const courier: Fault = {
  name: "courier",
  perMille: 25,
  strikes: (world, dice) => {
    const devices = world.society.people.flatMap((person) => person.devices);
    const waiting = devices.filter(({ outbox }) => outbox.size > 0);
    if (waiting.length === 0) return false;
    const device = dice.pick(waiting);
    for (const sent of device.outbox.values())
      world.timeline.after(dice.below(6 * DAY_MS), () => world.postbox.handIn(device, sent));
    return true;
  },
};

/** An operator brings back an old copy of the disk, sees that the node will not write, and brings the right one back. */
const oldCopy: Fault = {
  name: "oldCopy",
  perMille: 5,
  strikes: (world, dice) => {
    const { machine, timeline, origin } = world;
    const old = world.machine.copies.shift();
    if (old === undefined || machine.community === null || machine.isOld) return false;
    if (!isConfirmedBeyond(world, old.size)) return false;
    machine.kill();
    const present = machine.disk.image();
    machine.disk.restore(old.image);
    machine.startRestored(origin);
    timeline.after(dice.between(2, 40) * MINUTE_MS, () => {
      machine.disk.restore(present);
      machine.isOld = false;
      machine.start(origin);
    });
    return true;
  },
};

/** Whether most allies have seen more of the log than the copy holds: less, and nobody could know that it is old. */
const isConfirmedBeyond = ({ allies }: World, size: number): boolean => {
  const heads = allies.heads();
  return heads.filter((head) => head.size > size).length * 2 > heads.length;
};

export const FAULTS = [
  powerCut,
  kill,
  fullDisk,
  failedSync,
  clockJump,
  twin,
  sleep,
  offline,
  courier,
  oldCopy,
] as const;

/** Of a thousand steps: the operator copies the disk, and keeps the last few copies. */
const COPIED = 30;
const COPIES_MAX = 3;

export class Troublemaker {
  readonly #world: World;
  readonly #copying: Dice;
  readonly #dice: ReadonlyMap<string, Dice>;
  readonly #without: ReadonlySet<string>;

  constructor(world: World, without: ReadonlySet<string>) {
    this.#world = world;
    this.#without = without;
    this.#copying = world.dice.for("copying");
    this.#dice = new Map(FAULTS.map(({ name }) => [name, world.dice.for(`fault ${name}`)]));
  }

  /** What goes wrong at this step. */
  step(): void {
    this.#copy();
    for (const { name, perMille, strikes } of FAULTS) {
      const dice = this.#dice.get(name);
      if (dice === undefined || !dice.perMille(perMille) || this.#without.has(name)) continue;
      if (!strikes(this.#world, dice)) continue;
      this.#world.tally.count("faults", name);
      this.#world.trace.note(`fault: ${name}`);
    }
  }

  #copy(): void {
    const { machine } = this.#world;
    if (!this.#copying.perMille(COPIED) || machine.community === null || machine.isOld) return;
    machine.copies.push({ image: machine.disk.image(), size: machine.community.head().size });
    if (machine.copies.length > COPIES_MAX) machine.copies.shift();
  }
}
