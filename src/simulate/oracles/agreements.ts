/**
 * Accords, told again from results alone: signed when a decision took effect, over when their months have passed, whatever anybody
 * noticed. And no accord is signed or renewed across a red line that held then.
 */
import { monthsAfter } from "../../core/calendar.ts";
import { commandOf } from "../../core/carried.ts";
import { evaluate } from "../../core/condition.ts";
import { accordTerms, questions } from "../../core/institutions/accords/terms.ts";
import { attachedId } from "../../core/kernel/attached.ts";
import type { Core } from "../../core/kernel/fold.ts";
import type { World } from "../../core/kernel/world.ts";
import { Malformed, type Datum, type Id, type Instant, type Kind, type Value } from "../../core/kernel/types.ts";
import { accords, charter } from "../../core/registry.ts";
import { resultShape } from "../../core/result.ts";
import { Violation } from "../trace.ts";
import { idIn, numberIn } from "./bodies.ts";
import type { Oracle, Seen } from "./oracle.ts";

type Facts = Readonly<Record<string, Datum>>;
type Known = { readonly facts: Facts; expiresAt: number; endedAt: number | null; isUrgent: boolean };

export class AgreementOracle implements Oracle {
  readonly invariant = "nothing is in force after its end";
  readonly #core: Core;
  readonly #known = new Map<Id, Known>();

  constructor(core: Core) {
    this.#core = core;
  }

  entry({ at, before, undone, signed, index }: Seen): void {
    const { kind, body } = signed.act.command;
    if (kind !== "result.record") return;
    if (undone > 0) throw new Violation("a decision takes effect whole or not at all", `entry ${index}`);
    const result = resultShape.read(body, "");
    if (result instanceof Malformed || result.outcome !== "adopted") return;
    for (const [place, carried] of result.commands.entries()) {
      const command = commandOf(carried);
      const id = attachedId(result.decision, "public", place);
      if (command.kind === "accord.sign") this.#signed(id, command.body, at, before);
      if (command.kind === "accord.reaffirm")
        this.#reaffirmed(command.body, at, before, result.decisionClass === "urgent");
      if (command.kind === "accord.end") this.#ended(idIn(command.body), at);
    }
  }

  #signed(id: Id, body: Value, at: Instant, before: World): void {
    const terms = accordTerms.read(body, "");
    if (terms instanceof Malformed) throw new Violation("an accord can be read", id);
    const answers = Object.fromEntries(questions.map((question) => [question, terms.clauses[question].answer]));
    if (Object.values(answers).includes("unsure")) throw new Violation("an unsure accord is not signed", id);
    this.#known.set(id, { facts: answers, expiresAt: 0, endedAt: null, isUrgent: false });
    this.#runs(id, "accord.sign", terms.termMonths, at, before);
  }

  #reaffirmed(body: Value, at: Instant, before: World, isUrgent: boolean): void {
    const id = idIn(body);
    this.#runs(id, "accord.reaffirm", numberIn(body, 1), at, before);
    const known = this.#known.get(id);
    if (known !== undefined) known.isUrgent = isUrgent;
  }

  /** A term begins at `at`, if no red line of that instant is crossed. */
  #runs(id: Id, kind: Kind, months: number | null, at: Instant, before: World): void {
    const known = this.#known.get(id);
    if (known === undefined) throw new Violation("only what was signed is renewed", id);
    const rules = this.#core.standing(before, charter, at);
    for (const { line, kinds, when } of rules.redLines())
      if (kinds.includes(kind) && evaluate(when, known.facts))
        throw new Violation("no accord crosses a red line", `${kind} of ${id} crosses ${line}`);
    const term = months ?? Math.min(rules.whole("accord.defaultMonths"), rules.whole("accord.maximumMonths"));
    known.expiresAt = monthsAfter(at, term);
  }

  #ended(id: Id, at: Instant): void {
    const known = this.#known.get(id);
    if (known !== undefined) known.endedAt = at;
  }

  moment(core: Core, world: World, now: Instant): void {
    const register = core.standing(world, accords, now).register();
    for (const { row, standing } of register) {
      const known = this.#known.get(row.id);
      if (known === undefined) throw new Violation("every accord was decided", row.id);
      // One renewed in urgency may have lost that renewal again, which is the assembly's own rule.
      if (known.isUrgent) continue;
      const shouldBe = now < known.expiresAt && known.endedAt === null;
      if ((standing.kind === "inForce") !== shouldBe)
        throw new Violation(this.invariant, `${row.id} is ${standing.kind} at ${now}, and ended at ${known.expiresAt}`);
    }
    const inForce = core.standing(world, accords, now).inForce().length;
    const running = register.filter(({ standing }) => standing.kind === "inForce" || standing.kind === "windingDown");
    if (inForce !== running.length) throw new Violation(this.invariant, `${inForce} listed, ${running.length} run`);
  }
}
