/**
 * A node's folder: one sub-folder for each community, keys prepared for communities to be founded, and a lock. The surprising rule:
 * the lock is a database file held open, since the system lets go of it when the process dies, however it dies.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { bytesOf, hexOf, parseId } from "../../core/hash.ts";
import type { Id } from "../../core/kernel/types.ts";
import { nativeSigner, type NativeSigner } from "../crypto/ed25519.ts";
import type { Random } from "../ports/random.ts";
import { openLock } from "./database.ts";
import { syncFolder, writeDurably } from "./durable.ts";
import { createLogFile } from "./sqliteStore.ts";

const LOCK_FILE = "node.lock";
export const KEY_FILE = "node.key";
const SEED_BYTES = 32;
/** Keys asked for and never used to found; the oldest goes when another is asked for. */
const PREPARED_MAX = 1_000;
/** A community that is being imported or restored lies under this name until it is whole; what it replaces, under the other. */
const UNFINISHED = ".new";
const REPLACED = ".replaced";
const UNFINISHED_NAME = /\.(?:new|part|cleaning)(?:$|[-.])/;

export class NodeFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
    for (const folder of [path, this.#communities, this.#prepared, this.backups])
      mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  get #communities(): string {
    return join(this.path, "communities");
  }
  get #prepared(): string {
    return join(this.path, "prepared");
  }
  get backups(): string {
    return join(this.path, "backups");
  }

  /** Held by the one process that runs this node; the answer lets go of it. Throws `NodeRunsError` where another holds it. */
  lock(): () => void {
    const release = openLock(join(this.path, LOCK_FILE));
    if (release === null) throw new NodeRunsError(this.path);
    return release;
  }

  /** Every community whose log is here. */
  communities(): readonly Id[] {
    return readdirSync(this.#communities).flatMap((name) => parseId(name) ?? []);
  }

  has(origin: Id): boolean {
    return existsSync(this.communityPath(origin));
  }

  communityPath(origin: Id): string {
    return join(this.#communities, origin);
  }

  /** An empty place to build a community's folder in, and the step that gives it its name. */
  unfinished(origin: Id): { readonly path: string; readonly finish: () => void } {
    const path = this.communityPath(origin) + UNFINISHED;
    rmSync(path, { recursive: true, force: true });
    mkdirSync(path, { mode: 0o700 });
    return {
      path,
      finish: () => {
        syncFolder(path);
        this.#takePlace(path, this.communityPath(origin));
      },
    };
  }

  /** At every moment there is a whole folder under one of the two names. */
  #takePlace(path: string, place: string): void {
    const isReplacing = existsSync(place);
    if (isReplacing) renameSync(place, place + REPLACED);
    renameSync(path, place);
    syncFolder(this.#communities);
    if (isReplacing) rmSync(place + REPLACED, { recursive: true });
  }

  /** What an interrupted import, restore, founding, backup or cleaning left behind; it may hold texts that are erased by now. */
  removeUnfinished(): void {
    for (const name of readdirSync(this.#communities).filter((one) => one.endsWith(REPLACED))) {
      const [path, place] = [join(this.#communities, name), join(this.#communities, name.slice(0, -REPLACED.length))];
      if (existsSync(place)) rmSync(path, { recursive: true });
      else renameSync(path, place);
    }
    for (const folder of [this.#communities, this.backups])
      for (const name of readdirSync(folder))
        if (UNFINISHED_NAME.test(name)) rmSync(join(folder, name), { recursive: true });
  }

  remove(origin: Id): void {
    rmSync(this.communityPath(origin), { recursive: true, force: true });
  }

  // ---- keys

  /** A fresh log key; its public half is to be named in a founding act. */
  prepareKey(random: Random): Id {
    const paths = readdirSync(this.#prepared).map((name) => join(this.#prepared, name));
    if (paths.length >= PREPARED_MAX) rmSync(oldestOf(paths));
    const seed = random.bytes(SEED_BYTES);
    const { publicKey } = nativeSigner(seed);
    writeSeed(this.#preparedPath(publicKey), seed);
    return publicKey;
  }

  isPrepared(key: Id): boolean {
    return existsSync(this.#preparedPath(key));
  }

  #preparedPath(key: Id): string {
    return join(this.#prepared, `${key}.key`);
  }

  /** An empty log for a community whose founding act names a prepared key, which becomes its own. */
  found(origin: Id, key: Id): void {
    const { path, finish } = this.unfinished(origin);
    createLogFile(path, origin);
    writeSeed(join(path, KEY_FILE), readSeed(this.#preparedPath(key)));
    finish();
  }

  /** After the founding act is recorded the prepared key is nobody else's to use. */
  usePrepared(key: Id): void {
    rmSync(this.#preparedPath(key), { force: true });
  }

  /** The signer of a community's log, or null where its key is not here. */
  signer(origin: Id): NativeSigner | null {
    const path = join(this.communityPath(origin), KEY_FILE);
    return existsSync(path) ? nativeSigner(readSeed(path)) : null;
  }
}

export const writeKeyFile = (folder: string, seed: Uint8Array): void => writeSeed(join(folder, KEY_FILE), seed);

const oldestOf = (paths: readonly string[]): string =>
  paths
    .map((path) => ({ path, at: statSync(path).mtimeMs }))
    .reduce((oldest, one) => (one.at < oldest.at ? one : oldest)).path;

const writeSeed = (path: string, seed: Uint8Array): void => writeDurably(path, Buffer.from(`${hexOf(seed)}\n`));

const readSeed = (path: string): Uint8Array => {
  const text = readFileSync(path, "utf8").trim();
  if (parseId(text) === null) throw new KeyFileError(path);
  return bytesOf(text);
};

/** Another process runs this node. Stop it first, or name another folder. */
export class NodeRunsError extends Error {
  override readonly name = "NodeRunsError";
  constructor(path: string) {
    super(`A node is running in ${path}. Stop it first, or name another folder.`);
  }
}

/** A key file must hold 64 lower-case hexadecimal digits. Put the right file in its place. */
class KeyFileError extends Error {
  override readonly name = "KeyFileError";
  constructor(path: string) {
    super(`${path} holds no key: 64 lower-case hexadecimal digits are expected.`);
  }
}
