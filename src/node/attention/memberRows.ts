/**
 * What members chose, by their ordinals: the community's level, quiet hours, digest, and a level for single threads. Without a row a
 * member is told of nothing.
 */
import { levelShape, choicesShape, scopeShape, type Choices } from "./choices.ts";
import type { Level, Scope } from "../../core/attention/matter.ts";
import { numberIn, textIn, type Database } from "./file.ts";

export type MemberChoices = {
  readonly member: number;
  readonly choices: Choices;
  readonly isPrimed: boolean;
  readonly scopes: ReadonlyMap<Scope, Level>;
};

const prepared = (database: Database) => ({
  all: database.prepare("SELECT member, choices, is_primed FROM members ORDER BY member"),
  one: database.prepare("SELECT member, choices, is_primed FROM members WHERE member = ?"),
  put: database.prepare(
    "INSERT INTO members VALUES (?1, ?2, 0) ON CONFLICT (member) DO UPDATE SET choices = excluded.choices",
  ),
  prime: database.prepare("UPDATE members SET is_primed = 1 WHERE member = ?"),
  levels: database.prepare("SELECT scope, level FROM levels WHERE member = ?"),
  putLevel: database.prepare("INSERT OR REPLACE INTO levels VALUES (?, ?, ?)"),
  dropLevel: database.prepare("DELETE FROM levels WHERE member = ? AND scope = ?"),
  forget: ["members", "levels", "known", "codes"].map((table) =>
    database.prepare(`DELETE FROM ${table} WHERE member = ?`),
  ),
});

export class MemberRows {
  readonly #rows: ReturnType<typeof prepared>;
  constructor(database: Database) {
    this.#rows = prepared(database);
  }

  all(): readonly MemberChoices[] {
    return this.#rows.all.all().map((row) => this.#read(row));
  }
  of(member: number): MemberChoices | null {
    const row = this.#rows.one.get(member);
    return row === undefined ? null : this.#read(row);
  }
  put(member: number, choices: Choices): void {
    this.#rows.put.run(member, JSON.stringify(choices));
  }
  prime(member: number): void {
    this.#rows.prime.run(member);
  }
  /** Null: the community's level counts again. */
  setLevel(member: number, scope: Scope, level: Level | null): void {
    if (level === null) this.#rows.dropLevel.run(member, scope);
    else this.#rows.putLevel.run(member, scope, level);
  }
  forget(member: number): void {
    for (const forget of this.#rows.forget) forget.run(member);
  }

  #read(row: Parameters<typeof numberIn>[0]): MemberChoices {
    const member = numberIn(row, "member");
    return {
      member,
      choices: choicesShape.parse(JSON.parse(textIn(row, "choices"))),
      isPrimed: numberIn(row, "is_primed") === 1,
      scopes: new Map(
        this.#rows.levels
          .all(member)
          .map((level) => [scopeShape.parse(textIn(level, "scope")), levelShape.parse(textIn(level, "level"))]),
      ),
    };
  }
}
