/**
 * What has to be closed again, in the opposite order of opening: whether a node stops or fails to start half-way. The
 * surprising rule: one that fails to close does not keep the others open; the failures are thrown at the end.
 */
export class Closers {
  readonly #waiting: (() => void | Promise<void>)[] = [];
  #closed: Promise<void> | null = null;

  add(close: () => void | Promise<void>): void {
    this.#waiting.push(close);
  }

  /** Closing twice is closing once: two signals come when somebody is impatient. */
  close(): Promise<void> {
    return (this.#closed ??= this.#closeAll());
  }

  async #closeAll(): Promise<void> {
    const failures: unknown[] = [];
    for (let close = this.#waiting.pop(); close !== undefined; close = this.#waiting.pop()) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, "Not everything of the node could be closed.");
  }
}
