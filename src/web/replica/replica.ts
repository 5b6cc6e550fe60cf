/**
 * One community on this device: its log, the standing folded from it, the outbox and the wordings. The standing that
 * screens see has this device's unrecorded acts applied on top; the log below stays what the node ordered.
 */
import { charter, community as communityInstitution, core } from "../../core/registry.ts";
import { instantOf } from "../../core/kernel/time.ts";
import type { Entry, Instant } from "../../core/kernel/types.ts";
import type { World } from "../../core/kernel/world.ts";
import { aheadOf, type Ahead } from "./ahead.ts";
import { openCommunity, type CommunityDatabase, type Known } from "./database.ts";
import { appendEntries, readEntries, type Received } from "./localLog.ts";
import { openVerifier, type DeviceKey } from "../crypto/ed25519.ts";
import { Audit } from "./audit.ts";
import { Entries } from "./entries.ts";
import { erasedBy } from "./erasing.ts";
import { Outbox } from "./outbox.ts";
import { entryOf } from "./rawEntry.ts";
import { myActOf, type Reading } from "./reading.ts";
import { refusalOf, refusalOfDecision } from "./rehearse.ts";
import { noteReturned } from "./returned.ts";
import { foldSeeing, type ResultSeen } from "./results.ts";
import { Snapshots } from "./snapshots.ts";
import { Texts } from "./texts.ts";

/** A snapshot is worth its writing after this many new entries. */
const SNAPSHOT_EVERY = 250;

export class Replica {
  readonly known: Known;
  readonly database: CommunityDatabase;
  readonly outbox: Outbox;
  readonly texts: Texts;
  readonly entries: Entries;
  readonly key: DeviceKey | null;
  readonly audit: Audit;
  /** Every entry held, folded. */
  world: World;
  /** So much of the log is cosigned by a quorum of allies. */
  confirmedSize = 0;
  /** Public entries after those held, for somebody whom the node shows no more than that; null for everybody else. */
  #beyond: readonly Entry[] | null = null;
  readonly #snapshots: Snapshots;
  readonly #listeners = new Set<() => void>();
  #snapshotSize: number;
  #stored: (what: "entries" | "outbox") => void = () => undefined;
  /** Results that nobody was told of yet: those of the log's end are seen while it is opened. */
  #results: readonly ResultSeen[] = [];
  #onResult: ((result: ResultSeen) => void) | null = null;
  /** With what it was made of. */
  #ahead: { readonly made: readonly unknown[]; readonly ahead: Ahead } | null = null;

  private constructor(
    known: Known,
    database: CommunityDatabase,
    key: DeviceKey | null,
    world: World,
    snapshots: Snapshots,
  ) {
    this.known = known;
    this.database = database;
    this.key = key;
    this.world = world;
    this.#snapshots = snapshots;
    this.#snapshotSize = world.size;
    this.outbox = new Outbox(database, () => {
      this.#tell();
      this.#stored("outbox");
    });
    this.texts = new Texts(database);
    this.entries = new Entries(database);
    this.audit = new Audit(database, openVerifier(), () => this.#tell());
  }

  /** Opens what is stored: the newest snapshot, then the entries after it. */
  static async open(known: Known): Promise<Replica> {
    const database = await openCommunity(known.profile, known.origin);
    const snapshots = new Snapshots(database);
    const [world, key] = await Promise.all([snapshots.open(), database.get("keys", "device")]);
    const replica = new Replica(known, database, key ?? null, world ?? core.begin(), snapshots);
    await Promise.all([replica.outbox.load(), replica.audit.load()]);
    await replica.catchUp();
    return replica;
  }

  /** Calls back after every change that may change an answer, until the returned function is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls back when this page stored something that other pages of the browser should read. */
  onStored(listener: (what: "entries" | "outbox") => void): void {
    this.#stored = listener;
  }

  /** Calls back for the newest recorded results, and for those that come in from now on. */
  onResult(listener: (result: ResultSeen) => void): void {
    this.#onResult = listener;
    this.#tellResults();
  }

  /** Reads what another page stored. */
  async refresh(): Promise<void> {
    await this.outbox.load();
    await this.catchUp();
    this.#tell();
  }

  /** Folds stored entries that are not yet in the world: those after the snapshot, or those another page stored. */
  async catchUp(): Promise<void> {
    const before = this.world.size;
    for await (const raw of readEntries(this.database, before)) {
      const entries = raw.map(entryOf);
      const refused = new Set<number>();
      const folded = foldSeeing(this.world, entries, ({ index }) => refused.add(index));
      this.world = folded.world;
      this.#results = [...this.#results, ...folded.results].slice(-RESULTS_KEPT);
      const erased = entries.filter(({ index }) => !refused.has(index)).flatMap(erasedBy);
      if (erased.length > 0) await this.texts.erase(erased);
    }
    if (this.world.size === before) return;
    this.#beyond = null;
    this.entries.forgetFrom(before);
    await this.#settle();
  }

  /** Stores and folds entries that follow those held; others are left alone. */
  async take(received: readonly Received[]): Promise<void> {
    if (!(await appendEntries(this.database, received))) return;
    await this.catchUp();
    this.#stored("entries");
  }

  /** Takes public entries that follow what was seen so far; nothing of them is kept, since the rest may yet come. */
  lookOn(received: readonly Received[]): void {
    const seen = this.#beyond ?? [];
    const fresh = received.filter(({ index }) => index >= this.world.size + seen.length);
    const isNext = fresh[0]?.index === this.world.size + seen.length;
    if (!isNext && this.#beyond !== null) return;
    this.#beyond = isNext ? [...seen, ...fresh.map(entryOf)] : seen;
    this.#tell();
  }

  /** Entries held, or seen in public after those. */
  get seen(): number {
    return this.world.size + (this.#beyond?.length ?? 0);
  }

  /** The node announced a checkpoint: is it of the entries held here? */
  async announce(checkpoint: string): Promise<void> {
    const { nodeKey } = core.standing(this.world, charter, this.world.at);
    if (nodeKey !== null) await this.audit.announce(checkpoint, this.known.origin, nodeKey);
  }

  confirm(size: number): void {
    if (size <= this.confirmedSize) return;
    this.confirmedSize = size;
    this.#tell();
  }

  async saveSnapshot(): Promise<void> {
    const { world } = this;
    if (world.size === this.#snapshotSize) return;
    this.#snapshotSize = world.size;
    await this.#snapshots.save(world);
  }

  /** Reads what the last answer missed; true when there was anything to read. */
  async fetchMissed(): Promise<boolean> {
    const found = await Promise.all([this.texts.fetchMissed(), this.entries.fetchMissed()]);
    return found.includes(true);
  }

  /** What screens are answered from, at the device's idea of the time. */
  readingAt(time: number): Reading {
    const { world: ahead, entries, texts } = this.#aheadNow();
    const now = instantOf(Math.max(time, ahead.at));
    const world = core.advance(ahead, now);
    return {
      origin: this.known.origin,
      now,
      settledAt: this.world.at,
      size: this.world.size,
      me: this.key?.publicKey ?? null,
      keyKind: this.key?.kind ?? null,
      isOutside: this.#beyond !== null,
      audit: { checked: this.audit.checked, faults: this.audit.faults, isForked: this.audit.isForked },
      acts: this.outbox.rows.map((row) => myActOf(row, this.confirmedSize)),
      ask: (institution) => core.standing(world, institution, now),
      refusalOf: (kind, body) => refusalOf(world, this.key?.publicKey ?? null, { kind, body }, now),
      refusalOfDecision: (decisionClass, commands, openedAt = null) =>
        refusalOfDecision(world, { decisionClass, commands, openedAt }, now),
      text: (hash) => (hash === null ? null : (texts.get(hash) ?? this.texts.get(hash))),
      entry: (index) => entries[index - this.world.size] ?? this.entries.get(index),
    };
  }

  /** The standing with this device's unrecorded acts on top. */
  worldAhead(): World {
    return this.#aheadNow().world;
  }

  #aheadNow(): Ahead {
    const made = [this.world, this.#beyond, this.outbox.rows] as const;
    if (this.#ahead === null || made.some((part, place) => this.#ahead?.made[place] !== part))
      this.#ahead = { made, ahead: aheadOf(this.world, this.#beyond ?? [], this.outbox.rows) };
    return this.#ahead.ahead;
  }

  /** Whether this device is somebody's here, at `now`. */
  isMine(now: Instant): boolean {
    const me = this.key?.publicKey;
    return me !== undefined && core.standing(this.worldAhead(), communityInstitution, now).personOf(me) !== null;
  }

  close(): void {
    this.audit.stop();
    this.#listeners.clear();
    this.database.close();
  }

  async #settle(): Promise<void> {
    this.texts.forgetMissing();
    await noteReturned(this.database, this.outbox, this.world.size);
    if (this.world.size - this.#snapshotSize >= SNAPSHOT_EVERY) await this.saveSnapshot();
    this.#tell();
    this.#tellResults();
    void this.audit.run();
  }

  #tellResults(): void {
    if (this.#onResult === null) return;
    for (const result of this.#results) this.#onResult(result);
    this.#results = [];
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Each keeps a world alive until it is judged. */
const RESULTS_KEPT = 8;
