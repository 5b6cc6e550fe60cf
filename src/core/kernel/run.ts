/**
 * One run of the fold: the states while acts and dues are being applied. It edits them in place of a world and hands out
 * a world at the end; a batch that fails halfway is undone by going back to the states kept before it.
 */
import { freeze } from "./page.ts";
import { isRefusal, refuse } from "./refusal.ts";
import type { World } from "./world.ts";
import { misfit, spend, untimely } from "./envelope.ts";
import { Malformed, type Audience, type Batch, type Cause, type Command, type Context, type Due } from "./types.ts";
import type { Signal } from "../signals.ts";
import type { Entry, Event, Instant, Refusal, SignedAct, Step } from "./types.ts";
import { attachedId } from "./attached.ts";
import { Agenda } from "./agenda.ts";
import type { AnyInstitution, Ask, Askable, FailedCommand, Wiring } from "./wiring.ts";

const CASCADE_MAX = 8; // signals answered by signals: deeper than this is a cycle, which is a bug

type Mutable = { -readonly [K in keyof World]: World[K] };

export class Run {
  readonly wiring: Wiring;
  readonly views: readonly unknown[];
  readonly ask: Ask;
  readonly now: Mutable & { states: unknown[] };
  /** Collects events when someone wants them. */
  events: Event[] | null = null;
  /** Batches that were undone, by the command that was refused. */
  readonly undone: FailedCommand[] = [];
  entry: number;
  private readonly agenda: Agenda;
  private depth = 0;
  private inBatch = false;

  constructor(wiring: Wiring, world: World) {
    this.wiring = wiring;
    this.now = { ...world, states: world.states.slice() };
    this.entry = world.size;
    this.agenda = new Agenda(wiring.institutions, this.now.states);
    this.ask = this.askerFor("members");
    this.views = wiring.views(
      (stratum) => this.askerFor(stratum),
      (batch) => this.rehearse(batch),
    );
  }

  world(): World {
    freeze();
    return { ...this.now, states: this.now.states.slice() };
  }

  private askerFor(stratum: Audience): Ask {
    return (of) => this.askWithin(stratum, of);
  }

  private askWithin<Q>(stratum: Audience, of: Askable<Q>): Q {
    const place = this.wiring.institutions.indexOf(of as unknown as AnyInstitution);
    const asked = this.wiring.institutions[place];
    if (asked === undefined) throw new Error(`${of.name} is not in this registry`);
    if (stratum === "public" && asked.audience !== "public")
      throw new Error(`a public institution may not ask ${of.name}`);
    return of.ask(this.now.states[place] as never, this.now.at);
  }

  // ---- entries

  apply(entry: Entry): Refusal | null {
    const backwards = entry.at < this.now.at;
    if (!backwards) this.advance(entry.at);
    this.entry = entry.index;
    const refusal = backwards
      ? refuse("act.backInTime", "law.time", { at: entry.at, after: this.now.at })
      : "act" in entry.signed
        ? this.admit(entry.signed)
        : null;
    this.now.size = entry.index + 1;
    return refusal;
  }

  private admit(signed: SignedAct): Refusal | null {
    const { act } = signed;
    const definition = this.wiring.kinds.get(act.command.kind);
    const foreign = misfit(act, this.now.origin, definition);
    if (foreign !== null) return foreign;
    const audience = act.audience as Audience;
    const spent = spend(this.now.used, audience, act);
    if (isRefusal(spent)) return spent;
    this.now.used = spent;
    const late = untimely(act, this.now.at);
    if (late !== null) return late;
    if (definition === undefined) return refuse("act.unknownKind", "law.kinds", { kind: act.command.kind });
    const refusal = this.perform(act.command, this.causeOf(signed, audience));
    if (refusal === null && this.now.origin === null) this.now.origin = signed.id;
    return refusal;
  }

  private causeOf({ id, act }: SignedAct, audience: Audience): Cause {
    const { key } = act.author;
    if (act.author.kind === "node") return { kind: "node", key, act: id };
    const member = audience === "members" ? this.wiring.identify(key, this.ask) : null;
    return { kind: "device", key, member, act: id, evidence: act.evidence };
  }

  // ---- the one path

  perform(command: Command, cause: Cause): Refusal | null {
    const definition = this.wiring.kinds.get(command.kind);
    if (definition === undefined) return refuse("act.unknownKind", "law.kinds", { kind: command.kind });
    const { place, act } = definition;
    const body = act.shape.read(command.body, "");
    if (body instanceof Malformed)
      return refuse("act.malformedBody", "law.shape", { kind: command.kind, path: body.path, expected: body.expected });
    const state = this.now.states[place];
    const refusal = this.wiring.authority(
      cause,
      definition,
      () => act.facts?.(state, body) ?? {},
      this.now.at,
      this.ask,
    );
    if (refusal !== null) return refusal;
    const { at, entry, rules, view } = this.occasion(place);
    const step = act.decide(state, body, { at, entry, rules, view, cause });
    if (isRefusal(step)) return step;
    this.take(place, step);
    return null;
  }

  private occasion(place: number): Omit<Context<unknown>, "cause"> {
    return { at: this.now.at, entry: this.entry, rules: this.wiring.rules(this.ask), view: this.views[place] };
  }

  /** Takes what an institution decided: its events, the signals they tell, then the batch they set off. */
  private take(place: number, step: Step<Event>): void {
    for (const event of step.events) this.evolve(place, event);
    if (step.run !== undefined) this.runBatch(this.institution(place).audience, step.run);
  }

  private institution(place: number): AnyInstitution {
    return this.wiring.institutions[place] as AnyInstitution;
  }

  private evolve(place: number, event: Event): void {
    const institution = this.institution(place);
    this.now.states[place] = institution.evolve(this.now.states[place], event, this.now.at);
    this.agenda.changed(place);
    this.events?.push(event);
    for (const signal of institution.tell(event)) this.deliver(institution.audience, signal);
  }

  private deliver(from: Audience, signal: Signal): void {
    if (this.depth >= CASCADE_MAX) throw new Error(`signals cascade without end at ${signal.kind}`);
    this.depth += 1;
    for (const [place, institution] of this.wiring.institutions.entries()) {
      if (from === "members" && institution.audience === "public") continue;
      const hear = institution.hear[signal.kind] as
        ((state: unknown, heard: Signal, context: Omit<Context<unknown>, "cause">) => Step<Event>) | undefined;
      if (hear === undefined) continue;
      this.take(place, hear.call(institution.hear, this.now.states[place], signal, this.occasion(place)));
    }
    this.depth -= 1;
  }

  // ---- batches: all or nothing

  private runBatch(audience: Audience, batch: Batch): void {
    const failed = this.attempt(batch, audience);
    const { decision } = batch;
    if (failed !== null) this.undone.push(failed);
    this.deliver(
      audience,
      failed === null
        ? { kind: "batch.done", audience, decision }
        : { kind: "batch.refused", audience, decision, ...failed },
    );
  }

  /** Performs the commands of the batch that belong to `only` (null: all); on the first refusal everything is as before. */
  private attempt(batch: Batch, only: Audience | null): FailedCommand | null {
    if (this.inBatch) throw new Error("a batch may not set off another");
    const before = this.keep();
    this.inBatch = true;
    const failed = this.performAll(batch, only);
    this.inBatch = false;
    if (failed !== null) this.restore(before);
    return failed;
  }

  private performAll(batch: Batch, only: Audience | null): FailedCommand | null {
    const counted: Record<Audience, number> = { public: 0, members: 0 };
    for (const [index, command] of batch.commands.entries()) {
      const audience = this.wiring.kinds.get(command.kind)?.institution.audience ?? "public";
      if (only !== null && audience !== only) continue;
      const act = attachedId(batch.decision, audience, counted[audience]);
      counted[audience] += 1;
      const refusal = this.perform(command, {
        kind: "decision",
        decision: batch.decision,
        decisionClass: batch.decisionClass,
        openedAt: batch.openedAt,
        act,
      });
      if (refusal !== null) return { index, refusal };
    }
    return null;
  }

  /** What the batch would do now; the run is as before afterwards, whatever happens. */
  rehearse(batch: Batch): FailedCommand | null {
    const before = this.keep();
    const wasInBatch = this.inBatch;
    this.inBatch = true;
    const failed = this.performAll(batch, null);
    this.inBatch = wasInBatch;
    this.restore(before);
    return failed;
  }

  private keep(): { readonly states: readonly unknown[]; readonly events: number } {
    freeze();
    return { states: this.now.states.slice(), events: this.events?.length ?? 0 };
  }

  private restore(kept: { readonly states: readonly unknown[]; readonly events: number }): void {
    freeze();
    for (const [place, state] of kept.states.entries()) {
      this.now.states[place] = state;
      this.agenda.changed(place);
    }
    this.events?.splice(kept.events);
  }

  // ---- time

  advance(to: Instant): void {
    for (;;) {
      const place = this.agenda.earliest(to);
      if (place === null) break;
      const due = this.agenda.dueOf(place) as Due;
      if (due.at > this.now.at) this.now.at = due.at;
      this.take(place, this.institution(place).due(this.now.states[place], due, this.occasion(place)));
      this.agenda.changed(place);
      const next = this.agenda.dueOf(place);
      if (next !== null && next.at === due.at && next.key === due.key)
        throw new Error(`${this.institution(place).name} did not settle its due ${due.key} at ${due.at}`);
    }
    if (to > this.now.at) this.now.at = to;
  }
}
