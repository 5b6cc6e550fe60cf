/**
 * How people live in a simulated world: somebody takes up a device, does what the device asks or what comes to mind, and time passes.
 * The first evening belongs to the founder, who asks enough people in that there is somebody to decide.
 */
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../core/kernel/time.ts";
import type { Refusal } from "../core/kernel/types.ts";
import { command, community } from "../core/registry.ts";
import type { Dice } from "./dice.ts";
import { founding } from "./founding.ts";
import { inviting, join } from "./habits/belonging.ts";
import { habits } from "./habits/habits.ts";
import { Device, type Sent } from "./people/device.ts";
import { Replica, type OpenCheckpoint } from "./people/replica.ts";
import type { SharedFold } from "./people/sharedFold.ts";
import { Mind, Society, type Deed, type Person } from "./people/society.ts";
import type { World } from "./world.ts";

/** People who take up a device about the same time. */
const AT_ONCE = 5;
/** What comes to somebody's mind before they put the device away. */
const THOUGHTS = 2;
/** Of a thousand steps: those after which a village is on holiday and nobody does anything for days. */
const HOLIDAYS = 12;
const FIRST_PEOPLE = 6;
const FIRST_DAYS = 14;
const FOUNDER = "device 1";
/** Phones are minutes off; a few are set to another day. */
const SKEW_MS = 3 * MINUTE_MS;
const WRONG_DAY = 15;
/** An invitation that ended so lets nobody in any more. */
const OVER = ["invitation.used", "invitation.expired", "invitation.withdrawn"];

export const newSociety = (dice: Dice, fold: SharedFold, open: OpenCheckpoint): Society =>
  new Society((name) => {
    const own = dice.for(name);
    const isWrong = name !== FOUNDER && own.perMille(WRONG_DAY);
    const skewMs = isWrong ? own.between(-1, 1) * DAY_MS : own.between(-SKEW_MS, SKEW_MS);
    return new Device(name, own, new Replica(fold, open), skewMs);
  });

export class Life {
  readonly #world: World;
  readonly #founder: Device;
  readonly #dice: Dice;
  #toInvite = FIRST_PEOPLE;

  constructor(world: World, founder: Device) {
    this.#world = world;
    this.#founder = founder;
    this.#dice = world.dice.for("life");
  }

  /** A few people do something, or try to. */
  step(): void {
    if (this.#toInvite > 0) this.#gathers();
    for (let left = this.#dice.between(1, AT_ONCE); left > 0; left -= 1) this.#moment();
  }

  #moment(): void {
    const { timeline, postbox } = this.#world;
    const { person, device } = this.#somebody();
    if (device.offlineUntil <= timeline.now && this.#dice.perMille(700)) postbox.fetch(device);
    const deed = this.#deedOf(this.#mind(person, device));
    if (deed !== null) postbox.post(device, this.#sign(device, deed));
  }

  /** How long until somebody does something again. */
  gapMs(): number {
    if (this.#dice.perMille(HOLIDAYS)) return this.#dice.between(2, 6) * DAY_MS;
    return this.#dice.perMille(700) ? this.#dice.between(1, 90) * MINUTE_MS : this.#dice.between(2, 8) * HOUR_MS;
  }

  #mind(person: Person, device: Device): Mind {
    return new Mind(person, device, this.#world.society, this.#world.timeline.now);
  }

  /** Mostly somebody who belongs, as far as they know. */
  #somebody(): { readonly person: Person; readonly device: Device } {
    const person = this.#dice.pick(this.#world.society.people);
    const device = this.#dice.pick(person.devices);
    const isIn = this.#mind(person, device).self !== null;
    return isIn || this.#dice.perMille(300) ? { person, device } : this.#somebody();
  }

  #gathers(): void {
    const [founder] = this.#world.society.people;
    this.#world.postbox.fetch(this.#founder);
    if (founder === undefined) return;
    const mind = this.#mind(founder, this.#founder);
    if (mind.self === null) return;
    this.#toInvite -= 1;
    this.#world.postbox.post(this.#founder, this.#sign(this.#founder, inviting(mind, "member", FIRST_DAYS)));
  }

  #deedOf(mind: Mind): Deed | null {
    const { origin, tally } = this.#world;
    if (mind.self === null) return this.#dice.perMille(500) ? join(mind, origin) : null;
    for (let left = THOUGHTS; left > 0; left -= 1) {
      const habit = this.#dice.weighted(habits, ({ weight }) => weight);
      const deed = habit?.tries(mind) ?? null;
      if (deed === null || habit === null) continue;
      tally.count("habits", habit.name);
      return deed;
    }
    return null;
  }

  #sign(device: Device, { command: signed, texts, evidence, again, then }: Deed): Sent {
    const { origin, timeline, trace, tally } = this.#world;
    const sent = device.sign(origin, signed, timeline.now, { texts, evidence, again: again === true });
    for (const kind of sent.kinds) tally.count("tried acts", kind);
    trace.note(`${device.name} signs ${sent.kind} ${sent.id}`);
    then?.(sent);
    return sent;
  }

  /** Who is not in, and was told that this invitation lets nobody in, is not heard of again. */
  refused(device: Device, { kind }: Sent, refusal: Refusal): void {
    if (kind !== "member.join" || !(OVER.includes(refusal.kind) || this.#dice.perMille(100))) return;
    const { core, world } = device.replica;
    if (core.standing(world, community, world.at).personOf(device.key) === null) this.#world.society.retires(device);
  }
}

/** The founding act, by which the world's origin is known. */
export const signFounding = (
  world: Pick<World, "dice" | "timeline">,
  founder: Device,
  nodeKey: Device["key"],
): Sent => {
  const texts = founder.wordings();
  const body = founding(world.dice.for("founding"), texts, nodeKey);
  return founder.signFounding(command("charter.found", body), world.timeline.now, texts);
};
