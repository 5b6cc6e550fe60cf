/**
 * Values of the charter in words of a language: a number always with its unit, a switch as yes or no, a share as n of m.
 * The surprising rule: minutes are said in days or hours where they are whole ones, since that is how people agreed them.
 */
import { parseShare } from "../core/terms/measure.ts";
import { parameterAt } from "../core/terms/parameters.ts";
import type { Datum } from "../core/kernel/types.ts";
import type { Speaker } from "./speaker.ts";

type Finding = Pick<Speaker<string>, "find">;

/** The value of the parameter at this path; as it is written where there are no words for it. */
export const valueInWords = (speaker: Finding, path: string, value: Datum): string =>
  wordsFor(speaker, path, value) ?? String(value);

const wordsFor = ({ find }: Finding, path: string, value: Datum): string | null => {
  const measure = parameterAt(path)?.measure;
  if (typeof value === "boolean") return find(value ? "value.yes" : "value.no");
  if (typeof value === "number")
    return numberInWords({ find }, measure?.sort === "whole" ? measure.unit : "people", value);
  if (value === null) return find("value.none");
  const share = measure?.sort === "share" ? parseShare(value) : null;
  if (share !== null) return find("value.share", share);
  return find(`method.${value}`) ?? find(`fallback.${value}`) ?? find(`value.${value}`);
};

const MINUTES_PER_HOUR = 60;
const MINUTES_PER_DAY = 1440;

const numberInWords = ({ find }: Finding, unit: string, value: number): string | null => {
  if (unit === "minutes" && value > 0 && value % MINUTES_PER_DAY === 0)
    return find("value.days", { value: value / MINUTES_PER_DAY });
  if (unit === "minutes" && value > 0 && value % MINUTES_PER_HOUR === 0)
    return find("value.hours", { value: value / MINUTES_PER_HOUR });
  return find(`value.${unit}`, { value });
};
