/**
 * What every store of a log must do, whatever it is made of: keep all of an append or nothing, fence off an older writer for ever,
 * and let nothing of an erased text be asked for again.
 */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { idOf, sha256 } from "../../src/core/hash.ts";
import { instantOf } from "../../src/core/kernel/time.ts";
import type { Id } from "../../src/core/kernel/types.ts";
import { actId } from "../../src/core/log/act.ts";
import { textHash } from "../../src/core/log/text.ts";
import { utf8Of } from "../../src/core/log/utf8.ts";
import { StaleWriterError, type Append, type LogStore, type StoredText } from "../../src/node/ports/logStore.ts";

/** One log: opened again it is the same log, by another connection. */
export type LogPlace = { open(): Promise<LogStore>; remove(): Promise<void> };

const hashOf = (words: string): Id => idOf(sha256(utf8Of(words)));
const wording = (words: string): StoredText => {
  const salt = sha256(utf8Of(`salt of ${words}`));
  const utf8 = utf8Of(words);
  return { hash: textHash(salt, utf8), salt, utf8 };
};
const entryOf = (words: string) => {
  const bytes = utf8Of(words);
  return { id: actId(bytes), at: instantOf(1_000), bytes, signature: new Uint8Array(64).fill(words.length) };
};
export const anAppend = (
  epoch: number,
  expectedSize: number,
  words: readonly string[],
  more: Partial<Append> = {},
): Append => {
  const size = expectedSize + words.length;
  const head = { size, root: hashOf(`root of ${size}`), checkpoint: utf8Of(`checkpoint of ${size}`) };
  return {
    epoch,
    expectedSize,
    entries: words.map(entryOf),
    tiles: [],
    texts: [],
    named: [],
    erase: [],
    settled: [],
    head,
    ...more,
  };
};

export const logStoreContract = (name: string, newPlace: () => Promise<LogPlace>): void => {
  let place: LogPlace;
  let store: LogStore;
  const open: LogStore[] = [];
  const again = async (): Promise<LogStore> => {
    const opened = await place.open();
    open.push(opened);
    return opened;
  };
  beforeEach(async () => {
    place = await newPlace();
    store = await again();
  });
  afterEach(async () => {
    for (const opened of open.splice(0)) await opened.close();
    await place.remove();
  });

  describe(`${name}: appends`, () => {
    test("a new log has no head and no entries", async () => {
      expect(await store.head()).toBeNull();
      expect(await store.entries(0, 10)).toEqual([]);
      expect(await store.snapshot()).toBeNull();
    });

    test("what an append brought is there, in order, for another reader too", async () => {
      const epoch = await store.takeOver();
      await store.append(anAppend(epoch, 0, ["one", "two"]));
      await store.append(anAppend(epoch, 2, ["three"]));
      const other = await again();
      expect(await other.head()).toEqual({ epoch, ...anAppend(epoch, 2, ["three"]).head });
      const entries = await other.entries(1, 10);
      expect(entries.map(({ index, bytes }) => [index, Buffer.from(bytes).toString()])).toEqual([
        [1, "two"],
        [2, "three"],
      ]);
      expect(entries[0]?.signature).toEqual(new Uint8Array(64).fill(3));
      expect((await other.entries(0, 2)).map(({ index }) => index)).toEqual([0, 1]);
    });

    test("an act is found by its id", async () => {
      const epoch = await store.takeOver();
      await store.append(anAppend(epoch, 0, ["one", "two"]));
      const found = await store.find([actId(utf8Of("two")), actId(utf8Of("never handed in"))]);
      expect([...found.values()].map(({ index }) => index)).toEqual([1]);
    });

    test("a tile is kept as it was given", async () => {
      const epoch = await store.takeOver();
      const bytes = new Uint8Array(8192).fill(7);
      await store.append(anAppend(epoch, 0, ["one"], { tiles: [{ level: 1, index: 3, bytes }] }));
      expect(await store.tile(1, 3)).toEqual(bytes);
      expect(await store.tile(0, 3)).toBeNull();
    });

    test("an append that cannot be stored whole leaves nothing behind", async () => {
      const epoch = await store.takeOver();
      const tiles = [{ level: 0, index: 0, bytes: new Uint8Array(8192) }];
      await store.append(anAppend(epoch, 0, ["one"], { tiles }));
      const text = wording("with the failing one");
      await expect(store.append(anAppend(epoch, 1, ["two"], { tiles, texts: [text] }))).rejects.toThrow();
      expect((await store.head())?.size).toBe(1);
      expect(await store.entries(1, 10)).toEqual([]);
      expect((await store.texts([text.hash])).size).toBe(0);
      await store.append(anAppend(epoch, 1, ["two"]));
      expect((await store.head())?.size).toBe(2);
    });
  });

  describe(`${name}: writers`, () => {
    test("each writer's epoch is above all before", async () => {
      const first = await store.takeOver();
      const second = await (await again()).takeOver();
      expect(second).toBeGreaterThan(first);
    });

    test("a writer with an older epoch is refused for ever, also when the newer one is gone", async () => {
      const old = await store.takeOver();
      await store.append(anAppend(old, 0, ["one"]));
      const newer = await again();
      const epoch = await newer.takeOver();
      await expect(store.append(anAppend(old, 1, ["two"]))).rejects.toThrow(StaleWriterError);
      await newer.append(anAppend(epoch, 1, ["two, by the new one"]));
      await newer.close();
      open.pop();
      await expect(store.append(anAppend(old, 2, ["three"]))).rejects.toThrow(StaleWriterError);
      await expect(store.keepPending(old, [], [])).rejects.toThrow(StaleWriterError);
      await expect(store.refusePending(old, [], [], instantOf(0))).rejects.toThrow(StaleWriterError);
      expect((await store.head())?.size).toBe(2);
    });

    test("a writer that is wrong about the size is refused and changes nothing", async () => {
      const epoch = await store.takeOver();
      await store.append(anAppend(epoch, 0, ["one"]));
      await expect(store.append(anAppend(epoch, 0, ["another first"]))).rejects.toThrow(StaleWriterError);
      await expect(store.append(anAppend(epoch, 5, ["six"]))).rejects.toThrow(StaleWriterError);
      expect((await store.entries(0, 10)).length).toBe(1);
    });
  });

  describe(`${name}: texts`, () => {
    const [kept, gone] = [wording("stays"), wording("goes")];

    test("a text is there until it is erased, and cannot be brought back", async () => {
      const epoch = await store.takeOver();
      await store.append(anAppend(epoch, 0, ["one"], { texts: [kept, gone] }));
      expect((await store.texts([kept.hash, gone.hash])).get(gone.hash)).toEqual(gone);
      await store.append(anAppend(epoch, 1, ["erase"], { erase: [gone.hash] }));
      await store.append(anAppend(epoch, 2, ["bring it back"], { texts: [gone] }));
      const left = await (await again()).texts([kept.hash, gone.hash]);
      expect([...left.values()]).toEqual([kept]);
      expect((await store.textFacts([gone.hash])).get(gone.hash)?.isErased).toBe(true);
    });

    test("a text erased before it came is not taken in", async () => {
      const epoch = await store.takeOver();
      await store.append(anAppend(epoch, 0, ["erase"], { erase: [gone.hash] }));
      await store.append(anAppend(epoch, 1, ["two"], { texts: [gone] }));
      expect((await store.texts([gone.hash])).size).toBe(0);
    });

    test("the first entry that names a text is remembered, and whether a public one did", async () => {
      const epoch = await store.takeOver();
      const name = (entry: number, isPublic: boolean) => ({ named: [{ hash: kept.hash, entry, isPublic }] });
      await store.append(anAppend(epoch, 0, ["one"], { texts: [kept], ...name(0, false) }));
      const facts = async () => (await store.textFacts([kept.hash, gone.hash])).get(kept.hash);
      expect(await facts()).toEqual({ isErased: false, entry: 0, isPublic: false });
      await store.append(anAppend(epoch, 1, ["two"], name(1, true)));
      expect(await facts()).toEqual({ isErased: false, entry: 0, isPublic: true });
      await store.append(anAppend(epoch, 2, ["three"], name(2, false)));
      expect(await facts()).toEqual({ isErased: false, entry: 0, isPublic: true });
    });

    test("the texts that entries name are listed by hash, without erased ones, and the public ones apart", async () => {
      const epoch = await store.takeOver();
      const texts = ["a", "b", "c", "d", "e"].map(wording);
      const named = texts.slice(0, 4).map(({ hash }, entry) => ({ hash, entry: 0, isPublic: entry > 1 }));
      await store.append(anAppend(epoch, 0, ["one"], { texts, named }));
      const [, b = "", c = "", d = ""] = texts.map(({ hash }) => hash);
      expect(await store.namedTexts("all")).toEqual(
        texts
          .slice(0, 4)
          .map(({ hash }) => hash)
          .sort(),
      );
      expect(await store.namedTexts("public")).toEqual([c, d].sort());
      await store.append(anAppend(epoch, 1, ["two"], { erase: texts.slice(0, 1).map(({ hash }) => hash) }));
      expect(await store.namedTexts("all")).toEqual([b, c, d].sort());
      expect(await store.erasedTexts()).toEqual(texts.slice(0, 1).map(({ hash }) => hash));
    });

    test("traces of erased texts can be asked away when nobody reads", async () => {
      const epoch = await store.takeOver();
      await store.append(anAppend(epoch, 0, ["one"], { texts: [gone] }));
      await store.append(anAppend(epoch, 1, ["erase"], { erase: [gone.hash] }));
      expect(await store.eraseTraces()).toBe(true);
    });
  });

  describe(`${name}: promised acts`, () => {
    const text = wording("of the promised act");
    const promised = { ...entryOf("promised"), promise: utf8Of("by noon"), by: instantOf(2_000) };
    const { at, ...pending } = promised;

    test("a promised act and its text are kept until an append settles it", async () => {
      expect(at).toBe(1_000);
      const epoch = await store.takeOver();
      await store.keepPending(epoch, [pending], [text]);
      expect(await (await again()).pending()).toEqual([pending]);
      expect((await store.texts([text.hash])).get(text.hash)).toEqual(text);
      await store.append(
        anAppend(epoch, 0, ["promised"], {
          settled: [pending.id],
          named: [{ hash: text.hash, entry: 0, isPublic: false }],
        }),
      );
      expect(await store.pending()).toEqual([]);
      expect((await store.textFacts([text.hash])).get(text.hash)?.entry).toBe(0);
    });

    test("a promised act that is refused leaves its signed refusal; its text is gone but welcome again", async () => {
      const epoch = await store.takeOver();
      await store.keepPending(epoch, [pending], [text]);
      await store.refusePending(
        epoch,
        [{ id: pending.id, note: utf8Of("no"), until: instantOf(9_000) }],
        [text.hash],
        instantOf(3_000),
      );
      expect(await store.pending()).toEqual([]);
      expect(await store.signedRefusal(pending.id)).toEqual(utf8Of("no"));
      expect((await store.textFacts([text.hash])).size).toBe(0);
      await store.append(anAppend(epoch, 0, ["one"], { texts: [text] }));
      expect((await store.texts([text.hash])).size).toBe(1);
    });
  });

  describe(`${name}: snapshots`, () => {
    const page = (words: string): readonly [string, Uint8Array] => [hashOf(words), utf8Of(words)];
    const snapshotAt = (size: number) => ({
      size,
      root: hashOf(String(size)),
      head: utf8Of(`head ${size}`),
      stateRoots: [hashOf("p"), hashOf("m")] as const,
    });

    test("the last snapshot is there with its pages, until it is dropped", async () => {
      await store.writeSnapshot(snapshotAt(1), new Map([page("a")]));
      await store.writeSnapshot(snapshotAt(2), new Map([page("a"), page("b")]));
      const other = await again();
      expect(await other.snapshot()).toEqual(snapshotAt(2));
      expect([page("a"), page("b"), page("c")].map(([hash]) => other.pages.has(hash))).toEqual([true, true, false]);
      expect(other.pages.read(page("b")[0])).toEqual(page("b")[1]);
      await store.dropSnapshots();
      expect(await store.snapshot()).toBeNull();
    });
  });
};
