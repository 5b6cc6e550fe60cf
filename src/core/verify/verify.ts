/**
 * The verifier: a whole export judged on its own, offline. It checks the order (tree, checkpoint, time), every signature, every
 * text, and replays the rules: the public ones from a public export, all of them from a members' one. Nothing it is given is
 * trusted except that the log is the one whose founding act has this hash.
 */
import { idOf, ZERO_ID } from "../hash.ts";
import { refuse } from "../kernel/refusal.ts";
import { leafHash } from "../log/merkle.ts";
import { encodeLeaf, leafOf, signedHash } from "../log/entry.ts";
import { Tree } from "../log/tree.ts";
import { assembly, charter, core, publicCore } from "../registry.ts";
import { Faults, type Report, type ResultCounts } from "./report.ts";
import { Numbers } from "./numbers.ts";
import { SignatureAudit } from "./signatures.ts";
import { Special, isSpecial } from "./special.ts";
import { TextAudit } from "./texts.ts";
import type { Core } from "../kernel/fold.ts";
import type { World } from "../kernel/world.ts";
import type { MalformedAct } from "../log/actFields.ts";
import type { Verifier } from "../log/ed25519.ts";
import type { Audience, Entry, Id, Instant, SignedAct } from "../kernel/types.ts";
import type { DetachedText } from "../log/text.ts";

type Undecoded = {
  readonly index: number;
  readonly at: Instant;
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
};

/** What the export says of itself. The root is null where nobody's signature stands for one. */
type Claimed = { readonly size: number; readonly root: Id | null; readonly origin: Id; readonly nodeKey: Id };

export class Audit {
  readonly faults = new Faults();
  private readonly audience: Audience;
  private readonly core: Core;
  private readonly tree = new Tree();
  private readonly signatures: SignatureAudit;
  private readonly texts: TextAudit;
  private readonly special: Special;
  private readonly known = new Set<string>();
  private readonly numbers = new Numbers();
  private run: Entry[] = [];
  private world: World;
  private withheld = 0;
  private lastSeen = { size: 0, root: ZERO_ID };

  constructor(audience: Audience, verifier: Verifier) {
    this.audience = audience;
    this.core = audience === "public" ? publicCore : core;
    this.world = this.core.begin();
    this.signatures = new SignatureAudit(verifier, this.faults);
    this.texts = new TextAudit(this.faults);
    this.special = new Special(this.core, audience, this.faults, this.texts);
  }

  /** Entries in order, from the first. */
  async entry(entry: Entry): Promise<void> {
    if ("act" in entry.signed) this.whole(entry, entry.signed);
    else this.hidden(entry);
    this.tree.append(leafHash(leafOf(entry)));
    if (isSpecial(entry)) this.alone(entry);
    else this.run.push(entry);
    if (this.run.length >= RUN) this.replay();
    await this.signatures.turn();
  }

  /** An entry whose bytes are no act at all: it has its place in the tree and does nothing. */
  malformed({ index, at, bytes, signature }: Undecoded, { malformed, field }: MalformedAct): void {
    this.faults.add(index, "act.malformed", { why: malformed, field });
    const withheld = signedHash(bytes, signature);
    this.tree.append(leafHash(encodeLeaf({ at, hash: withheld })));
    this.run.push({ index, at, signed: { withheld } });
  }

  text(text: DetachedText): void {
    this.texts.holds(text);
  }

  /** Members may see every act, so one that is kept from them is a fault: it could be a dispute. */
  private hidden({ index }: Entry): void {
    this.withheld += 1;
    if (this.audience === "members") this.faults.add(index, "act.withheld");
  }

  private whole({ index }: Entry, signed: SignedAct): void {
    const { act, id } = signed;
    this.signatures.add(index, signed);
    this.texts.names(index, act.author.key, act.command);
    const missing = act.after.find((dependency) => !this.known.has(dependency));
    if (missing !== undefined && this.withheld === 0) this.faults.add(index, "act.after", { missing });
    this.known.add(id);
    if (this.numbers.isDoubled(act))
      this.faults.refused(index, refuse("act.sequenceUsed", "law.sequence", { seq: act.seq }));
    if (act.seen !== null && !this.saw(act.seen)) this.faults.add(index, "act.seen", { size: act.seen.size });
  }

  /** Whether the author's last checkpoint is of this history: if not, two histories were shown. */
  private saw({ size, root }: { readonly size: number; readonly root: Id }): boolean {
    return size <= this.tree.size && (size === 0 || this.rootAt(size) === root);
  }

  /** A checkpoint is named by many acts in a row, and its root takes as many hashes as the tree is high. */
  private rootAt(size: number): Id {
    if (size !== this.lastSeen.size) this.lastSeen = { size, root: idOf(this.tree.root(size)) };
    return this.lastSeen.root;
  }

  private replay(): void {
    this.world = this.core.replay(this.world, this.run, ({ index }, refusal) => this.faults.refused(index, refusal));
    this.run = [];
  }

  /** An act whose effect is judged against the world before it. The rule that refuses it says more, so it is named first. */
  private alone(entry: Entry): void {
    this.replay();
    const before = this.world;
    const { world, refusal, undone } = this.core.apply(before, entry);
    this.world = world;
    if (refusal !== null) this.faults.refused(entry.index, refusal);
    this.special.before(before, entry);
    for (const failed of undone) this.special.undone(entry, failed);
  }

  /** Call after all entries and texts. */
  async close(claimed: Claimed): Promise<Report> {
    this.replay();
    await this.signatures.flush();
    this.compare(claimed);
    const erased = this.texts.close();
    return {
      audience: this.audience,
      origin: claimed.origin,
      size: this.tree.size,
      at: this.world.at,
      root: this.root(),
      publicRoot: this.core.root(this.world, "public"),
      membersRoot: this.audience === "members" ? this.core.root(this.world, "members") : null,
      signaturesChecked: this.signatures.checked,
      withheld: this.withheld,
      texts: { present: this.texts.present, erased },
      results: this.results(),
      faults: this.faults.inOrder(),
      moreFaults: this.faults.more,
    };
  }

  private root(): Id {
    return idOf(this.tree.root());
  }

  private compare({ size, root, origin, nodeKey }: Claimed): void {
    const questions = this.core.standing(this.world, charter, this.world.at);
    if (this.world.origin !== origin)
      this.faults.add(0, "export.origin", { claimed: origin, found: this.world.origin ?? ZERO_ID });
    if (questions.nodeKey !== nodeKey) this.faults.add(0, "export.nodeKey", { claimed: nodeKey });
    if (root === null) return;
    if (size !== this.tree.size) this.faults.add(null, "checkpoint.size", { claimed: size, found: this.tree.size });
    else if (root !== this.root()) this.faults.add(null, "checkpoint.root", { claimed: root, found: this.root() });
  }

  private results(): ResultCounts {
    const questions = this.core.standing(this.world, assembly, this.world.at);
    const each = Array.from({ length: questions.count }, (_, ordinal) => questions.attestations(ordinal));
    return {
      recorded: questions.count,
      judged: this.special.judged,
      attested: each.filter(({ attested }) => attested > 0).length,
      attestations: each.reduce((sum, { attested }) => sum + attested, 0),
      disputes: each.reduce((sum, { disputed }) => sum + disputed, 0),
    };
  }
}

const RUN = 1_000; // entries replayed at once
