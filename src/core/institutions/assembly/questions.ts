/**
 * What the assembly answers: recorded results, what of them is in force at the instant asked, what comes up for review next,
 * which urgent decisions wait to be ratified, and what devices say of each.
 */
import { deadline, dueKey, dueOf, pairKey } from "../../kernel/time.ts";
import type { Id, Instant } from "../../kernel/types.ts";
import { RESULTS_LIST_MAX } from "./limits.ts";
import { isInForceAt, resultAt, type AssemblyState, type ResultRow, type Statement } from "./state.ts";

export type Result = ResultRow & { readonly ordinal: number; readonly isInForce: boolean };
export type Attestations = { readonly attested: number; readonly disputed: number };

export class Results {
  readonly #state: AssemblyState;
  readonly #at: Instant;
  constructor(state: AssemblyState, at: Instant) {
    this.#state = state;
    this.#at = at;
  }

  get count(): number {
    return this.#state.count;
  }
  result(ordinal: number): Result | null {
    const row = this.#state.results.get(ordinal);
    return row === undefined ? null : { ...row, ordinal, isInForce: isInForceAt(row, this.#at) };
  }
  /** The result of a decision, by the id of its proposal. */
  byDecision(decision: Id): Result | null {
    const ordinal = this.#state.names.resolve(decision);
    return ordinal === undefined ? null : this.result(ordinal);
  }
  isInForce(ordinal: number): boolean {
    return isInForceAt(resultAt(this.#state, ordinal), this.#at);
  }
  /** The newest first; `before` goes on from an earlier answer. */
  newest(limit: number, before = this.#state.count): readonly Result[] {
    const results: Result[] = [];
    const last = Math.max(0, before - Math.min(limit, RESULTS_LIST_MAX));
    for (let ordinal = Math.min(before, this.#state.count) - 1; ordinal >= last; ordinal -= 1) {
      const result = this.result(ordinal);
      if (result !== null) results.push(result);
    }
    return results;
  }
  /** What is in force and comes up for review first; with what came up after `from`, where that is given. */
  reviewsNext(limit: number, from: Instant = this.#at): readonly Result[] {
    const results: Result[] = [];
    for (const [key] of this.#state.reviews.entries(firstAfter(from))) {
      if (results.length >= Math.min(limit, RESULTS_LIST_MAX)) break;
      const result = this.result(dueOf(key).key);
      if (result !== null) results.push(result);
    }
    return results;
  }
  /** Urgent decisions that end unless they are ratified, the most pressing first. */
  unratified(): readonly Result[] {
    return [...this.#state.dues.entries()].flatMap(([key]) => this.result(dueOf(key).key) ?? []);
  }
  attestations(ordinal: number): Attestations {
    const { attested, disputed } = resultAt(this.#state, ordinal);
    return { attested, disputed };
  }
  /** What this device said of the result last; null: nothing. */
  statementOf(ordinal: number, device: Id): Statement | null {
    const place = this.#state.devices.resolve(device);
    return place === undefined ? null : (this.#state.statements.get(pairKey(ordinal, place)) ?? null);
  }
}

/** The first key of an index of instants that is later than `at`. */
const firstAfter = (at: Instant): number => dueKey(deadline(at, 1), 0);
