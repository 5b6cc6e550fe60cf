/** Numbers of people as the public page may say them: never one below five, lest it speak of somebody. */
import type { Voice } from "./words.ts";

/** The smallest number of people that is published as it is. */
const PEOPLE_SHOWN_MIN = 5;

/** A number of people, in groups of five at least: below that nobody learns the number, zero included. */
export const peopleInWords = (voice: Voice, count: number): string =>
  count < PEOPLE_SHOWN_MIN
    ? voice.say("total.few")
    : new Intl.NumberFormat(voice.language === "qps-plocm" ? "he" : voice.language).format(count);
