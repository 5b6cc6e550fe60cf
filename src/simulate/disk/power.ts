/**
 * The power of one simulated process. Cut, nothing of it ever runs again: what it waited for never comes, as after `kill -9`.
 * Held, it stands still with all that reaches it kept in order, as under SIGSTOP or in a laptop put to sleep.
 */
export class Power {
  #isOn = true;
  #held: (() => void)[] | null = null;
  readonly #onCut: (() => void)[] = [];

  get isOn(): boolean {
    return this.#isOn;
  }
  get isHeld(): boolean {
    return this.#held !== null;
  }

  /** Runs it now, later, or never. */
  run(work: () => void): void {
    if (!this.#isOn) return;
    if (this.#held === null) work();
    else this.#held.push(work);
  }

  hold(): void {
    this.#held ??= [];
  }

  /** Everything kept back runs now, in its order. */
  release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const work of held) this.run(work);
  }

  cut(): void {
    if (!this.#isOn) return;
    this.#isOn = false;
    this.#held = null;
    for (const told of this.#onCut) told();
  }

  whenCut(told: () => void): void {
    this.#onCut.push(told);
  }
}
