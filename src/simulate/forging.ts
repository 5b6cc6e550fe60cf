/**
 * A node that lies: a second machine with the same key and a copy of the log, which half of the devices are led to. Each side sees a
 * consistent, well-signed log. The surprising rule: from then on a fault that is found is what should happen, and none is the failure.
 */
import { community } from "../core/registry.ts";
import type { Dice } from "./dice.ts";
import type { Machine } from "./machine/machine.ts";
import type { Device, Sent } from "./people/device.ts";
import type { World } from "./world.ts";

/** One world in so many of a thousand has a forger, and there in so many of a thousand steps they strike. */
const FORGERS = 160;
const STRIKES = 8;
/** Led to the other side at least: nobody finds out what is shown to nobody. */
const VICTIMS_MIN = 2;
/** Steps within which it must have come out. */
export const COMES_OUT_WITHIN = 250;
/** Of a thousand: acts that the forger passes on to the other side, so that nobody is missed there. */
const PASSED_ON = 300;
/** Of a thousand steps: a device asks an ally for the head it has seen; so many of a thousand times one led astray. */
const ASKED = 150;
const ASKED_ASTRAY = 500;

export type Fork = {
  readonly machine: Machine;
  readonly victims: ReadonlySet<Device>;
  readonly size: number;
  since: number;
};

/** By its own replica, whoever holds it belongs to the community. */
const isIn = ({ key, replica: { core, world } }: Device): boolean =>
  core.standing(world, community, world.at).personOf(key) !== null;

export class Forger {
  readonly #dice: Dice;
  readonly #isHere: boolean;
  fork: Fork | null = null;
  /** How it came out. */
  detectedBy: string | null = null;

  constructor(dice: Dice, isAllowed: boolean) {
    this.#dice = dice;
    this.#isHere = isAllowed && dice.perMille(FORGERS);
  }

  /** Whom this device is led to. */
  machineFor(device: Device, honest: Machine): Machine {
    return this.fork?.victims.has(device) === true ? this.fork.machine : honest;
  }

  step(world: World, step: number): void {
    if (this.fork !== null) {
      this.#asksAlly(world);
      return;
    }
    const { machine } = world;
    if (!this.#isHere || !this.#dice.perMille(STRIKES) || machine.community === null || machine.isOld) return;
    const devices = world.society.people.flatMap((person) => person.devices);
    const victims = new Set(devices.filter((_device, place) => place % 2 === 1));
    if ([...victims].filter(isIn).length < VICTIMS_MIN) return;
    const second = world.newMachine("the second node", machine);
    const { size } = machine.community.head();
    this.fork = { machine: second, victims, size, since: step };
    second.start(world.origin);
    world.tally.count("faults", "fork");
    world.trace.note(`the log is forked at ${size} entries`);
  }

  /** The forger lets the other side see an act too, now and then. */
  passesOn(world: World, device: Device, sent: Sent): void {
    if (this.fork === null || !this.#dice.perMille(PASSED_ON)) return;
    const other = this.fork.victims.has(device) ? world.machine : this.fork.machine;
    other.power?.run(() => void other.community?.submit(sent.submission, device.key).catch(() => undefined));
  }

  /** Whether both sides have gone on since and still have people, so that there is something to come out and somebody to see it. */
  hasParted(world: World): boolean {
    const { fork } = this;
    const sizes = [world.machine, fork?.machine].map((each) => each?.community?.head().size ?? 0);
    return fork !== null && this.#astray(world).length >= VICTIMS_MIN && sizes.every((size) => size > fork.size);
  }

  /** Devices on the other side that somebody still uses, as one who belongs. */
  #astray({ society }: World): readonly Device[] {
    const devices = society.people.flatMap((person) => person.devices);
    return devices.filter((device) => this.fork?.victims.has(device) === true && isIn(device));
  }

  comesOut(how: string): void {
    this.detectedBy ??= how;
  }

  /** An ally's head is compared with what the device has, and where it has less, with what the node has to prove it with. */
  #asksAlly(world: World): void {
    const { allies, society, tally } = world;
    if (!this.#dice.perMille(ASKED)) return;
    const astray = this.#dice.perMille(ASKED_ASTRAY) ? this.#astray(world) : [];
    const device = this.#dice.pick(astray.length > 0 ? astray : this.#dice.pick(society.people).devices);
    tally.count("answers", "ally's head");
    const shown = this.machineFor(device, world.machine).community?.head().size ?? Infinity;
    for (const head of allies.heads()) {
      if (device.replica.hears(head) !== null) this.comesOut("an ally had seen another log");
      else if (head.size > shown) this.comesOut("the node has no proof of what an ally has seen");
    }
  }
}
