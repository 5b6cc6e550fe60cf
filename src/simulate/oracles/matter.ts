/**
 * One proposal as the oracle follows it. Its ballots end when their time has passed, whether or not anybody noticed; a word that comes
 * after, a result that says otherwise, an effect before the end of cooling-off are violations.
 */
import { MINUTE_MS } from "../../core/kernel/time.ts";
import type { Id, Instant } from "../../core/kernel/types.ts";
import type { ResultBody } from "../../core/result.ts";
import { Violation } from "../trace.ts";

export type Procedure = {
  readonly rules: number;
  readonly quorumNeeded: number;
  readonly callBacksNeeded: number;
  readonly method: "consent" | "majority" | "supermajority";
  readonly fallback: "majority" | "supermajority" | null;
  readonly thresholdNumerator: number;
  readonly thresholdDenominator: number;
  readonly deliberationEndsAt: Instant;
  readonly restMinutes: number;
  readonly voteMinutes: number;
  readonly coolingOffMinutes: number;
  readonly lateQuorumMinutes: number;
};
type Ballot = { readonly isRound: boolean; until: number; readonly words: Map<number, string>; hasQuorum: boolean };
type Outcome = "adopted" | "rejected" | "noQuorum" | "calledBack";

const minuteAfter = (at: number, minutes: number): number =>
  Math.ceil((at + minutes * MINUTE_MS) / MINUTE_MS) * MINUTE_MS;

export class Matter {
  readonly id: Id;
  /** What the node recorded. */
  result: ResultBody["outcome"] | null = null;
  #wording: Id;
  #procedure: Procedure | null = null;
  #ballot: Ballot | null = null;
  #rounds = 0;
  #restsUntil = 0;
  #decided: { readonly outcome: Outcome; readonly at: number } | null = null;
  #counts = { yes: 0, standAside: 0, no: 0, abstain: 0 };
  readonly #callers = new Set<number>();

  constructor(id: Id) {
    this.id = id;
    this.#wording = id;
  }

  get #rules(): Procedure {
    if (this.#procedure === null) throw new Violation("nothing is decided before it opens", this.id);
    return this.#procedure;
  }

  opened(_at: Instant, procedure: Procedure): void {
    this.#procedure = procedure;
  }

  revised(at: Instant, wording: Id): void {
    if (this.#decided !== null) throw new Violation("a frozen text stays", this.id);
    this.#wording = wording;
    this.#ballot = null;
    if (this.#procedure !== null) this.#restsUntil = minuteAfter(at, this.#procedure.restMinutes);
  }

  frozen(at: Instant, wording: Id): void {
    if (wording !== this.#wording) throw new Violation("the present wording is frozen", this.id);
    if (at < this.#rules.deliberationEndsAt || at < this.#restsUntil)
      throw new Violation("nothing is frozen before deliberation ends", this.id);
    this.#begin(at, this.#rules.method === "consent");
  }

  #begin(at: number, isRound: boolean): void {
    if (isRound) this.#rounds += 1;
    this.#ballot = { isRound, until: minuteAfter(at, this.#rules.voteMinutes), words: new Map(), hasQuorum: false };
  }

  says(at: Instant, member: number, word: string, wording: Id): void {
    const ballot = this.#ballot;
    if (ballot === null || at >= ballot.until)
      throw new Violation("no word counts after its deadline", `${word} on ${this.id}`);
    if (wording !== this.#wording) throw new Violation("a word is on the present wording", this.id);
    if (word === "withdrawn") ballot.words.delete(member);
    else ballot.words.set(member, word);
    if (ballot.hasQuorum || this.#counted(ballot) < this.#rules.quorumNeeded) return;
    ballot.hasQuorum = true;
    ballot.until = Math.max(ballot.until, minuteAfter(at, this.#rules.lateQuorumMinutes));
  }

  calledBack(at: Instant, member: number): void {
    this.#callers.add(member);
    if (this.#decided?.outcome !== "adopted" || at >= this.#effectFrom(this.#decided.at))
      throw new Violation("only what cools off is called back", this.id);
    if (this.#callers.size >= this.#rules.callBacksNeeded) this.#decided = { outcome: "calledBack", at };
  }

  /** Its author takes it back: nothing of it is ever decided. */
  withdrawn(): void {
    if (this.#decided !== null) throw new Violation("a frozen text stays", this.id);
    this.#ballot = null;
  }

  /** What members must be shown at `at`; null where the ballots do not say. */
  phaseAt(at: Instant): "deciding" | "coolingOff" | null {
    this.passes(at);
    if (this.#ballot !== null) return "deciding";
    return this.#decided?.outcome === "adopted" && at < this.#effectFrom(this.#decided.at) ? "coolingOff" : null;
  }

  #effectFrom(decidedAt: number): number {
    return minuteAfter(decidedAt, this.#rules.coolingOffMinutes);
  }

  /** Time passes: a ballot whose end has come is over. */
  passes(at: Instant): void {
    const ballot = this.#ballot;
    if (ballot === null || at < ballot.until) return;
    this.#ballot = null;
    const said = [...ballot.words.values()];
    const count = (word: string): number => said.filter((each) => each === word).length;
    const counts = { yes: count("yes"), standAside: count("standAside"), no: count("no"), abstain: count("abstain") };
    this.#counts = counts;
    if (this.#counted(ballot) < this.#rules.quorumNeeded) this.#decided = { outcome: "noQuorum", at: ballot.until };
    else if (this.#carries(ballot.isRound)) this.#decided = { outcome: "adopted", at: ballot.until };
    else this.#turnedDown(ballot);
    this.passes(at);
  }

  /** Objections send it back once, and then to the vote that the charter falls back on. */
  #turnedDown({ isRound, until }: Ballot): void {
    const hasObjection = isRound && this.#counts.no > 0;
    if (hasObjection && this.#rounds < 2) return;
    if (hasObjection && this.#rules.fallback !== null) {
      this.#begin(until, false);
      return;
    }
    this.#decided = { outcome: "rejected", at: until };
  }

  #counted({ words }: Ballot): number {
    const aside = this.#rules.rules >= 2 ? [...words.values()].filter((word) => word === "standAside").length : 0;
    return words.size - aside;
  }

  #carries(isRound: boolean): boolean {
    const { yes, no } = this.#counts;
    if (isRound) return no === 0 && yes > 0;
    const { method, fallback, thresholdNumerator, thresholdDenominator } = this.#rules;
    const isMajority = (method === "consent" ? fallback : method) === "majority";
    return isMajority ? yes > no : yes > 0 && yes * thresholdDenominator >= thresholdNumerator * (yes + no);
  }

  recorded(at: Instant, { outcome, totals, decidedAt }: ResultBody): void {
    const decided = this.#decided;
    if (decided === null) throw new Violation("nothing is adopted before its time", `${outcome}: ${this.id}`);
    if (this.result !== null) throw new Violation("one result per decision", this.id);
    this.result = outcome;
    const said = outcome === "unfulfilled" ? "adopted" : outcome;
    if (said !== decided.outcome)
      throw new Violation("a result says what was decided", `${outcome}, not ${decided.outcome}`);
    if (decidedAt !== decided.at)
      throw new Violation("a result says when it was decided", `${decidedAt}, not ${decided.at}`);
    if (said === "adopted" && at < this.#effectFrom(decided.at))
      throw new Violation("nothing is adopted before its time", `${this.id} still cools off`);
    const { yes, standAside, no, abstain } = totals;
    const told = [yes, standAside, no, abstain].join("/");
    const { yes: y, standAside: s, no: n, abstain: a } = this.#counts;
    if (told !== [y, s, n, a].join("/"))
      throw new Violation("a result counts every voice once", `${told}, not ${y}/${s}/${n}/${a}`);
  }
}
