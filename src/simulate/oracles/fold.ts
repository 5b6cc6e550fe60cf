/**
 * Laws of the fold itself, tried at each step on the world as it is: time may be passed in two steps or one, a refused act changes
 * nothing but its number, and a stranger with hashes only stands where a member stands in everything public.
 */
import { DAY_MS, instantOf } from "../../core/kernel/time.ts";
import type { Core } from "../../core/kernel/fold.ts";
import type { World } from "../../core/kernel/world.ts";
import type { Instant, SignedAct } from "../../core/kernel/types.ts";
import { signedHash } from "../../core/log/entry.ts";
import type { Dice } from "../dice.ts";
import { Violation } from "../trace.ts";
import type { Oracle, Seen } from "./oracle.ts";

const AHEAD_DAYS = 60;
/** Of a thousand moments: each looks at all deadlines of two months. */
const TRIED = 100;
const rootsOf = (core: Core, world: World): string => `${core.root(world, "public")} ${core.root(world, "members")}`;

export class FoldOracle implements Oracle {
  readonly invariant = "advance composes";
  readonly #dice: Dice;
  readonly #publicCore: Core;
  #stranger: World;
  /** Roots of both strata after so many entries, as every honest replica must have them. */
  readonly roots: string[] = [];

  constructor(core: Core, publicCore: Core, dice: Dice) {
    this.#dice = dice;
    this.#publicCore = publicCore;
    this.#stranger = publicCore.begin();
    this.roots.push(rootsOf(core, core.begin()));
  }

  entry({ index, at, signed, world }: Seen, core: Core): void {
    const isPublic = signed.act.audience === "public";
    const seen = isPublic ? signed : { withheld: signedHash(signed.bytes, signed.signature) };
    const { world: next, refusal } = this.#publicCore.apply(this.#stranger, { index, at, signed: seen });
    if (refusal !== null) throw new Violation("a stranger accepts what members accept", refusal.kind);
    this.#stranger = next;
    this.roots[world.size] = rootsOf(core, world);
    const [own, theirs] = [this.#publicCore.root(next, "public"), core.root(world, "public")];
    if (own !== theirs) throw new Violation("a stranger stands where members stand", `after entry ${index}`);
  }

  moment(core: Core, world: World): void {
    if (!this.#dice.perMille(TRIED)) return;
    const [a, b] = [this.#dice.below(AHEAD_DAYS * DAY_MS), this.#dice.below(AHEAD_DAYS * DAY_MS)];
    const [sooner, later] = [instantOf(world.at + Math.min(a, b)), instantOf(world.at + Math.max(a, b))];
    const inTwo = core.advance(core.advance(world, sooner), later);
    if (rootsOf(core, inTwo) !== rootsOf(core, core.advance(world, later)))
      throw new Violation(this.invariant, `from ${world.at} over ${sooner} to ${later}`);
  }

  /** What refusing this act now would leave behind. */
  refused(core: Core, world: World, signed: SignedAct, now: Instant): void {
    const outcome = core.apply(world, { index: world.size, at: now, signed });
    if (outcome.refusal === null) return;
    const untouched = core.advance(world, now);
    const left = rootsOf(core, { ...outcome.world, used: untouched.used });
    if (left !== rootsOf(core, untouched))
      throw new Violation("a refused act has no effect", `${signed.act.command.kind}: ${outcome.refusal.kind}`);
  }

  /** Whether a replica of this size stands where everybody stood. */
  agrees(core: Core, world: World): void {
    const expected = this.roots[world.size];
    if (expected !== undefined && rootsOf(core, world) !== expected)
      throw new Violation("replicas stand where the node stands", `at ${world.size} entries`);
  }
}
