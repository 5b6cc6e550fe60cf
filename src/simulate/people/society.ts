/**
 * The people of a simulated world: who there is, on which devices, and what somebody at a device can know and do (`Mind`). The
 * surprising rule: a mind asks its own device's replica only, so it may be days behind what is so.
 */
import type { Wordings } from "../../core/desk.ts";
import type { Askable } from "../../core/kernel/wiring.ts";
import type { Command, Evidence, Id, Instant, Kind } from "../../core/kernel/types.ts";
import { accords, assembly, charter, command, community, deliberation } from "../../core/registry.ts";
import type { Dice } from "../dice.ts";
import type { Device, Sent } from "./device.ts";

/** Somebody asked in who has not come yet: they hold the invitation's one-use key. */
export type Pass = { readonly invitation: Id; readonly key: Device };

export class Person {
  readonly name: string;
  devices: Device[];
  pass: Pass | null;
  /** What they committed to in a lot, by appeal. */
  readonly secrets = new Map<Id, Id>();
  /** What they wrote in threads. */
  readonly raised: Id[] = [];

  constructor(name: string, device: Device, pass: Pass | null) {
    this.name = name;
    this.devices = [device];
    this.pass = pass;
  }
}

export class Society {
  readonly people: Person[] = [];
  readonly #newDevice: (name: string) => Device;
  #named = 0;

  constructor(newDevice: (name: string) => Device) {
    this.#newDevice = newDevice;
  }

  device(): Device {
    this.#named += 1;
    return this.#newDevice(`device ${this.#named}`);
  }
  arrives(pass: Pass | null): Person {
    const person = new Person(`person ${this.people.length}`, this.device(), pass);
    this.people.push(person);
    return person;
  }
  /** Never mentioned again: an invitation that came to nothing. */
  retires(device: Device): void {
    const place = this.people.findIndex(({ devices, pass }) => pass !== null && devices.includes(device));
    if (place >= 0) this.people.splice(place, 1);
  }
  /** Who acts by this key, whatever became of it. */
  behind(key: Id): Person | undefined {
    return this.people.find(({ devices }) => devices.some((device) => device.key === key));
  }
}

export type Deed = {
  readonly command: Command;
  readonly texts: Wordings;
  readonly evidence: readonly Evidence[];
  /** Under a number already used, as a copied key would. */
  readonly again?: boolean;
  /** What follows in the world outside the log. */
  readonly then?: (sent: Sent) => void;
};
type Text = (words?: string) => Id;

export class Mind {
  readonly person: Person;
  readonly device: Device;
  readonly society: Society;
  readonly dice: Dice;
  readonly now: Instant;
  #words = 0;

  constructor(person: Person, device: Device, society: Society, now: Instant) {
    this.person = person;
    this.device = device;
    this.society = society;
    this.dice = device.dice;
    this.now = now;
  }

  get origin(): Id | null {
    return this.device.replica.world.origin;
  }
  get recorded(): readonly Command[] {
    return this.device.replica.recorded;
  }
  get charter() {
    return this.ask(charter);
  }
  get community() {
    return this.ask(community);
  }
  get deliberation() {
    return this.ask(deliberation);
  }
  get accords() {
    return this.ask(accords);
  }
  get assembly() {
    return this.ask(assembly);
  }
  /** Who they are by their replica; null before joining, after going, by a removed device. */
  get self() {
    return this.community.personOf(this.device.key);
  }

  ask<Q>(of: Askable<Q>): Q {
    const { core, world } = this.device.replica;
    return core.standing(world, of, this.now > world.at ? this.now : world.at);
  }

  /** An act to be signed. The body's texts are made up as it is written. */
  deed(kind: Kind, body: (text: Text) => object, more: Omit<Partial<Deed>, "command" | "texts"> = {}): Deed {
    const texts = this.device.wordings();
    return { evidence: [], ...more, command: command(kind, body(this.#textsOf(texts))), texts };
  }

  /** The same, where it turns out while writing whether there is anything to say. */
  deedOrNot(kind: Kind, body: (text: Text) => object | null): Deed | null {
    const texts = this.device.wordings();
    const written = body(this.#textsOf(texts));
    return written === null ? null : { evidence: [], command: command(kind, written), texts };
  }

  #textsOf(texts: Wordings): Text {
    return (words) => texts.text(words ?? this.#someWords());
  }

  #someWords(): string {
    this.#words += 1;
    return `words ${this.#words} by ${this.device.name}`;
  }
}

/** What people do of themselves, each with how often, against the others. Null: nothing of that sort to be done now. */
export type Habit = { readonly name: string; readonly weight: number; readonly tries: (mind: Mind) => Deed | null };
