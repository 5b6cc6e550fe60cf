/**
 * This browser: its profiles (several people may share a tablet) and the communities of each. Replicas are opened when first
 * asked for and stay open; each is kept in touch with its node by a courier of its own.
 */
import type { Id } from "../../core/kernel/types.ts";
import { OperatingError } from "../bridge/protocol.ts";
import { Bus } from "./bus.ts";
import type { DeviceKey } from "../crypto/ed25519.ts";
import {
  deleteCommunity,
  openCommunity,
  openDevice,
  type AuthorPlace,
  type DeviceDatabase,
  type Known,
  type Profile,
} from "./database.ts";
import { attest } from "./attesting.ts";
import { HttpNode } from "./httpNode.ts";
import { Link } from "./link.ts";
import { HOLD_MS, HOLDS_MS } from "./outbox.ts";
import { Replica } from "./replica.ts";

const FIRST_PROFILE: Profile = { id: "1", name: "" };

export type Opened = { readonly replica: Replica; readonly link: Link };

export class Device {
  readonly database: DeviceDatabase;
  readonly #bus = new Bus();
  readonly #opened = new Map<Id, Promise<Opened>>();
  readonly #ready = new Map<Id, Opened>();
  readonly #listeners = new Set<() => void>();
  profiles: readonly Profile[];
  profile: Profile;
  communities: readonly Known[] = [];
  holdMs = HOLD_MS;

  private constructor(database: DeviceDatabase, profiles: readonly Profile[], profile: Profile) {
    this.database = database;
    this.profiles = profiles;
    this.profile = profile;
    this.#bus.hear(({ profile: id, origin }) => {
      if (id === this.profile.id) void this.#opened.get(origin)?.then(({ replica }) => replica.refresh());
    });
  }

  static async open(): Promise<Device> {
    const database = await openDevice();
    if ((await database.count("profiles")) === 0) await database.put("profiles", FIRST_PROFILE);
    const profiles = await database.getAll("profiles");
    const current = await database.get("settings", "profile");
    const device = new Device(
      database,
      profiles,
      profiles.find(({ id }) => id === current) ?? profiles[0] ?? FIRST_PROFILE,
    );
    device.holdMs = holdOf(await database.get("settings", "holdMs"));
    await device.#read();
    return device;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The community's replica, opened if need be. */
  async community(origin: Id): Promise<Opened> {
    const opened = this.#opened.get(origin) ?? this.#open(origin);
    this.#opened.set(origin, opened);
    try {
      return await opened;
    } catch (error) {
      this.#opened.delete(origin);
      throw error;
    }
  }

  /** The same if it is open already. */
  openedNow(origin: Id): Opened | null {
    return this.#ready.get(origin) ?? null;
  }

  async remember(known: Known): Promise<void> {
    await this.database.put("communities", known);
    await this.#read();
  }

  /** Begins with a community: its key is stored before anybody can rely on it. */
  async settleIn(
    known: Omit<Known, "profile" | "openedAt">,
    key: DeviceKey | null,
    place: AuthorPlace | null,
  ): Promise<void> {
    const database = await openCommunity(this.profile.id, known.origin);
    if (key !== null) await database.put("keys", key, "device");
    if (place !== null) await database.put("places", place, "device");
    database.close();
    await this.remember({ ...known, profile: this.profile.id, openedAt: Date.now() });
  }

  /** Removes all that this device holds of a community, its key included. */
  async forget(origin: Id): Promise<void> {
    // First from the list, so that no question that is still on a screen opens it again.
    this.communities = this.communities.filter((known) => known.origin !== origin);
    await this.database.delete("communities", [this.profile.id, origin]);
    const opened = await this.#opened.get(origin);
    opened?.link.stop();
    opened?.replica.close();
    this.#opened.delete(origin);
    this.#ready.delete(origin);
    await deleteCommunity(this.profile.id, origin);
    this.#tell();
  }

  async addProfile(name: string): Promise<void> {
    const id = String(1 + Math.max(0, ...this.profiles.map((profile) => Number(profile.id))));
    await this.database.put("profiles", { id, name });
    await this.useProfile(id);
  }

  async useProfile(id: string): Promise<void> {
    for (const opened of this.#opened.values()) {
      const { replica, link } = await opened;
      link.stop();
      replica.close();
    }
    this.#opened.clear();
    this.#ready.clear();
    await this.database.put("settings", id, "profile");
    this.profiles = await this.database.getAll("profiles");
    this.profile = this.profiles.find((profile) => profile.id === id) ?? this.profile;
    await this.#read();
  }

  /** How long acts wait from now on before they are handed over. */
  async hold(ms: number): Promise<void> {
    this.holdMs = holdOf(String(ms));
    await this.database.put("settings", String(this.holdMs), "holdMs");
    for (const { replica } of this.#ready.values()) replica.outbox.holdMs = this.holdMs;
    this.#tell();
  }

  async nameProfile(name: string): Promise<void> {
    await this.database.put("profiles", { ...this.profile, name });
    await this.useProfile(this.profile.id);
  }

  async #read(): Promise<void> {
    this.communities = await this.database.getAllFromIndex("communities", "byProfile", this.profile.id);
    this.#tell();
  }

  /** The node let this device in: it is a member's from now on. */
  async #noteArrival(known: Known): Promise<void> {
    const isArriving = this.communities.some(({ origin, role }) => origin === known.origin && role === "arriving");
    if (isArriving) await this.remember({ ...known, role: "member" });
  }

  /** Keeps the community's name at hand for when its replica is not open. */
  async noteName(origin: Id, name: string): Promise<void> {
    const known = this.communities.find((community) => community.origin === origin);
    if (known !== undefined && known.name !== name) await this.remember({ ...known, name });
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  async #open(origin: Id): Promise<Opened> {
    const known = this.communities.find((community) => community.origin === origin);
    if (known === undefined) throw new OperatingError("unknownCommunity", origin);
    const replica = await Replica.open(known);
    replica.outbox.holdMs = this.holdMs;
    replica.onChange(() => this.#tell());
    replica.onStored((what) => this.#bus.tell({ profile: known.profile, origin, what }));
    const link = new Link(replica, new HttpNode(known.address, origin, replica.key), () => {
      this.#tell();
      if (link.state === "online" && known.role === "arriving") void this.#noteArrival(known);
    });
    const opened = { replica, link };
    replica.onResult((result) => void attest(opened, result));
    link.start();
    this.#ready.set(origin, opened);
    return opened;
  }
}

const holdOf = (stored: string | undefined): number => HOLDS_MS.find((ms) => String(ms) === stored) ?? HOLD_MS;
