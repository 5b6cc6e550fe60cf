/** Values of the charter in words of a language: a number always with its unit, a switch as yes or no, a share as n of m. */
import { parameterAt } from "../../core/terms/parameters.ts";
import { parseShare } from "../../core/terms/measure.ts";
import type { Datum } from "../../core/kernel/types.ts";
import type { Voice } from "./words.ts";

/** The value of the parameter at this path. */
export const valueInWords = (voice: Voice, path: string, value: Datum): string => {
  const measure = parameterAt(path)?.measure;
  if (typeof value === "boolean") return voice.say(value ? "value.yes" : "value.no");
  if (typeof value === "number")
    return numberInWords(voice, measure?.sort === "whole" ? measure.unit : "people", value);
  if (value === null) return voice.say("decision.nothing");
  const share = measure?.sort === "share" ? parseShare(value) : null;
  if (share !== null) return voice.say("value.share", share);
  return voice.find(`method.${value}`) ?? voice.find(`fallback.${value}`) ?? voice.find(`value.${value}`) ?? value;
};

const MINUTES_PER_HOUR = 60;
const MINUTES_PER_DAY = 1440;

/** Minutes are said in days or hours where they are whole ones. */
const numberInWords = (voice: Voice, unit: string, value: number): string => {
  if (unit === "minutes" && value > 0 && value % MINUTES_PER_DAY === 0)
    return voice.say("value.days", { value: value / MINUTES_PER_DAY });
  if (unit === "minutes" && value > 0 && value % MINUTES_PER_HOUR === 0)
    return voice.say("value.hours", { value: value / MINUTES_PER_HOUR });
  return voice.find(`value.${unit}`, { value }) ?? String(value);
};

/** The smallest number of people that is published as it is. */
const PEOPLE_SHOWN_MIN = 5;

/** A number of people, in groups of five at least: below that nobody learns the number, zero included. */
export const peopleInWords = (voice: Voice, count: number): string =>
  count < PEOPLE_SHOWN_MIN
    ? voice.say("total.few")
    : new Intl.NumberFormat(voice.language === "qps-plocm" ? "he" : voice.language).format(count);
