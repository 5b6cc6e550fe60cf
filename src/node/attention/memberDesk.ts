/**
 * What one member may ask of the notices: to see and change what they chose, to add, confirm, try and remove ways of being told, and to be
 * forgotten. The surprising rule: it is made for the member of a session and has no way to name another.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { DAY_MS, HOUR_MS, instantOf } from "../../core/kernel/time.ts";
import type { Level, Scope } from "../../core/attention/matter.ts";
import type { Instant } from "../../core/kernel/types.ts";
import type { ChannelRow, ChannelState } from "./channelRows.ts";
import { FIRST_CHOICES, type AskedTarget, type Choices, type Target } from "./choices.ts";
import type { CommunityNotices } from "./communityNotices.ts";
import { forgetTraces, inTransaction } from "./file.ts";
import { forgetMember, type Rows } from "./looking.ts";
import { later, never, type Outcome, type ProblemWord } from "./message.ts";
import { PER_HOUR_MAX, sentThisHour } from "./sending.ts";
import { newSecret } from "./webhook.ts";
import { noticeVoice } from "./wording.ts";

/** More browsers, addresses and programs than anybody reads. */
const CHANNELS_MAX = 12;
const SCOPES_MAX = 500;
const CODES_PER_DAY_MAX = 5;
const CODE_TRIES_MAX = 5;
const CODE_DIGITS = 6;
const CODE_BYTES = 6;
const SECRET_BYTES = 24;

export type ShownChannel = {
  readonly id: number;
  readonly sort: Target["sort"];
  /** Where it leads, for who named it. */
  readonly to: string;
  readonly state: ChannelState;
  readonly problem: ProblemWord | null;
  readonly lost: number;
  readonly waiting: number;
  readonly since: Instant;
};
export type ShownNotices = {
  readonly choices: Choices;
  readonly levels: { readonly scope: Scope; readonly level: Level }[];
  readonly channels: ShownChannel[];
};
/** `secret`: shown this once, for the receiver of a webhook. */
export type Added = { readonly id: number; readonly secret: string | null; readonly outcome: Outcome };

const shownTo = (target: Target): string => {
  switch (target.sort) {
    case "push":
      return target.endpoint;
    case "mail":
      return target.address;
    case "webhook":
      return target.url;
    case "ntfy":
      return `${target.server.replace(/\/$/, "")}/${target.topic}`;
  }
};

export class MemberDesk {
  readonly #notices: CommunityNotices;
  readonly #member: number;
  constructor(notices: CommunityNotices, member: number) {
    this.#notices = notices;
    this.#member = member;
  }

  get #rows(): Rows {
    return this.#notices.file().rows;
  }

  show(): ShownNotices {
    const rows = this.#notices.existing?.rows;
    const chosen = rows?.members.of(this.#member) ?? null;
    return {
      choices: chosen?.choices ?? FIRST_CHOICES,
      levels: [...(chosen?.scopes ?? [])].map(([scope, level]) => ({ scope, level })),
      channels: (rows?.channels.of(this.#member) ?? []).map((channel) => ({
        id: channel.id,
        sort: channel.target.sort,
        to: shownTo(channel.target),
        state: channel.state,
        problem: channel.problem,
        lost: channel.lost,
        waiting: rows?.queue.count(channel.id) ?? 0,
        since: channel.since,
      })),
    };
  }

  choose(choices: Choices): void {
    this.#rows.members.put(this.#member, choices);
    // What stands already is known from here on; only what is new is told.
    this.#notices.lookNow();
  }

  /** False where there are too many already. */
  setLevel(scope: Scope, level: Level | null): boolean {
    const chosen = this.#chosen();
    if (level !== null && !chosen.scopes.has(scope) && chosen.scopes.size >= SCOPES_MAX) return false;
    this.#rows.members.setLevel(this.#member, scope, level);
    return true;
  }

  #chosen() {
    const known = this.#rows.members.of(this.#member);
    if (known !== null) return known;
    this.choose(FIRST_CHOICES);
    return { choices: FIRST_CHOICES, scopes: new Map<Scope, Level>() };
  }

  // ---- ways of being told

  /** Null where there are too many already. @param base the node's address, as this member reached it. */
  async add(asked: AskedTarget, base: string): Promise<Added | null> {
    const { random, carriers, now } = this.#notices;
    this.#chosen();
    const target: Target = asked.sort === "webhook" ? { ...asked, secret: newSecret(random) } : asked;
    const same = this.#rows.channels.of(this.#member).find((channel) => shownTo(channel.target) === shownTo(target));
    if (same !== undefined) this.remove(same.id);
    if (this.#rows.channels.of(this.#member).length >= CHANNELS_MAX) return null;
    const refusal = this.#refusalOf(target);
    if (refusal !== null) return { id: 0, secret: null, outcome: never(refusal) };
    const state = target.sort === "mail" ? "unconfirmed" : "ready";
    const secret = random.bytes(SECRET_BYTES);
    const id = this.#rows.channels.add({ member: this.#member, target, base, state, secret, since: now });
    const outcome =
      target.sort === "mail" && carriers.mail !== null ? await this.#sendCode(id) : ({ kind: "sent" } as const);
    return { id, secret: target.sort === "webhook" ? target.secret : null, outcome };
  }

  #refusalOf(target: Target): ProblemWord | null {
    const { outside, mail } = this.#notices.carriers;
    switch (target.sort) {
      case "mail":
        return mail === null ? "notOffered" : null;
      case "push":
        return outside.refusalOf(target.endpoint);
      case "webhook":
        return outside.refusalOf(target.url);
      case "ntfy":
        return outside.refusalOf(target.server);
    }
  }

  #own(id: number): ChannelRow | null {
    const channel = this.#notices.existing?.rows.channels.channel(id) ?? null;
    return channel?.member === this.#member ? channel : null;
  }

  /** A message that says only that it arrived; for an address that is not confirmed, another code. Null: no such channel. */
  async test(id: number): Promise<Outcome | null> {
    const channel = this.#own(id);
    if (channel === null) return null;
    if (channel.state === "unconfirmed") return this.#sendCode(id);
    if (sentThisHour(channel, this.#notices.now) >= PER_HOUR_MAX) return later("tooMany");
    return this.#notices.sendTest(channel);
  }

  /** False: no such channel. */
  remove(id: number): boolean {
    if (this.#own(id) === null) return false;
    const { database, rows } = this.#notices.file();
    inTransaction(database, () => rows.channels.drop(id));
    forgetTraces(database);
    return true;
  }

  /** Everything this member chose and named, gone from the disk when this returns. */
  forget(): void {
    const open = this.#notices.existing;
    if (open !== null) forgetMember(open.database, open.rows, this.#member);
  }

  // ---- confirming an address

  async #sendCode(id: number): Promise<Outcome> {
    const { carriers, now, random } = this.#notices;
    const channel = this.#own(id);
    if (channel?.target.sort !== "mail" || carriers.mail === null) return never("notOffered");
    const { address } = channel.target;
    const { channels } = this.#rows;
    const isTooMany = channels.codesSince(this.#member, instantOf(now - DAY_MS)) >= CODES_PER_DAY_MAX;
    if (isTooMany || !this.#notices.mayMail(address)) return later("tooMany");
    channels.noteCode(this.#member, now);
    const code = digitsOf(random.bytes(CODE_BYTES));
    channels.putCode(id, { hash: hashOf(channel, code), until: instantOf(now + HOUR_MS), tries: 0 });
    const voice = noticeVoice(this.#chosen().choices.language);
    const text = voice.say("notice.codeText", { host: new URL(channel.base).host, code });
    return carriers.mail.sendCode({ address, subject: voice.say("notice.codeSubject"), text });
  }

  /** Whether this is the code that was sent there last, in time and not after too many guesses. */
  confirm(id: number, said: string): boolean {
    const channel = this.#own(id);
    const { channels } = this.#rows;
    const code = channel === null ? null : channels.codeOf(id);
    if (channel === null || code === null) return false;
    if (code.until <= this.#notices.now || code.tries >= CODE_TRIES_MAX) return false;
    if (!timingSafeEqual(code.hash, hashOf(channel, said))) {
      channels.putCode(id, { ...code, tries: code.tries + 1 });
      return false;
    }
    channels.putCode(id, null);
    channels.fare(id, { ...channel, state: "ready", problem: null, failures: 0, lost: 0 });
    return true;
  }
}

const hashOf = ({ secret }: ChannelRow, code: string): Buffer => createHmac("sha256", secret).update(code).digest();
const digitsOf = (bytes: Uint8Array): string =>
  String(Buffer.from(bytes).readUIntBE(0, CODE_BYTES) % 10 ** CODE_DIGITS).padStart(CODE_DIGITS, "0");
