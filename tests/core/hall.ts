/**
 * A meeting hall to try members' rules in: the whole real fold, founded from a template with a few terms changed, and people
 * who act one after the other at times a test says. Nothing is signed, since the fold never looks at signatures.
 */
import { idOf, sha256, ZERO_ID } from "../../src/core/hash.ts";
import { resultsOwed } from "../../src/core/judge.ts";
import { daysAfter, instantOf, MINUTE_MS } from "../../src/core/kernel/time.ts";
import type {
  AuthorKind,
  Datum,
  DecisionClass,
  Entry,
  Evidence,
  Id,
  Instant,
  Kind,
  Refusal,
} from "../../src/core/kernel/types.ts";
import type { World } from "../../src/core/kernel/world.ts";
import { utf8Of } from "../../src/core/log/utf8.ts";
import { court } from "../../src/core/nodeActs.ts";
import { assembly, audienceFor, charter, command, community, core, deliberation } from "../../src/core/registry.ts";
import { foundingBody, template } from "../../src/core/templates/index.ts";

export const START = instantOf(Date.UTC(2026, 2, 1, 9));
export const HOUR = 60;
export const DAY = 24 * HOUR; // minutes

/** An id that stands for the words. */
export const named = (words: string): Id => idOf(sha256(utf8Of(words)));

export type Person = { readonly name: string; readonly kind: AuthorKind; readonly key: Id; seq: number };
export type Said = { readonly id: Id; readonly refusal: Refusal | null; readonly entry: Entry };
export type Terms = Readonly<Record<string, Datum>>;

/** Rules that six people can try out: half must take part, two days to say no. */
const TERMS: Terms = {
  "percentages.floorPeople": 2,
  "membership.probationDays": 0,
  "classes.ordinary.quorumPercent": 50,
  "classes.ordinary.method": "consent",
  "classes.ordinary.fallback": "majority",
  "classes.ordinary.deliberationMinutes": 4 * DAY,
  "classes.ordinary.voteMinutes": 3 * DAY,
  "classes.ordinary.coolingOffMinutes": 2 * DAY,
  "classes.ordinary.lateQuorumMinutes": DAY,
  "classes.ordinary.callBackPercent": 40,
  "classes.ordinary.reviewDays": 180,
  "classes.weighty.method": "supermajority",
  "classes.weighty.quorumPercent": 50,
  "classes.weighty.deliberationMinutes": 4 * DAY,
  "classes.weighty.voteMinutes": 3 * DAY,
  "classes.weighty.coolingOffMinutes": 2 * DAY,
  "classes.weighty.lateQuorumMinutes": 0,
};

const device = (name: string): Person => ({ name, kind: "device", key: named(`device of ${name}`), seq: 0 });

export class Hall {
  world: World = core.begin();
  now: Instant = START;
  readonly people: Person[] = [];
  readonly node: Person = { name: "node", kind: "node", key: named("node"), seq: 0 };
  private counter = 0;

  /** What the fold says to an act now. A refused act stays out of this log, so that a test may try again. */
  attempt(by: Person, kind: Kind, body: unknown, evidence: readonly Evidence[] = []): Said {
    this.counter += 1;
    const entry = this.entry(by, kind, body, evidence);
    const { world, refusal } = core.apply(this.world, entry);
    const id = "act" in entry.signed ? entry.signed.id : ZERO_ID;
    if (refusal === null) {
      this.world = world;
      by.seq += 1;
    }
    return { id, refusal, entry };
  }

  /** An act that must be accepted; the id of what it made. */
  act(by: Person, kind: Kind, body: unknown, evidence: readonly Evidence[] = []): Id {
    const { id, refusal } = this.attempt(by, kind, body, evidence);
    if (refusal !== null)
      throw new Error(`${by.name}: ${kind} was refused: ${refusal.kind} ${JSON.stringify(refusal.data)}`);
    return id;
  }

  /** The kind of the refusal, or null where the act is accepted. */
  refused(by: Person, kind: Kind, body: unknown): Kind | null {
    return this.attempt(by, kind, body).refusal?.kind ?? null;
  }

  private entry(by: Person, kind: Kind, body: unknown, evidence: readonly Evidence[]): Entry {
    const act = {
      format: 1,
      origin: this.world.origin ?? ZERO_ID,
      author: { kind: by.kind, key: by.key },
      seq: by.seq,
      previous: null,
      seen: null,
      after: [],
      signedAt: this.now,
      notAfter: daysAfter(this.now, 30),
      audience: audienceFor(kind),
      evidence,
      salt: new Uint8Array(16),
      command: command(kind, body),
    } as const;
    const id = named(`act ${this.counter}`);
    const empty = new Uint8Array();
    return { index: this.world.size, at: this.now, signed: { id, act, bytes: empty, signature: empty } };
  }

  /** What a decision does, taken outside this hall. */
  decide(decisionClass: DecisionClass, decision: Id, kind: Kind, body: unknown): void {
    const cause = { kind: "decision", decision, decisionClass, act: named(`${decision} ${kind}`) } as const;
    const { world, refusal } = core.perform(this.world, command(kind, body), cause, this.now);
    if (refusal !== null) throw new Error(`${kind} was refused: ${refusal.kind} ${JSON.stringify(refusal.data)}`);
    this.world = world;
  }

  /** The next instant at which something becomes possible or ends for this proposal. */
  endOf(id: Id): Instant {
    return this.proposal(id).clock.next?.at ?? this.now;
  }
  passes(id: Id): void {
    this.until(this.endOf(id));
  }
  wait(minutes: number): void {
    this.now = instantOf(this.now + minutes * MINUTE_MS);
  }
  until(time: Instant): void {
    this.now = time;
  }
  /** The last instant before `time`. */
  untilJustBefore(time: Instant): void {
    this.now = instantOf(time - 1);
  }

  /** The node puts on record what is owed now. */
  record(): readonly Said[] {
    const said: Said[] = [];
    for (let owed = resultsOwed(court, this.world, this.now)[0]; owed !== undefined;) {
      const each = this.attempt(this.node, "result.record", owed);
      said.push(each);
      owed = each.refusal === null ? resultsOwed(court, this.world, this.now)[0] : undefined;
    }
    return said;
  }

  get proposals(): ReturnType<typeof deliberation.ask> {
    return core.standing(this.world, deliberation, this.now);
  }
  get results(): ReturnType<typeof assembly.ask> {
    return core.standing(this.world, assembly, this.now);
  }
  /** The version of the rules in force. */
  get rules(): number {
    return core.standing(this.world, charter, this.now).rules;
  }
  /** The proposal of an id, as it stands now. */
  proposal(id: Id): NonNullable<ReturnType<Hall["proposals"]["proposal"]>> {
    const ordinal = this.proposals.resolve(id);
    const proposal = ordinal === undefined ? null : this.proposals.proposal(ordinal);
    if (proposal === null) throw new RangeError(`no proposal ${id}`);
    return proposal;
  }
  memberOf(person: Person): number {
    const member = core.standing(this.world, community, this.now).personOf(person.key)?.member;
    if (member === undefined) throw new RangeError(`${person.name} is no member`);
    return member;
  }
  /** The id by which acts name a member: that of the act by which they came in. */
  memberId(person: Person): Id {
    const member = core.standing(this.world, community, this.now).member(this.memberOf(person));
    if (member === undefined) throw new RangeError(`${person.name} is no member`);
    return member.id;
  }

  /** Somebody more, as a member or a guest. */
  welcome(name: string, role: "member" | "guest" = "member"): Person {
    const [host] = this.people;
    const person = device(name);
    const key = named(`invitation of ${name}`);
    if (host === undefined) throw new RangeError("nobody is there to invite");
    const invitation = this.act(host, "member.invite", { key, role, expiresAt: daysAfter(this.now, 7), note: null });
    const evidence = [{ kind: "invitation", key, signature: new Uint8Array() } as const];
    this.act(person, "member.join", { invitation, name: named(name), label: null }, evidence);
    this.people.push(person);
    return person;
  }
}

export type Six = readonly [Person, Person, Person, Person, Person, Person];

/** A hall with six members, all of them electors. */
export const hall = (terms: Terms = {}, rules = 2): { readonly hall: Hall; readonly people: Six } => {
  const room = new Hall();
  const founder = device("Ana");
  const body = foundingBody(template("neighbourhood"), {
    name: named("Lindenhof"),
    purpose: null,
    locale: "en",
    nodeKey: room.node.key,
  });
  const changed: Terms = { ...TERMS, ...terms };
  const kept = body.terms.filter(({ path }) => !(path in changed));
  const added = Object.entries(changed).map(([path, value]) => ({ path, value }));
  room.act(founder, "charter.found", { ...body, rules, terms: [...kept, ...added] });
  room.people.push(founder);
  const [ben, chi, dov, eli] = ["Ben", "Chi", "Dov", "Eli"].map((name) => room.welcome(name));
  const fay = room.welcome("Fay");
  room.wait(1);
  const [first, second, third, fourth] = [ben, chi, dov, eli];
  if (first === undefined || second === undefined || third === undefined || fourth === undefined)
    throw new Error("six");
  return { hall: room, people: [founder, first, second, third, fourth, fay] };
};
