import { describe, expect, it } from "vitest";
import { pageHash, readPage, newPages } from "./pack.ts";
import { freeze } from "./page.ts";
import { Table } from "./table.ts";

/** A table of two heights, written away and opened again with nothing but its top page read. */
const reopened = (): Table<number> => {
  let table = Table.empty<number>();
  for (let key = 0; key < 100; key += 1) table = table.set(key, key);
  const { root } = table;
  if (root === null) throw new Error("it has rows");
  const pages = new Map<string, Uint8Array>();
  for (const [hash, bytes] of newPages(root, (known) => pages.has(known))) pages.set(hash, bytes);
  const read = (hash: string): Uint8Array => pages.get(hash) ?? new Uint8Array();
  return Table.over<number>(readPage(pageHash(root), read), table.size);
};

describe("a table whose pages are read when needed", () => {
  it("stays as it was when a page read just now is written to", () => {
    const opened = reopened();
    freeze();
    expect(opened.set(50, 999).get(50)).toBe(999);
    expect(opened.get(50)).toBe(50);
  });

  it("stays as it was when a row of a page read just now goes", () => {
    const opened = reopened();
    freeze();
    expect(opened.delete(50).has(50)).toBe(false);
    expect(opened.get(50)).toBe(50);
  });

  it("refuses a page that is not the one named", () => {
    expect(() => readPage("00".repeat(32), () => new Uint8Array([0x80]))).toThrow(RangeError);
  });
});
