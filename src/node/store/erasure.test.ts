/** An erased text is nowhere in the folder: every byte of every file is looked at, for the wording and for its salt. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { anAppend } from "../../../tests/contracts/logStore.ts";
import { filesHolding } from "../../../tests/byteScan.ts";
import { idOf, sha256 } from "../../core/hash.ts";
import { instantOf } from "../../core/kernel/time.ts";
import { textHash } from "../../core/log/text.ts";
import { utf8Of } from "../../core/log/utf8.ts";
import type { LogStore, StoredText } from "../ports/logStore.ts";
import { createLogFile, openLogReader, openLogStore } from "./sqliteStore.ts";

let folder: string;
let store: LogStore;
let epoch: number;
let size = 0;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "folkmoot-erasure-"));
  createLogFile(folder, idOf(sha256(utf8Of("a community"))));
  store = openLogStore(folder);
  epoch = await store.takeOver();
  size = 0;
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const findInFolder = (texts: readonly StoredText[]): readonly string[] =>
  filesHolding(
    folder,
    texts.flatMap(({ salt, utf8 }) => [salt, utf8]),
  );

const wording = (number: number, length: number): StoredText => {
  const salt = sha256(utf8Of(`salt ${number}`));
  const words: string[] = [];
  while (words.join(" ").length < length)
    words.push(Buffer.from(sha256(utf8Of(`${number}/${words.length}`))).toString("base64url"));
  const utf8 = utf8Of(words.join(" ").slice(0, Math.max(length, 16)));
  return { hash: textHash(salt, utf8), salt, utf8 };
};
const append = async (more: Parameters<typeof anAppend>[3]): Promise<void> => {
  await store.append(anAppend(epoch, size, [`entry ${size}`], more));
  size += 1;
};

describe("an erased text", () => {
  test("is found in the folder before, and nowhere after, while the others stay", async () => {
    const lengths = [16, 40, 300, 5_000, 60_000];
    const texts = Array.from({ length: 200 }, (_, number) => wording(number, lengths[number % lengths.length] ?? 16));
    for (let at = 0; at < texts.length; at += 10) await append({ texts: texts.slice(at, at + 10) });
    const isGone = (_: unknown, place: number): boolean => place % 3 === 0 || (place > 60 && place < 110);
    const gone = texts.filter(isGone);
    expect(findInFolder(gone.slice(0, 1))).not.toEqual([]);
    for (const text of gone) await append({ erase: [text.hash] });
    expect(await store.eraseTraces()).toBe(true);
    expect(findInFolder(gone)).toEqual([]);
    const left = texts.filter((text, place) => !isGone(text, place));
    expect((await store.texts(texts.map(({ hash }) => hash))).size).toBe(left.length);
  });

  test("is nowhere while another process has the log open", async () => {
    const text = wording(1, 300);
    await append({ texts: [text] });
    const reader = openLogReader(folder);
    expect((await reader.texts([text.hash])).size).toBe(1);
    await append({ erase: [text.hash] });
    expect(await store.eraseTraces()).toBe(true);
    expect(findInFolder([text])).toEqual([]);
    expect((await reader.texts([text.hash])).size).toBe(0);
    await reader.close();
  });

  test("is nowhere when it came with a promised act that was refused", async () => {
    const [text, other] = [wording(1, 300), wording(2, 300)];
    const bytes = utf8Of("promised");
    const pending = {
      id: idOf(sha256(bytes)),
      bytes,
      signature: new Uint8Array(64),
      promise: utf8Of("by noon"),
      by: instantOf(0),
    };
    await store.keepPending(epoch, [pending], [text, other]);
    await store.refusePending(
      epoch,
      [{ id: pending.id, note: utf8Of("no"), until: instantOf(0) }],
      [text.hash],
      instantOf(0),
    );
    expect(await store.eraseTraces()).toBe(true);
    expect(findInFolder([text])).toEqual([]);
    expect((await store.texts([text.hash, other.hash])).size).toBe(1);
  });
});
