/** The SQLite store keeps the contract of every store, and a few promises of its own. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { anAppend, logStoreContract } from "../../../tests/contracts/logStore.ts";
import { idOf, sha256 } from "../../core/hash.ts";
import { utf8Of } from "../../core/log/utf8.ts";
import { createLogFile, openLogReader, openLogStore } from "./sqliteStore.ts";

const origin = idOf(sha256(utf8Of("a community")));
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "folkmoot-store-"));
  createLogFile(folder, origin);
  return folder;
};

logStoreContract("SQLite", () => {
  const folder = newFolder();
  return Promise.resolve({
    open: () => Promise.resolve(openLogStore(folder)),
    remove: () => {
      rmSync(folder, { recursive: true });
      return Promise.resolve();
    },
  });
});

test("a reader beside the writer sees what is committed", async () => {
  const folder = newFolder();
  const store = openLogStore(folder);
  const reader = openLogReader(folder);
  expect(reader.origin).toBe(origin);
  const epoch = await store.takeOver();
  await store.append(anAppend(epoch, 0, ["one"]));
  expect((await reader.head())?.size).toBe(1);
  await reader.close();
  await store.close();
  rmSync(folder, { recursive: true });
});
