/**
 * Makes a community's log from an export, in a folder that does not have it. The surprising rule: an export is anybody's file, so
 * everything in it is checked on the way in: every signature, every text, the order, the rules and the checkpoint.
 */
import { join } from "node:path";
import { leafHash } from "../../core/log/merkle.ts";
import { leafOf } from "../../core/log/entry.ts";
import { utf8Of } from "../../core/log/utf8.ts";
import { checkpointKey, openCheckpoint } from "../../core/log/checkpoint.ts";
import type { ExportEntry, ExportHeader } from "../../core/log/exportFormat.ts";
import { readExport, type ExportPart } from "../../core/log/exportReader.ts";
import type { Id, SignedAct } from "../../core/kernel/types.ts";
import type { Verifier } from "../../core/log/ed25519.ts";
import { nativeSigner } from "../crypto/ed25519.ts";
import type { Append, LogStore, Naming, StoredText } from "../ports/logStore.ts";
import { readAct, signatureRefusal } from "../sequencer/admission.ts";
import { LogTree } from "../sequencer/logTree.ts";
import { openStanding } from "../sequencer/opening.ts";
import type { Rulebook } from "../sequencer/rulebook.ts";
import { writeKeyFile, type NodeFolder } from "../store/nodeFolder.ts";
import { createLogFile, LOG_FILE, markRestored, openLogStore } from "../store/sqliteStore.ts";

export type ImportParts = {
  readonly folder: NodeFolder;
  readonly rulebook: Rulebook;
  readonly verifier: Verifier;
  /** The 32 bytes of the log's private key, if it is at hand: without it the log can be read and not written. */
  readonly seed: Uint8Array | null;
};
export type Imported = { readonly origin: Id; readonly size: number };

/** The export cannot become a log here. Nothing was left in the folder. */
export class ImportError extends Error {
  override readonly name = "ImportError";
}

/** Throws `NodeRunsError`, `ImportError`, `MalformedExport` or `BrokenLogError`; then nothing has changed. */
export const importExport = async (
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  parts: ImportParts,
): Promise<Imported> => {
  const release = parts.folder.lock();
  try {
    return await importIntoOwn(pieces, parts);
  } finally {
    parts.folder.removeUnfinished();
    release();
  }
};

/** `importExport` for who holds the folder's lock already. */
export const importIntoOwn = async (
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  parts: ImportParts,
): Promise<Imported> => {
  let importing: Importing | null = null;
  for await (const part of readExport(pieces)) {
    if (part.kind === "header") importing = await Importing.begin(part.header, parts);
    else await importing?.take(part);
  }
  if (importing === null) throw new ImportError("The export is empty.");
  return importing.finish();
};

class Importing {
  readonly #header: ExportHeader;
  readonly #parts: ImportParts;
  readonly #store: LogStore;
  readonly #epoch: number;
  readonly #path: string;
  readonly #settle: () => void;
  readonly #named = new Map<Id, Naming>();
  readonly #erased = new Set<Id>();
  #tree = LogTree.empty;

  private constructor(
    header: ExportHeader,
    parts: ImportParts,
    path: string,
    settle: () => void,
    store: LogStore,
    epoch: number,
  ) {
    this.#header = header;
    this.#parts = parts;
    this.#path = path;
    this.#settle = settle;
    this.#store = store;
    this.#epoch = epoch;
  }

  static async begin(header: ExportHeader, parts: ImportParts): Promise<Importing> {
    const { origin, audience } = header;
    if (audience !== "members")
      throw new ImportError(
        "A public export withholds members' acts, so no log can go on from it. Ask a member for theirs.",
      );
    if (parts.folder.has(origin)) throw new ImportError("This community is in the folder already.");
    const { path, finish } = parts.folder.unfinished(origin);
    createLogFile(path, origin);
    const store = openLogStore(path);
    return new Importing(header, parts, path, finish, store, await store.takeOver());
  }

  async take(part: ExportPart): Promise<void> {
    if (part.kind === "entries") await this.#entries(part.entries);
    else if (part.kind === "texts") await this.#texts(part.texts);
  }

  async #entries(entries: readonly ExportEntry[]): Promise<void> {
    const acts = await this.#checked(entries);
    const grown = this.#tree.grow(entries.map((entry) => leafHash(leafOf(entry))));
    await this.#store.append({
      ...this.#append(grown.tree),
      entries: acts.map(({ id, bytes, signature }, place) => ({
        id,
        at: entries[place]?.at ?? never(),
        bytes,
        signature,
      })),
      tiles: grown.tiles,
    });
    this.#tree = grown.tree;
  }

  /** The acts of these entries, each signed by its author and by whoever vouches for them. */
  async #checked(entries: readonly ExportEntry[]): Promise<readonly SignedAct[]> {
    const { rulebook, verifier } = this.#parts;
    const read = entries.map(({ index, signed }) => {
      const act = "withheld" in signed ? null : readAct([signed.bytes, signed.signature], rulebook);
      if (act === null || !("checks" in act)) throw new ImportError(`Entry ${index} is not an act.`);
      this.#note(index, act);
      return act;
    });
    const verdicts = await verifier.verifyAll(read.flatMap(({ checks }) => checks));
    let at = 0;
    for (const [place, { checks }] of read.entries()) {
      const refusal = signatureRefusal(verdicts.slice(at, (at += checks.length)));
      if (refusal !== null) throw new ImportError(`Entry ${entries[place]?.index ?? 0}: ${refusal.kind}.`);
    }
    return read.map(({ signed }) => signed);
  }

  #note(entry: number, { signed: { act }, named }: Extract<ReturnType<typeof readAct>, { checks: unknown }>): void {
    for (const { hash } of named) {
      const first = this.#named.get(hash);
      const isPublic = act.audience === "public" || first?.isPublic === true;
      this.#named.set(hash, { hash, entry: first?.entry ?? entry, isPublic });
    }
    for (const hash of this.#parts.rulebook.erasureOf(act.command)) this.#erased.add(hash);
  }

  async #texts(texts: readonly StoredText[]): Promise<void> {
    const named = texts.flatMap(({ hash }) => this.#named.get(hash) ?? []);
    if (named.length !== texts.length) throw new ImportError("The export holds a text that no act names.");
    await this.#store.append({ ...this.#append(this.#tree), texts, named });
  }

  #append(tree: LogTree): Append {
    const head = { size: tree.size, root: tree.root(), checkpoint: new Uint8Array(0) };
    return {
      epoch: this.#epoch,
      expectedSize: this.#tree.size,
      entries: [],
      tiles: [],
      texts: [],
      named: [],
      erase: [],
      settled: [],
      head,
    };
  }

  async finish(): Promise<Imported> {
    const { origin, checkpoint } = this.#header;
    const head = { size: this.#tree.size, root: this.#tree.root(), checkpoint: utf8Of(checkpoint) };
    await this.#store.append({ ...this.#append(this.#tree), erase: [...this.#erased], head });
    await this.#judge();
    await this.#store.close();
    markRestored(join(this.#path, LOG_FILE), 0);
    if (this.#parts.seed !== null) writeKeyFile(this.#path, this.#parts.seed);
    this.#settle();
    return { origin, size: head.size };
  }

  /** The rules take every entry, and the checkpoint is of this tree, by the key that the founding act names. */
  async #judge(): Promise<void> {
    const { rulebook, verifier, seed } = this.#parts;
    const { world } = await openStanding(this.#store, rulebook, await this.#store.head());
    const nodeKey = rulebook.nodeKey(world);
    if (nodeKey === null || world.origin !== this.#header.origin)
      throw new ImportError("The export is not of the community that it names.");
    const opened = await openCheckpoint(this.#header.checkpoint, checkpointKey(this.#header.origin, nodeKey), verifier);
    if ("fault" in opened)
      throw new ImportError(`Its checkpoint is not signed by the community's node (${opened.fault}).`);
    const { size, root } = opened.checkpoint;
    if (size !== this.#tree.size || root !== this.#tree.root())
      throw new ImportError("Its entries do not have the root that was signed.");
    if (seed !== null && nativeSigner(seed).publicKey !== nodeKey)
      throw new ImportError("The key given is not the one that signs this log.");
  }
}

const never = (): never => {
  throw new Error("There is an act without its entry.");
};
