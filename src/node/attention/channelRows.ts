/**
 * Members' ways of being told, and how each fares. The surprising rule: a mail address is only a claim until its code came back; before that
 * nothing goes there but the code, and not often.
 */
import { z } from "zod";
import { instantOf } from "../../core/kernel/time.ts";
import type { Instant } from "../../core/kernel/types.ts";
import { targetShape, type Target } from "./choices.ts";
import { problems, type ProblemWord } from "./message.ts";
import { bytesIn, numberIn, textIn, type Database, type Row } from "./file.ts";

/** `failed`: given up until the member tries it again, but for what is about their keys. */
export const channelStates = ["unconfirmed", "ready", "failed"] as const;
export type ChannelState = (typeof channelStates)[number];
const stateShape = z.enum(channelStates);
const problemShape = z.union([z.enum(problems), z.null()]);

export type ChannelRow = {
  readonly id: number;
  readonly member: number;
  readonly target: Target;
  /** The node's address as the member knows it: what links begin with. */
  readonly base: string;
  readonly state: ChannelState;
  readonly problem: ProblemWord | null;
  /** By which whoever receives may stop it, without a session. */
  readonly secret: Uint8Array;
  readonly since: Instant;
  readonly failures: number;
  readonly retryAt: Instant;
  /** Notices that were given up. */
  readonly lost: number;
  /** Messages in the running hour. */
  readonly hour: Instant;
  readonly sent: number;
};
export type Code = { readonly hash: Uint8Array; readonly until: Instant; readonly tries: number };
type NewChannel = Pick<ChannelRow, "member" | "target" | "base" | "state" | "secret" | "since">;
type Faring = Pick<ChannelRow, "state" | "problem" | "failures" | "retryAt" | "lost" | "hour" | "sent">;

const prepared = (database: Database) => ({
  all: database.prepare("SELECT * FROM channels ORDER BY id"),
  of: database.prepare("SELECT * FROM channels WHERE member = ? ORDER BY id"),
  one: database.prepare("SELECT * FROM channels WHERE id = ?"),
  add: database.prepare("INSERT INTO channels (member, target, base, state, secret, since) VALUES (?, ?, ?, ?, ?, ?)"),
  fare: database.prepare(
    "UPDATE channels SET state = ?, problem = ?, failures = ?, retry_at = ?, lost = ?, hour = ?, sent = ? WHERE id = ?",
  ),
  putCode: database.prepare("UPDATE channels SET code = ?, code_until = ?, code_tries = ? WHERE id = ?"),
  drop: database.prepare("DELETE FROM channels WHERE id = ?"),
  dropQueue: database.prepare("DELETE FROM queue WHERE channel = ?"),
  codeSent: database.prepare("INSERT INTO codes VALUES (?, ?)"),
  codesSince: database.prepare("SELECT count(*) AS sent FROM codes WHERE member = ? AND at > ?"),
  forgetCodes: database.prepare("DELETE FROM codes WHERE at <= ?"),
});

const nullableIn = (row: Row, column: string): string | null => (row[column] === null ? null : textIn(row, column));

const channelIn = (row: Row): ChannelRow => ({
  id: numberIn(row, "id"),
  member: numberIn(row, "member"),
  target: targetShape.parse(JSON.parse(textIn(row, "target"))),
  base: textIn(row, "base"),
  state: stateShape.parse(textIn(row, "state")),
  problem: problemShape.parse(nullableIn(row, "problem")),
  secret: bytesIn(row, "secret"),
  since: instantOf(numberIn(row, "since")),
  failures: numberIn(row, "failures"),
  retryAt: instantOf(numberIn(row, "retry_at")),
  lost: numberIn(row, "lost"),
  hour: instantOf(numberIn(row, "hour")),
  sent: numberIn(row, "sent"),
});

export class ChannelRows {
  readonly #rows: ReturnType<typeof prepared>;
  constructor(database: Database) {
    this.#rows = prepared(database);
  }

  all(): readonly ChannelRow[] {
    return this.#rows.all.all().map(channelIn);
  }
  of(member: number): readonly ChannelRow[] {
    return this.#rows.of.all(member).map(channelIn);
  }
  channel(id: number): ChannelRow | null {
    const row = this.#rows.one.get(id);
    return row === undefined ? null : channelIn(row);
  }
  /** Answers its number, which no later one gets. */
  add({ member, target, base, state, secret, since }: NewChannel): number {
    return Number(this.#rows.add.run(member, JSON.stringify(target), base, state, secret, since).lastInsertRowid);
  }
  fare(id: number, { state, problem, failures, retryAt, lost, hour, sent }: Faring): void {
    this.#rows.fare.run(state, problem, failures, retryAt, lost, hour, sent, id);
  }
  /** With what waited to be sent there. */
  drop(id: number): void {
    this.#rows.dropQueue.run(id);
    this.#rows.drop.run(id);
  }

  // ---- codes for addresses that are not confirmed

  codeOf(id: number): Code | null {
    const row = this.#rows.one.get(id);
    if (row?.["code"] === undefined || row["code"] === null) return null;
    const [until, tries] = [instantOf(numberIn(row, "code_until")), numberIn(row, "code_tries")];
    return { hash: bytesIn(row, "code"), until, tries };
  }
  putCode(id: number, code: Code | null): void {
    this.#rows.putCode.run(code?.hash ?? null, code?.until ?? 0, code?.tries ?? 0, id);
  }
  /** How many codes this member had sent since then; older ones are forgotten. */
  codesSince(member: number, from: Instant): number {
    this.#rows.forgetCodes.run(from);
    return numberIn(this.#rows.codesSince.get(member, from) ?? {}, "sent");
  }
  noteCode(member: number, at: Instant): void {
    this.#rows.codeSent.run(member, at);
  }
}
