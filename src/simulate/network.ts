/**
 * A network that loses, delays, doubles and reorders what is sent. The surprising rule: nobody learns that something was lost; whoever
 * wants an answer asks again.
 */
import { HOUR_MS, MINUTE_MS } from "../core/kernel/time.ts";
import type { Dice } from "./dice.ts";
import type { Timeline } from "./timeline.ts";
import type { Tally } from "./trace.ts";

export type Weather = {
  /** Of a thousand messages: lost, doubled, slow (minutes), very slow (hours). */
  readonly lost: number;
  readonly doubled: number;
  readonly slow: number;
  readonly late: number;
};
export const CALM: Weather = { lost: 0, doubled: 0, slow: 0, late: 0 };
export const ROUGH: Weather = { lost: 50, doubled: 40, slow: 30, late: 6 };

const QUICK_MS = 400;
const SLOW_MS = 10 * MINUTE_MS;
const LATE_MS = 20 * HOUR_MS;

export class Network {
  readonly #timeline: Timeline;
  readonly #dice: Dice;
  readonly #tally: Tally;
  weather: Weather;
  #sent = 0;
  /** The last sent of those that have arrived. */
  #newest = 0;

  constructor(timeline: Timeline, dice: Dice, tally: Tally, weather: Weather) {
    this.#timeline = timeline;
    this.#dice = dice;
    this.#tally = tally;
    this.weather = weather;
  }

  /** Delivers it once, twice or never, sooner or later. */
  send(deliver: () => void): void {
    if (this.#happens("messageLost", this.weather.lost)) return;
    this.#sent += 1;
    const place = this.#sent;
    const arrive = (): void => {
      if (place < this.#newest) this.#tally.count("faults", "messageOvertaken");
      this.#newest = Math.max(this.#newest, place);
      deliver();
    };
    this.#timeline.after(this.#delay(), arrive);
    if (this.#happens("messageDoubled", this.weather.doubled)) this.#timeline.after(this.#delay(), arrive);
  }

  #delay(): number {
    if (this.#happens("messageLate", this.weather.late)) return this.#dice.below(LATE_MS);
    if (this.#happens("messageSlow", this.weather.slow)) return this.#dice.below(SLOW_MS);
    return 1 + this.#dice.below(QUICK_MS);
  }

  #happens(fault: string, perMille: number): boolean {
    if (perMille === 0 || !this.#dice.perMille(perMille)) return false;
    this.#tally.count("faults", fault);
    return true;
  }
}
