/**
 * The assembly's arithmetic, told again in the plainest way: who said what in which ballot, until when, and what it came to. The
 * procedure (how long, how many) is taken from the standing at opening; everything after it is reckoned here.
 */
import type { Core } from "../../core/kernel/fold.ts";
import type { World } from "../../core/kernel/world.ts";
import { deliberation } from "../../core/registry.ts";
import { resultShape } from "../../core/result.ts";
import { Malformed, type Id, type Value } from "../../core/kernel/types.ts";
import { Violation } from "../trace.ts";
import { Matter } from "./matter.ts";
import type { Oracle, Seen } from "./oracle.ts";
import { idIn, wordIn } from "./bodies.ts";

const WORDS: Readonly<Record<string, string>> = {
  "proposal.consent": "yes",
  "proposal.standAside": "standAside",
  "proposal.object": "no",
  "objection.withdraw": "withdrawn",
};

export class BallotOracle implements Oracle {
  readonly invariant = "nothing is adopted before its time";
  readonly #core: Core;
  readonly #matters = new Map<Id, Matter>();
  /** Drafts by the id of any of their wordings. */
  readonly #drafts = new Map<Id, Id>();

  constructor(core: Core) {
    this.#core = core;
  }

  entry(seen: Seen): void {
    const { kind, body } = seen.signed.act.command;
    if (kind === "proposal.draft") this.#drafted(seen.signed.id);
    else if (kind === "result.record") this.#recorded(seen, body);
    else if (kind.startsWith("proposal.") || kind === "objection.withdraw") this.#about(seen, kind, body);
  }

  #drafted(id: Id): void {
    this.#matters.set(id, new Matter(id));
    this.#drafts.set(id, id);
  }

  #about(seen: Seen, kind: string, body: Value): void {
    const { at, signed } = seen;
    const named = idIn(body);
    const matter = this.#matters.get(this.#drafts.get(named) ?? named);
    if (matter === undefined) throw new Violation("no act about what is not there", `entry ${seen.index}: ${kind}`);
    matter.passes(at);
    const word = kind === "proposal.vote" ? wordIn(body, ["yes", "no", "abstain"]) : WORDS[kind];
    if (word !== undefined) {
      matter.says(at, this.#voice(seen), word, named);
      return;
    }
    if (kind === "proposal.revise") {
      this.#drafts.set(signed.id, matter.id);
      matter.revised(at, signed.id);
      return;
    }
    if (kind === "proposal.open") {
      matter.opened(at, this.#procedure(seen, matter.id));
      return;
    }
    if (kind === "proposal.freeze") {
      matter.frozen(at, named);
      return;
    }
    if (kind === "proposal.withdraw") {
      matter.withdrawn();
      return;
    }
    if (kind === "proposal.callBack") {
      matter.calledBack(at, this.#voice(seen));
      return;
    }
  }

  /** The member who speaks: whoever the device belongs to. */
  #voice({ before, at, signed }: Seen): number {
    const core = this.#core;
    const person = core.wiring.identify(signed.act.author.key, (of) => core.standing(before, of, at));
    if (person === null) throw new Violation("only members decide", signed.act.command.kind);
    return person;
  }

  #procedure({ world, at }: Seen, id: Id) {
    const proposals = this.#core.standing(world, deliberation, at);
    const ordinal = proposals.resolve(id);
    const procedure = ordinal === undefined ? null : (proposals.proposal(ordinal)?.procedure ?? null);
    if (procedure === null) throw new Violation("an opened proposal has its procedure", id);
    return procedure;
  }

  #recorded({ at, index }: Seen, body: Value): void {
    const result = resultShape.read(body, "");
    if (result instanceof Malformed) throw new Violation("a result can be read", `entry ${index}`);
    const matter = this.#matters.get(result.decision);
    if (matter === undefined) throw new Violation(this.invariant, `entry ${index} decides what was never proposed`);
    matter.passes(at);
    matter.recorded(at, result);
  }

  /** What is closed stays as it was closed; what is voted on is open to vote, and what cools off can be called back. */
  moment(core: Core, world: World): void {
    const proposals = core.standing(world, deliberation, world.at);
    for (const matter of this.#matters.values()) {
      const ordinal = proposals.resolve(matter.id);
      const shown = ordinal === undefined ? null : proposals.proposal(ordinal);
      if (shown?.id !== matter.id) throw new Violation("a proposal keeps its place", matter.id);
      const phase = matter.phaseAt(world.at);
      if (phase !== null && shown.phase !== phase)
        throw new Violation(this.invariant, `${matter.id} is ${shown.phase} while it should be ${phase}`);
      if (matter.result !== null && shown.ending !== matter.result && shown.ending !== "unfulfilled")
        throw new Violation("what was decided stays decided", `${matter.result} became ${String(shown.ending)}`);
    }
  }
}
