/**
 * What is kept in this browser: one small database for the device (profiles, which communities) and one for each
 * community and profile, so that forgetting a community is deleting a database. Entries are kept in blobs of a thousand,
 * because fifty thousand single rows take fifteen times as long to read.
 */
import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Id, Refusal } from "../../core/kernel/types.ts";
import type { DeviceKey } from "../crypto/ed25519.ts";

const VERSION = 1;

export type Profile = { readonly id: string; readonly name: string };

/** A community that this profile takes part in, or looks at. */
export type Known = {
  readonly profile: string;
  readonly origin: Id;
  /** The node's address, without a slash at the end. */
  readonly address: string;
  /** The name last seen, to show before the replica is open. */
  readonly name: string;
  /**
   * `arriving`: this device's key is on its way to be somebody's; `watching`: only looks at what is public, without a key.
   */
  readonly role: "member" | "arriving" | "watching";
  readonly openedAt: number;
};

interface DeviceSchema extends DBSchema {
  profiles: { key: string; value: Profile };
  communities: { key: [string, string]; value: Known; indexes: { byProfile: string } };
  settings: { key: string; value: string };
}

export type StoredText = { readonly salt: Uint8Array; readonly utf8: Uint8Array };

/** Where an act of this device is on its way. `confirmed` is told from the log's checkpoints and not stored. */
export type OutboxState = "waiting" | "sent" | "recorded" | "refused";
export type OutboxRow = {
  /** Order of making. */
  readonly place: number;
  readonly id: Id;
  readonly kind: string;
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
  readonly texts: readonly { readonly hash: Id; readonly salt: Uint8Array; readonly utf8: Uint8Array }[];
  readonly madeAt: number;
  /** Not handed over before; until then it can be taken back. */
  readonly holdUntil: number;
  readonly state: OutboxState;
  readonly index: number | null;
  readonly refusal: Refusal | null;
};

export type SnapshotHead = {
  /** Of the core that folded it. */
  readonly edition: number;
  readonly size: number;
  readonly head: Uint8Array;
  /** The packs of pages it needs, and how many bytes they hold. */
  readonly packs: readonly number[];
  readonly bytes: number;
};

/** What this device's key must remember between its acts (the desk of the core). */
export type AuthorPlace = {
  readonly seq: number;
  readonly previous: Id | null;
};

/** How far the background check has come: entries, bad signatures, the tree's full subtrees up to there. */
export type AuditState = { readonly checked: number; readonly faults: number; readonly full: readonly Uint8Array[] };

interface CommunitySchema extends DBSchema {
  blobs: { key: number; value: Uint8Array };
  tail: { key: number; value: Uint8Array };
  texts: { key: string; value: StoredText };
  packs: { key: number; value: Uint8Array };
  heads: { key: "head"; value: SnapshotHead };
  outbox: { key: number; value: OutboxRow };
  keys: { key: string; value: DeviceKey };
  places: { key: "device"; value: AuthorPlace };
  /** Seeds of the invitations made on this device, by the id of the act. */
  seeds: { key: string; value: Uint8Array };
  /** What is being written and was put before nobody yet, as text, by the name of its drawer. */
  sheets: { key: string; value: string };
  audits: { key: "audit"; value: AuditState };
}

export type DeviceDatabase = IDBPDatabase<DeviceSchema>;
export type CommunityDatabase = IDBPDatabase<CommunitySchema>;

export const openDevice = (): Promise<DeviceDatabase> =>
  openDB<DeviceSchema>("folkmoot", VERSION, {
    upgrade: (database) => {
      database.createObjectStore("profiles", { keyPath: "id" });
      const communities = database.createObjectStore("communities", { keyPath: ["profile", "origin"] });
      communities.createIndex("byProfile", "profile");
      database.createObjectStore("settings");
    },
  });

/** Those whose rows have a key of their own beside them. */
const STORES = ["blobs", "tail", "texts", "packs", "heads", "keys", "places", "seeds", "sheets", "audits"] as const;

const nameOf = (profile: string, origin: Id): string => `folkmoot-${profile}-${origin}`;

export const openCommunity = (profile: string, origin: Id): Promise<CommunityDatabase> =>
  openDB<CommunitySchema>(nameOf(profile, origin), VERSION, {
    upgrade: (database) => {
      for (const store of STORES) database.createObjectStore(store);
      database.createObjectStore("outbox", { keyPath: "place" });
    },
    // Another page deletes this database: let it go, or the deletion would wait for ever.
    blocking: (_current, _blocked, event) => {
      if (event.target instanceof IDBDatabase) event.target.close();
    },
  });

export const deleteCommunity = (profile: string, origin: Id): Promise<void> => deleteDB(nameOf(profile, origin));
