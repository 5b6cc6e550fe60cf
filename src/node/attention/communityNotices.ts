/**
 * The notices of one open community: looks when something was recorded and once an hour, sends what is due, and does what its members ask of it.
 * The surprising rule: until somebody wants to be told there is no file at all, and nothing is looked at.
 */
import { textOf } from "../../core/log/utf8.ts";
import { charter } from "../../core/registry.ts";
import { HOUR_MS } from "../../core/kernel/time.ts";
import type { Instant } from "../../core/kernel/types.ts";
import { Alarms } from "../sequencer/alarms.ts";
import type { RunningCommunity } from "../sequencer/running.ts";
import type { Carriers, NoticeParts } from "./carriers.ts";
import type { ChannelRow } from "./channelRows.ts";
import { hasAttention, openAttentionFile, type Database } from "./file.ts";
import { askAt, look, rowsOf, stillNeeds, type Rows } from "./looking.ts";
import { never, type Message, type Outcome } from "./message.ts";
import type { Waiting } from "./queueRows.ts";
import { settle, sorted, tokenOf } from "./sending.ts";
import { messageOf, testMessage, type Addressed } from "./wording.ts";

/** What comes within this time of something recorded is looked at together: an act seldom comes alone. */
const LOOK_AFTER_MS = 2_000;
const AT_LEAST_EVERY_MS = HOUR_MS;
/** After a time that is over already. */
const SEND_AFTER_MS = 1_000;

type Open = { readonly database: Database; readonly rows: Rows };

export class CommunityNotices {
  readonly #parts: NoticeParts;
  readonly #folder: string;
  readonly community: RunningCommunity;
  readonly #alarms: Alarms;
  readonly #ended = new AbortController();
  readonly #unsubscribe: () => void;
  /** Channels with a message on its way. */
  readonly #busy = new Map<number, Promise<void>>();
  #open: Open | null = null;
  #isLookSet = false;

  constructor(parts: NoticeParts, folder: string, community: RunningCommunity) {
    this.#parts = parts;
    this.#folder = folder;
    this.community = community;
    this.#alarms = new Alarms(parts.clock);
    this.#unsubscribe = community.subscribe(() => this.#lookSoon());
    if (hasAttention(folder)) this.#lookSoon();
  }

  close(): void {
    this.#ended.abort();
    this.#unsubscribe();
    this.#alarms.silence();
    this.#open?.database.close();
    this.#open = null;
  }

  // ---- the file

  get now(): Instant {
    return this.#parts.clock.now();
  }
  get carriers(): Carriers {
    return this.#parts.carriers;
  }
  get random(): NoticeParts["random"] {
    return this.#parts.random;
  }
  mayMail(address: string): boolean {
    return this.#parts.mayMail(address);
  }
  /** Null where nobody ever wanted a notice. */
  get existing(): Open | null {
    return this.#open !== null || hasAttention(this.#folder) ? this.file() : null;
  }
  /** The same where it is open already. */
  get opened(): Open | null {
    return this.#open;
  }
  file(): Open {
    if (this.#open === null) {
      const database = openAttentionFile(this.#folder);
      this.#open = { database, rows: rowsOf(database) };
    }
    return this.#open;
  }

  // ---- looking

  #lookSoon(): void {
    if (this.#isLookSet || this.#ended.signal.aborted || !hasAttention(this.#folder)) return;
    this.#isLookSet = true;
    this.#alarms.set("look", LOOK_AFTER_MS, () => this.#lookOrWait());
  }

  /** A file that cannot be read or written silences the notices and nothing else. */
  #lookOrWait(): void {
    try {
      this.lookNow();
    } catch {
      this.#alarms.set("hour", AT_LEAST_EVERY_MS, () => this.#lookOrWait());
    }
  }

  /** Looks at once: what is new waits to be sent from now on. */
  lookNow(): void {
    this.#isLookSet = false;
    this.#alarms.cancel("look");
    const open = this.existing;
    if (open === null || this.#ended.signal.aborted || this.community.world().origin === null) return;
    look(open.database, this.community, this.now);
    this.#alarms.set("hour", AT_LEAST_EVERY_MS, () => this.#lookOrWait());
    this.#sendSoon();
  }

  // ---- sending

  /** What fails here is tried again at the next look. */
  #sendSoon(): void {
    this.sendDue().catch(() => undefined);
  }

  /** Sends what is due; answers when each of it was taken or not. */
  async sendDue(): Promise<void> {
    const open = this.existing;
    if (open === null || this.#ended.signal.aborted) return;
    const due = [...open.rows.queue.due(this.now)].filter(([channel]) => !this.#busy.has(channel));
    const name = due.length === 0 ? null : await this.name();
    for (const [id, waiting] of due) this.#begin(open, id, waiting, name);
    await Promise.all(this.#busy.values());
    this.#setNext();
  }

  #setNext(): void {
    const next = this.#open?.rows.queue.nextDue() ?? null;
    if (next === null || this.#ended.signal.aborted) return;
    this.#alarms.set("send", Math.max(SEND_AFTER_MS, next - this.now), () => this.#sendSoon());
  }

  #begin(open: Open, id: number, waiting: readonly Waiting[], name: string | null): void {
    const { queue, channels, members } = open.rows;
    const channel = channels.channel(id);
    const choices = channel === null ? undefined : members.of(channel.member)?.choices;
    if (this.#ended.signal.aborted || this.#busy.has(id) || channel === null || choices === undefined) return;
    const { ask, at } = askAt(this.community, this.now);
    const needs = stillNeeds(ask, channel.member, at);
    const isVoid = ({ category, key }: Waiting): boolean => category === "needsMe" && !needs.has(key);
    const rest = waiting.filter((one) => !isVoid(one));
    const { goes, drops, waitsUntil } = sorted(channel, rest, this.now);
    queue.drop(
      id,
      [...waiting.filter(isVoid), ...drops].map(({ key }) => key),
    );
    if (waitsUntil !== null) queue.postpone(id, waitsUntil);
    if (goes.length === 0) return;
    const keys = goes.map(({ key }) => key);
    const message = messageOf(this.#addressed(channel, choices, name, keys), pressing(goes));
    const sending = this.#send(channel, message).then((outcome) => {
      this.#busy.delete(id);
      if (!this.#ended.signal.aborted) settle(open.database, open.rows, channel, keys, outcome, this.now);
    });
    this.#busy.set(id, sending);
  }

  /** A message that says only that it arrived; the answer is what became of it. */
  async sendTest(channel: ChannelRow): Promise<Outcome> {
    const { database, rows } = this.file();
    const choices = rows.members.of(channel.member)?.choices;
    if (choices === undefined) return never("notOffered");
    const keys = [`test ${this.now}`];
    const addressed = this.#addressed(channel, choices, await this.name(), keys);
    const outcome = await this.#send(channel, testMessage(addressed));
    if (!this.#ended.signal.aborted) settle(database, rows, channel, keys, outcome, this.now);
    return outcome;
  }

  async #send(channel: ChannelRow, message: Message): Promise<Outcome> {
    const outcome = await this.#carry(channel, message);
    this.#parts.count(outcome);
    return outcome;
  }

  #carry({ target }: ChannelRow, message: Message): Promise<Outcome> {
    const { signal } = this.#ended;
    const { push, mail, webhook, ntfy } = this.carriers;
    switch (target.sort) {
      case "push":
        return push.send(target, message, signal);
      case "mail":
        return mail === null ? Promise.resolve(never("notOffered")) : mail.send(target, message, signal);
      case "webhook":
        return webhook.send(target, message, signal);
      case "ntfy":
        return ntfy.send(target, message, signal);
    }
  }

  #addressed(
    channel: ChannelRow,
    choices: Addressed["choices"],
    name: string | null,
    keys: readonly string[],
  ): Addressed {
    const { base, secret } = channel;
    const stopUrl = `${base}/stop/${this.community.origin}/${Buffer.from(secret).toString("base64url")}`;
    return { community: name, choices, base, stopUrl, token: tokenOf(channel, keys), now: this.now };
  }

  /** The community's name; null where it was erased. */
  async name(): Promise<string | null> {
    const hash = askAt(this.community, this.now).ask(charter).founding?.name ?? null;
    if (hash === null) return null;
    const text = (await this.community.reader.texts([hash])).get(hash);
    return text === undefined ? null : textOf(text.utf8);
  }
}

const ORDER = ["safety", "needsMe", "lapse", "decision", "talk"];
const pressing = (waiting: readonly Waiting[]): readonly Waiting[] =>
  waiting.toSorted(
    (a, b) =>
      ORDER.indexOf(a.category) - ORDER.indexOf(b.category) || (a.deadline ?? Infinity) - (b.deadline ?? Infinity),
  );
