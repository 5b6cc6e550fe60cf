/** What is sealed for the database opens with the ring that has its key, in its own place, and nowhere else. */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sha256 } from "../../core/hash.ts";
import { utf8Of } from "../../core/log/utf8.ts";
import { systemRandom } from "../ports/systemRandom.ts";
import { KeyRing, KeyRingError, openText, readKeyRing, sealText } from "./keyRing.ts";

const [old, young] = [sha256(utf8Of("old")), sha256(utf8Of("young"))];
const secret = sha256(utf8Of("secret"));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "folkmoot-keys-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a new first key seals, and the old one still opens", () => {
  const sealed = new KeyRing([old], systemRandom).seal(secret, "text a");
  const both = new KeyRing([young, old], systemRandom);
  expect(both.open(sealed, "text a")).toEqual(secret);
  expect(both.seal(secret, "text a").key).not.toBe(sealed.key);
  expect(sealed.bytes).toHaveLength(60);
});

test("without its key, in another's place or changed, nothing opens", () => {
  const ring = new KeyRing([old], systemRandom);
  const sealed = ring.seal(secret, "text a");
  expect(() => new KeyRing([young], systemRandom).open(sealed, "text a")).toThrow(KeyRingError);
  expect(() => ring.open(sealed, "text b")).toThrow(KeyRingError);
  expect(() => ring.open({ ...sealed, bytes: sealed.bytes.map((byte) => byte ^ 1) }, "text a")).toThrow(KeyRingError);
});

test("a text opens with its own key only, and no two have the same", () => {
  const words = utf8Of("Bread on Fridays");
  const [one, other] = [sealText(words, systemRandom), sealText(words, systemRandom)];
  expect(openText(one.key, one.sealed)).toEqual(words);
  expect(() => openText(other.key, one.sealed)).toThrow(KeyRingError);
});

test("the file is made for its owner alone, once, and only where that is allowed", () => {
  const path = join(folder, "store.keys");
  expect(() => readKeyRing(path, systemRandom, false)).toThrow(/copy it from another process/);
  const made = readKeyRing(path, systemRandom, true);
  expect(statSync(path).mode & 0o077).toBe(0);
  expect(readKeyRing(path, systemRandom, false).current).toBe(made.current);
  expect(readKeyRing(path, systemRandom, false).shared("x")).toEqual(made.shared("x"));
});

test("keys come from the environment too, and nothing but keys is taken", () => {
  const given = Buffer.from(old).toString("hex");
  expect(readKeyRing(join(folder, "none"), systemRandom, false, given).current).toBe(
    new KeyRing([old], systemRandom).current,
  );
  expect(() => readKeyRing("", systemRandom, false, "0123")).toThrow(KeyRingError);
  expect(() => readKeyRing("", systemRandom, false, " ")).toThrow(KeyRingError);
});
