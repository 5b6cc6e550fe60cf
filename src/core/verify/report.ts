/**
 * What a verification found: numbers that say how much was checked, and faults that say which entry breaks which rule. The
 * surprising rule: what was not checked is counted too, so that a public export can't pass for more than it shows.
 */
import type { Audience, Datum, Id, Instant, Refusal } from "../kernel/types.ts";

/** One thing that is wrong. `entry` is null where it concerns the export as a whole. */
export type Fault = {
  readonly entry: number | null;
  /** The rule in machine words: a refusal's kind, or one of `FaultRule`. */
  readonly rule: string;
  /** The clause that refuses, where a rule of the community does. */
  readonly clause: string | null;
  readonly data: Readonly<Record<string, Datum>>;
};

/** What is wrong with an export itself, rather than with an act the rules refuse. */
export type FaultRule =
  | "export.origin"
  | "export.nodeKey"
  | "checkpoint.signature"
  | "checkpoint.size"
  | "checkpoint.root"
  | "act.malformed"
  | "act.signature"
  | "act.evidence"
  | "act.after"
  | "act.seen"
  | "act.withheld"
  | "text.hash"
  | "text.limit"
  | "text.missing"
  | "text.unnamed"
  | "erasure.notYours"
  | "result.undone"
  | "result.untrue"
  | "result.rootUnseen";

export type ResultCounts = {
  readonly recorded: number;
  /** Compared with our own fold of the members' log; none from a public export. */
  readonly judged: number;
  /** Results that at least one device attests, or disputes, and by how many devices in all. */
  readonly attested: number;
  readonly attestations: number;
  readonly disputes: number;
};

export type Report = {
  readonly audience: Audience;
  readonly origin: Id;
  readonly size: number;
  readonly at: Instant;
  readonly root: Id;
  readonly publicRoot: Id;
  readonly membersRoot: Id | null;
  readonly signaturesChecked: number;
  readonly withheld: number;
  readonly texts: { readonly present: number; readonly erased: number };
  readonly results: ResultCounts;
  readonly faults: readonly Fault[];
  /** Faults beyond the first `FAULTS_MAX`, counted only. */
  readonly moreFaults: number;
};

/** More faults than this say nothing more; the first is the one that matters. */
const FAULTS_MAX = 100;

export class Faults {
  readonly list: Fault[] = [];
  more = 0;

  add(entry: number | null, rule: FaultRule, data: Readonly<Record<string, Datum>> = {}): void {
    this.put({ entry, rule, clause: null, data });
  }
  refused(entry: number, { kind, clause, data }: Refusal): void {
    this.put({ entry, rule: kind, clause, data });
  }
  private put(fault: Fault): void {
    if (this.list.length < FAULTS_MAX) this.list.push(fault);
    else this.more += 1;
  }
  /** By place in the log; what concerns the whole export comes last. */
  inOrder(): readonly Fault[] {
    return [...this.list].sort((a, b) => (a.entry ?? Infinity) - (b.entry ?? Infinity));
  }
}
