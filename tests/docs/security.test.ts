/** What is promised about security: each promise names a test that is there, and no requirement of the standard is left out. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const textOf = (path: string): string => readFileSync(root + path, "utf8");
const PAGES = ["SECURITY.md", "docs/security/keys.md", "docs/security/asvs.md"];

it.each(PAGES)("%s names only files that are there", (page) => {
  const named = [...textOf(page).matchAll(/`((?:src|tests|docs|bin|vectors)\/[\w./-]+)`/g)].map(
    ([, path = ""]) => path,
  );
  expect(named.filter((path) => !existsSync(root + path))).toEqual([]);
});

it("each promise against an adversary is shown by a test", () => {
  const rows = textOf("SECURITY.md")
    .split("\n")
    .filter((line) => /^\| [A-Z]/.test(line));
  expect(rows.length).toBeGreaterThan(25);
  expect(rows.filter((row) => !/\| (?:`[\w./-]+\.test\.ts`(?:, )?)+ \|$/.test(row))).toEqual([]);
});

describe("the table of ASVS 5.0", () => {
  /** How many requirements of levels 1 and 2 each chapter of version 5.0.0 has: 253 in all. */
  const COUNTS = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7];
  const STATUSES = ["met", "partly", "not met", "n/a"];
  const rows = textOf("docs/security/asvs.md")
    .split("\n")
    .flatMap((line) => {
      const [, numbers = "", , status = "", where = ""] = line.split("|").map((cell) => cell.trim());
      return /^\d/.test(numbers) ? [{ numbers, status, where }] : [];
    });

  /** `1.2.6–1.2.8, 1.3.1` one by one. */
  const eachOf = (numbers: string): readonly string[] =>
    numbers.split(", ").flatMap((range) => {
      const [first = "", last = first] = range.split("–");
      const section = first.slice(0, first.lastIndexOf(".") + 1);
      const [from, to] = [first, last].map((number) => Number(number.slice(number.lastIndexOf(".") + 1)));
      if (from === undefined || to === undefined || !last.startsWith(section)) throw new Error(`no range: ${range}`);
      return Array.from({ length: to - from + 1 }, (_, step) => `${section}${from + step}`);
    });

  it("has every requirement once, with a status and, where it is claimed to be met in part or not, a reason", () => {
    const all = rows.flatMap(({ numbers }) => eachOf(numbers));
    expect(new Set(all).size).toBe(all.length);
    const found = COUNTS.map((_, place) => all.filter((number) => number.startsWith(`${place + 1}.`)).length);
    expect(found).toEqual(COUNTS);
    expect(rows.filter(({ status }) => !STATUSES.includes(status))).toEqual([]);
    expect(rows.filter(({ status, where }) => status !== "met" && where === "")).toEqual([]);
  });
});
