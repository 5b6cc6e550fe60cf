/**
 * The words the kernel and every institution share, as types. An institution is a value of one shape
 * (`Institution`): the acts it takes, how they change its state, what is due when, what it answers.
 * The surprising rule: nothing here can name another institution; what one needs of another arrives in its view.
 */
import type { Signal } from "../signals.ts";

export type Brand<T, B extends string> = T & { readonly [K in `is${B}`]: true };
/** Whole milliseconds since 1970-01-01T00:00Z; always an entry's time or a due instant, never a device's clock. */
export type Instant = Brand<number, "Instant">;
/** 32 bytes as 64 lower-case hexadecimal digits: the id of an act, a key, a hash. */
export type Id = Brand<string, "Id">;
export type Kind = `${string}.${string}`;
/** What the body of an act may hold: no maps, no floats, no tags (docs/formats/act.md). */
export type Value = null | boolean | number | string | Uint8Array | readonly Value[];
/** The two strata of the fold. Sealed bodies are opaque to it and have no stratum. */
export type Audience = "public" | "members";

// ---- the log

export type Command = { readonly kind: Kind; readonly body: Value };
export type EvidenceKind = "invitation" | "device" | "blindToken" | "foreignEntry";
/** A countersignature by another key over this origin and author (docs/formats/evidence.md); checked at admission. */
export type Evidence = { readonly kind: EvidenceKind; readonly key: Id; readonly signature: Uint8Array };
export type AuthorKind = "device" | "node" | "pass";
export type Author = { readonly kind: AuthorKind; readonly key: Id };
export type Seen = { readonly size: number; readonly root: Id };
export type Act = {
  readonly format: 1;
  readonly origin: Id;
  readonly author: Author;
  readonly seq: number;
  /** The author's act before this one: evidence of a gap, not a condition. */
  readonly previous: Id | null;
  /** The last checkpoint its author verified: members gossip forks for free. */
  readonly seen: Seen | null;
  /** Acts that must be recorded before this one; checked at admission. */
  readonly after: readonly Id[];
  readonly signedAt: Instant;
  readonly notAfter: Instant;
  readonly audience: Audience | "sealed";
  readonly evidence: readonly Evidence[];
  readonly salt: Uint8Array;
  readonly command: Command;
};
export type SignedAct = {
  readonly id: Id;
  readonly act: Act;
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
};
/** An act with its place and time. In an export for a narrower audience the act is withheld: only its hash is there. */
export type Entry = {
  readonly index: number;
  readonly at: Instant;
  readonly signed: SignedAct | { readonly withheld: Id };
};

// ---- who, and why not

/** Who or what makes an act happen. `member` is null where the act is public: no public effect depends on membership. */
export type Cause =
  | {
      readonly kind: "device";
      readonly key: Id;
      readonly member: number | null;
      readonly act: Id;
      readonly evidence: readonly Evidence[];
    }
  | { readonly kind: "node"; readonly key: Id; readonly act: Id }
  | {
      readonly kind: "decision";
      readonly decision: Id;
      readonly decisionClass: DecisionClass;
      /** When its proposal opened; null while it is a draft being rehearsed; absent: take it that it opens now. */
      readonly openedAt?: Instant | null | undefined;
      readonly act: Id;
    };
export type DecisionClass = "ordinary" | "weighty" | "constitutional" | "urgent";
/**
 * Who may do an act: the ceiling that an act kind declares; the charter may only narrow it.
 * `participant` is a member or a guest; `elector` a member past probation and not suspended; `former` one excluded, who may appeal.
 */
export type Who =
  | { readonly kind: "founder" | "anyDevice" | "node" | "participant" | "member" | "elector" | "former" }
  | { readonly kind: "power"; readonly power: string }
  | { readonly kind: "decision"; readonly atLeast: DecisionClass };
export type Datum = string | number | boolean | null;
/** Why an act is not accepted: a value, turned into words by one table per language. */
export type Refusal = {
  readonly refused: true;
  readonly kind: Kind;
  /** The rule that refuses, as a path: `charter.classes.weighty.quorumPercent`, `law.expiry`, `redLine.no-exclusivity`. */
  readonly clause: string;
  /** The decision that made that rule; null where it came with the founding or is a law of the system. */
  readonly madeBy: Id | null;
  readonly data: Readonly<Record<string, Datum>>;
};
/** All that a red line may test about a command. */
export type Facts = Readonly<Record<string, Datum>>;

// ---- an institution

export type Batch = {
  readonly decision: Id;
  readonly decisionClass: DecisionClass;
  /** When its proposal opened; null while it is a draft (`Cause`). */
  readonly openedAt?: Instant | null | undefined;
  readonly commands: readonly Command[];
};
export type Step<E> = { readonly refused?: never; readonly events: readonly E[]; readonly run?: Batch };
/** `key` orders dues at one instant; it is the ordinal of the thing that is due. */
export type Due = { readonly at: Instant; readonly key: number };
/** `entry` is the log index being applied; `rules` the version of the rules in force. */
export type Context<V> = {
  readonly at: Instant;
  readonly entry: number;
  readonly cause: Cause;
  readonly rules: number;
  readonly view: V;
};
export type Event = { readonly kind: Kind };

/** One kind of act. `B` is what `shape` reads from the body; see `schema.ts`. */
export interface ActKind<S, E extends Event, V, B> {
  readonly kind: Kind;
  readonly shape: Shape<B>;
  readonly who: readonly Who[];
  facts?(state: S, body: B): Facts;
  /** Commands that the body carries along, as a proposal does; their texts count among the act's own. */
  carries?(body: B): readonly Command[];
  decide(state: S, body: B, context: Context<V>): Step<E> | Refusal;
}
export interface Institution<S, E extends Event, V, Q> {
  readonly name: string;
  readonly audience: Audience;
  readonly initial: S;
  readonly acts: readonly ActKind<S, E, V, unknown>[];
  evolve(state: S, event: E, at: Instant): S;
  /** The least due by (at, key), in O(log n); null when nothing is due. */
  nextDue(state: S): Due | null;
  /** Settles that one due; it must be gone afterwards, else the kernel throws. */
  due(state: S, due: Due, context: Omit<Context<V>, "cause">): Step<E>;
  tell(event: E): readonly Signal[];
  readonly hear: {
    readonly [K in Signal["kind"]]?: (
      state: S,
      signal: Extract<Signal, { kind: K }>,
      context: Omit<Context<V>, "cause">,
    ) => Step<E>;
  };
  /** Its questions: of its own state only, so that views cannot recurse. */
  ask(state: S, at: Instant): Q;
}
export type Shape<T> = {
  readonly expects: string;
  /** For whoever looks a shape up: the fields of a record by name, the item of a list. */
  readonly fields?: Readonly<Record<string, Shape<unknown>>>;
  readonly item?: Shape<unknown>;
  read(value: Value, path: string): T | Malformed;
  write(value: T): Value;
  /** Every detachable text the value names, with the limits admission holds it to. */
  texts(value: T, visit: (hash: Id, limit: TextLimit) => void): void;
};
export type TextLimit = { readonly charactersMax: number; readonly wordsMax?: number };
/** A body that does not fit its shape: where, and what was expected. */
export class Malformed {
  readonly path: string;
  readonly expected: string;
  constructor(path: string, expected: string) {
    this.path = path;
    this.expected = expected;
  }
}
