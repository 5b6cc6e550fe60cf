/**
 * Acts that need a look at the world just before them: a result, which a members' export lets us judge by our own fold, and an
 * erasure, which only the text's own author or somebody with the power to moderate may ask for.
 */
import { erasureKinds, erasureShape } from "../erasure.ts";
import { judge } from "../judge.ts";
import { court } from "../nodeActs.ts";
import { Malformed, type Audience, type Entry } from "../kernel/types.ts";
import { community } from "../registry.ts";
import type { Core } from "../kernel/fold.ts";
import type { FailedCommand } from "../kernel/wiring.ts";
import type { World } from "../kernel/world.ts";
import type { Faults } from "./report.ts";
import type { TextAudit } from "./texts.ts";

const RESULT = "result.record";

export const isSpecial = ({ signed }: Entry): boolean =>
  "act" in signed && (signed.act.command.kind === RESULT || erasureKinds.includes(signed.act.command.kind));

export class Special {
  private readonly core: Core;
  private readonly audience: Audience;
  private readonly faults: Faults;
  private readonly texts: TextAudit;
  judged = 0;

  constructor(core: Core, audience: Audience, faults: Faults, texts: TextAudit) {
    this.core = core;
    this.audience = audience;
    this.faults = faults;
    this.texts = texts;
  }

  /** @param world as it stood after the entry before. */
  before(world: World, entry: Entry): void {
    if (!("act" in entry.signed)) return;
    if (entry.signed.act.command.kind !== RESULT) this.erasure(world, entry);
    else if (this.audience === "members") this.result(world, entry);
  }

  /** The result stands, but part of what it set off was refused: an honest node would have said *unfulfilled*. */
  undone(entry: Entry, { index, refusal }: FailedCommand): void {
    this.faults.add(entry.index, "result.undone", { command: index, refusal: refusal.kind, clause: refusal.clause });
  }

  private result(world: World, entry: Entry): void {
    const judgement = judge(court, world, entry);
    this.judged += 1;
    if (judgement.kind === "disagrees")
      this.faults.add(entry.index, "result.untrue", { differs: judgement.on.join(", ") });
    // A node records its result upon the world it names: the root of an earlier one is a root that nobody can check.
    if (judgement.kind === "rootUnseen") this.faults.add(entry.index, "result.rootUnseen");
  }

  private erasure(world: World, { index, at, signed }: Entry): void {
    if (!("act" in signed)) return;
    const { command, author } = signed.act;
    const body = erasureShape.read(command.body, "");
    if (body instanceof Malformed) return;
    const { hashes } = body;
    this.texts.erase(hashes);
    if (author.kind === "node" || this.audience === "public") return;
    const people = this.core.standing(world, community, at);
    const eraser = people.personOf(author.key)?.member;
    if (eraser !== undefined && people.holdsPower(eraser, "moderate")) return;
    for (const hash of hashes) {
      const writer = this.texts.authorOf(hash);
      const isOwn = writer !== null && (writer === author.key || people.personOf(writer)?.member === eraser);
      if (!isOwn) this.faults.add(index, "erasure.notYours", { hash });
    }
  }
}
