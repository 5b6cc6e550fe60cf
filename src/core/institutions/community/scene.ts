/**
 * The stage for this institution's tests: the real core, people by name, and a clock that moves only when told. A person's
 * first device goes by their name; decisions are taken as already adopted, since how they are taken is not the matter here.
 */
import { concatBytes, idOf, sha256, ZERO_ID } from "../../hash.ts";
import { audienceFor, command, community, core } from "../../registry.ts";
import { foundingBody, template } from "../../templates/index.ts";
import { DAY_MS, HOUR_MS, instantOf, MINUTE_MS } from "../../kernel/time.ts";
import type {
  Datum,
  DecisionClass,
  Event,
  Evidence,
  Id,
  Instant,
  Kind,
  Refusal,
  SignedAct,
} from "../../kernel/types.ts";
import type { World } from "../../kernel/world.ts";
import { utf8Of } from "../../log/utf8.ts";
import type { CommunityQuestions } from "./questions.ts";

/** Monday 2 March 2026, 18:00 UTC. */
export const START = instantOf(1_772_474_400_000);
/** Mara founds; the others join in this order. */
export const people: readonly string[] = [
  ...["Mara", "Tomas", "Aylin", "Jon", "Lea", "Piet", "Ruth", "Sami", "Ines", "Olu"],
  ...["Zora", "Kofi", "Nele", "Bram", "Yuki", "Dina", "Emre", "Hana", "Ivo", "Rosa"],
];
const SCRIBE = { office: "scribe", seats: 3, powers: ["scribe"] };
const FAR_MS = 1000 * DAY_MS;

type Span = { readonly days?: number; readonly hours?: number; readonly minutes?: number; readonly ms?: number };
type Change = Readonly<Record<string, Datum>>;

/** A stable 32-byte name: the key of a device, the hash of a text, a secret. */
export const named = (name: string): Id => idOf(sha256(utf8Of(name)));

export class Scene {
  world: World = core.begin();
  now: Instant = START;
  /** What the last act led to. */
  events: readonly Event[] = [];
  refusal: Refusal | null = null;
  lastId: Id = ZERO_ID;
  private readonly ids = new Map<string, Id>();
  private acts = 0;

  /** Mara founds the community; each of `changes` is a parameter of her charter. */
  static founded(changes: Change = {}): Scene {
    const scene = new Scene();
    const terms = Object.entries(changes).map(([path, value]) => ({ path, value }));
    const founders = {
      name: named("Lime Street"),
      purpose: null,
      locale: "en",
      nodeKey: named("node"),
      changes: terms,
    };
    const body = foundingBody(template("neighbourhood"), founders);
    scene.does("Mara", "charter.found", { ...body, offices: [...body.offices, SCRIBE] });
    scene.ids.set("Mara", scene.lastId);
    return scene;
  }
  /** `count` people who have all been members long enough to decide. */
  static of(count: number, changes: Change = {}): Scene {
    const scene = Scene.founded({ "membership.probationDays": 0, ...changes });
    for (const name of people.slice(1, count)) scene.welcomes(name);
    scene.pass({ days: 1 });
    return scene;
  }

  // ---- time

  pass({ days = 0, hours = 0, minutes = 0, ms = 0 }: Span): this {
    this.now = instantOf(this.now + days * DAY_MS + hours * HOUR_MS + minutes * MINUTE_MS + ms);
    return this;
  }
  in(span: Span): Instant {
    const before = this.now;
    const then = this.pass(span).now;
    this.now = before;
    return then;
  }
  /** The last millisecond before an instant, and the instant itself. */
  justBefore(instant: Instant): this {
    this.now = instantOf(instant - 1);
    return this;
  }
  at(instant: Instant): this {
    this.now = instant;
    return this;
  }

  // ---- acts: each answers null, or the kind of the refusal

  does(device: string, kind: Kind, body: unknown, evidence: readonly Evidence[] = []): Kind | null {
    return this.apply({ kind: "device", key: named(device) }, kind, body, evidence);
  }
  nodeDoes(kind: Kind, body: unknown): Kind | null {
    return this.apply({ kind: "node", key: named("node") }, kind, body, []);
  }
  /** An adopted decision takes effect; `openedAt` null: it is only a draft being rehearsed. */
  decides(kind: Kind, body: unknown, decisionClass: DecisionClass = "ordinary", openedAt?: null): Kind | null {
    const act = this.nextId();
    const cause = { kind: "decision", decision: named("decision"), decisionClass, openedAt, act } as const;
    const outcome = core.perform(this.world, command(kind, body), cause, this.now);
    return this.take(outcome);
  }
  private apply(
    author: SignedAct["act"]["author"],
    kind: Kind,
    body: unknown,
    evidence: readonly Evidence[],
  ): Kind | null {
    const id = this.nextId();
    const act = {
      format: 1,
      origin: this.world.origin ?? ZERO_ID,
      author,
      seq: this.acts,
      previous: null,
      seen: null,
      after: [],
      signedAt: this.now,
      notAfter: instantOf(this.now + FAR_MS),
      audience: audienceFor(kind),
      evidence,
      salt: new Uint8Array(16),
      command: command(kind, body),
    } as const;
    const signed = { id, act, bytes: new Uint8Array(), signature: new Uint8Array() };
    return this.take(core.apply(this.world, { index: this.world.size, at: this.now, signed }));
  }
  private take({ world, events, refusal }: ReturnType<typeof core.apply>): Kind | null {
    this.events = events;
    this.refusal = refusal;
    if (refusal === null) this.world = world;
    return refusal?.kind ?? null;
  }
  private nextId(): Id {
    this.acts += 1;
    this.lastId = idOf(sha256(concatBytes(utf8Of("act"), Uint8Array.of(this.acts >> 8, this.acts & 255))));
    return this.lastId;
  }

  // ---- what people do often

  /** The invitation's id; its key is named after it. */
  invites(inviter: string, name: string, role: "member" | "guest" = "member", days = 7): Id {
    this.does(inviter, "member.invite", {
      key: named(`invitation for ${name}`),
      role,
      expiresAt: this.in({ days }),
      note: null,
    });
    return this.lastId;
  }
  joins(name: string, invitation: Id, key = `invitation for ${name}`): Kind | null {
    const refused = this.does(name, "member.join", { invitation, name: named(`name of ${name}`), label: null }, [
      shown("invitation", key),
    ]);
    if (refused === null) this.ids.set(name, this.lastId);
    return refused;
  }
  welcomes(name: string, role: "member" | "guest" = "member"): void {
    const invitation = this.invites("Mara", name, role);
    if (this.ask.totals.electors > 1) this.does("Tomas", "member.sponsor", { invitation });
    if (this.joins(name, invitation) !== null) throw new Error(`${name} could not join: ${this.refusal?.kind ?? ""}`);
  }
  adds(device: string, added: string): Kind | null {
    return this.does(device, "device.add", { key: named(added), label: null }, [shown("device", added)]);
  }
  appoints(name: string, office: string, days = 90): Kind | null {
    return this.decides("office.appoint", { office, member: this.id(name), until: this.in({ days }) });
  }

  // ---- standing

  get ask(): CommunityQuestions {
    return core.standing(this.world, community, this.now);
  }
  /** The id acts name this person by. */
  id(name: string): Id {
    const id = this.ids.get(name);
    if (id === undefined) throw new Error(`${name} never joined`);
    return id;
  }
  ordinal(name: string): number {
    const ordinal = this.ask.resolve(this.id(name));
    if (ordinal === undefined) throw new Error(`${name} has no ordinal`);
    return ordinal;
  }
  standing(name: string): string | null {
    return this.ask.standingOf(this.ordinal(name));
  }
  holds(name: string, power: string): boolean {
    return this.ask.holdsPower(this.ordinal(name), power);
  }
  kinds(): readonly string[] {
    return this.events.map(({ kind }) => kind);
  }
}

/** A countersignature, as admission has checked it. */
export const shown = (kind: Evidence["kind"], key: string): Evidence => ({
  kind,
  key: named(key),
  signature: new Uint8Array(64),
});
