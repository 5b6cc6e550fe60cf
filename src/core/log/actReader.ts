/**
 * Reads an act from its bytes (docs/formats/act.md). The surprising rule: it is strict and total: the one canonical encoding of an
 * act gives the act, any other bytes give a value that names the first rule broken, the field and the offset; nothing throws.
 */
import type { Act, Author, Evidence, Id, Instant, Kind, Seen } from "../kernel/types.ts";
import { HASH_BYTES, idOf } from "../hash.ts";
import {
  ACT_BYTES_MAX,
  AFTER_MAX,
  AUDIENCES,
  AUTHOR_KINDS,
  EVIDENCE_KINDS,
  EVIDENCE_MAX,
  FIELDS,
  isInstant,
  isKind,
  KIND_BYTES_MAX,
  SALT_BYTES,
  type ActField,
  type ActRule,
  type MalformedAct,
} from "./actFields.ts";
import { CborReader, MalformedCbor } from "./cbor.ts";
import { SIGNATURE_BYTES } from "./ed25519.ts";
import { rememberedId, rememberedText } from "./remembered.ts";

const NONE: readonly never[] = [];

/** The act that the bytes are, or the first rule they break. Salt, signatures and byte strings in it are views of `bytes`. */
export function decodeAct(bytes: Uint8Array): Act | MalformedAct {
  if (bytes.length > ACT_BYTES_MAX) return { malformed: "tooLong", field: "act", offset: ACT_BYTES_MAX };
  const reader = new ActReader(bytes);
  try {
    return reader.act();
  } catch (error) {
    if (error instanceof MalformedCbor) return { malformed: error.rule, field: reader.field, offset: error.offset };
    if (error instanceof WrongField) return { malformed: error.rule, field: reader.field, offset: reader.offset };
    throw error;
  }
}

class WrongField extends Error {
  readonly rule: ActRule;
  constructor(rule: ActRule) {
    super(rule);
    this.rule = rule;
  }
}

/** Reads one act, field by field; `field` and `offset` tell where it stands when it throws. */
class ActReader {
  field: ActField = "act";
  readonly #cbor: CborReader;

  constructor(bytes: Uint8Array) {
    this.#cbor = new CborReader(bytes);
  }

  get offset(): number {
    return this.#cbor.itemAt;
  }

  act(): Act {
    this.#array(FIELDS, FIELDS);
    this.field = "format";
    if (this.#uint() !== 1) throw new WrongField("unknown");
    const act: Act = {
      format: 1,
      origin: this.#at("origin").#remembered(),
      author: this.#at("author").#author(),
      seq: this.#at("seq").#uint(),
      previous: this.#at("previous").#idOrNull(),
      seen: this.#at("seen").#seen(),
      after: this.#at("after").#after(),
      signedAt: this.#at("signedAt").#instant(),
      notAfter: this.#at("notAfter").#instant(),
      audience: this.#at("audience").#oneOf(AUDIENCES),
      evidence: this.#at("evidence").#evidence(),
      salt: this.#at("salt").#fixed(SALT_BYTES),
      command: { kind: this.#at("kind").#kind(), body: this.#at("body").#cbor.value() },
    };
    this.field = "act";
    this.#cbor.end();
    return act;
  }

  #at(field: ActField): this {
    this.field = field;
    return this;
  }

  #author(): Author {
    return { kind: this.#oneOf(AUTHOR_KINDS), key: this.#remembered() };
  }

  #seen(): Seen | null {
    if (this.#cbor.skipNull()) return null;
    this.#array(2, 2);
    const size = this.#uint();
    if (size === 0) throw new WrongField("outOfRange");
    return { size, root: this.#id() };
  }

  #after(): readonly Id[] {
    const count = this.#array(0, AFTER_MAX);
    if (count === 0) return NONE;
    const after: Id[] = [];
    for (let i = 0; i < count; i++) after.push(this.#id());
    return after;
  }

  #evidence(): readonly Evidence[] {
    const count = this.#array(0, EVIDENCE_MAX);
    if (count === 0) return NONE;
    const evidence: Evidence[] = [];
    for (let i = 0; i < count; i++) {
      this.#array(3, 3);
      evidence.push({
        kind: this.#oneOf(EVIDENCE_KINDS),
        key: this.#remembered(),
        signature: this.#fixed(SIGNATURE_BYTES),
      });
    }
    return evidence;
  }

  #kind(): Kind {
    const length = this.#cbor.textHead();
    if (length === null) throw new WrongField("wrongType");
    if (length > KIND_BYTES_MAX) throw new WrongField("tooLong");
    const at = this.#cbor.skip(length);
    const text = rememberedText(this.#cbor.bytes, at, at + length);
    if (text === null || !isKind(text)) throw new WrongField("badKind");
    return text;
  }

  #instant(): Instant {
    const ms = this.#uint();
    if (!isInstant(ms)) throw new WrongField("outOfRange");
    return ms;
  }

  #uint(): number {
    const number = this.#cbor.uint();
    if (number === null) throw new WrongField("wrongType");
    return number;
  }

  #oneOf<T>(meanings: readonly T[]): T {
    const meaning = meanings[this.#uint()];
    if (meaning === undefined) throw new WrongField("unknown");
    return meaning;
  }

  #array(countMin: number, countMax: number): number {
    const count = this.#cbor.array();
    if (count === null) throw new WrongField("wrongType");
    if (count > countMax || count < countMin) throw new WrongField(countMin === countMax ? "wrongLength" : "tooLong");
    return count;
  }

  #fixed(length: number): Uint8Array {
    const found = this.#cbor.byteStringHead();
    if (found === null) throw new WrongField("wrongType");
    if (found !== length) throw new WrongField("wrongLength");
    const at = this.#cbor.skip(length);
    return this.#cbor.bytes.subarray(at, at + length);
  }

  #idOrNull(): Id | null {
    return this.#cbor.skipNull() ? null : this.#id();
  }

  #id(): Id {
    return idOf(this.#cbor.bytes, this.#hashAt());
  }

  #remembered(): Id {
    return rememberedId(this.#cbor.bytes, this.#hashAt());
  }

  #hashAt(): number {
    const length = this.#cbor.byteStringHead();
    if (length === null) throw new WrongField("wrongType");
    if (length !== HASH_BYTES) throw new WrongField("wrongLength");
    return this.#cbor.skip(length);
  }
}
