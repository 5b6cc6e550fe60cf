/**
 * What a parameter of the charter may be: a whole number within bounds, a switch, one of a few words, or a share such as
 * "3/5". Shares are one value, not two, so that no lapse can ever part a numerator from its denominator.
 */
import type { Datum } from "../kernel/types.ts";

export type Unit = "percent" | "people" | "minutes" | "hours" | "days" | "months" | "moons" | "times";
export type Measure =
  | { readonly sort: "whole"; readonly unit: Unit; readonly min: number; readonly max: number }
  | { readonly sort: "flag" }
  | { readonly sort: "choice"; readonly words: readonly string[] }
  /** n of m, m at most `ofMax`; `moreThanHalf` asks for n > m / 2, else n ≥ 2. */
  | { readonly sort: "share"; readonly moreThanHalf: boolean; readonly ofMax: number };
export type Share = { readonly count: number; readonly of: number };

/** Whether the value is one that the measure allows, bounds included. */
export const fits = (measure: Measure, value: Datum): boolean => {
  switch (measure.sort) {
    case "whole":
      return typeof value === "number" && Number.isSafeInteger(value) && value >= measure.min && value <= measure.max;
    case "flag":
      return typeof value === "boolean";
    case "choice":
      return typeof value === "string" && measure.words.includes(value);
    case "share":
      return typeof value === "string" && fitsShare(measure, value);
  }
};

const fitsShare = ({ moreThanHalf, ofMax }: Extract<Measure, { sort: "share" }>, value: string): boolean => {
  const share = parseShare(value);
  if (share === null || share.of > ofMax || share.count > share.of) return false;
  return moreThanHalf ? share.count * 2 > share.of : share.count >= 2;
};

const SHARE_PATTERN = /^([1-9]\d?)\/([1-9]\d?)$/;
/** "3/5" as { count: 3, of: 5 }, or null. */
export const parseShare = (value: string): Share | null => {
  const parts = SHARE_PATTERN.exec(value);
  return parts === null ? null : { count: Number(parts[1]), of: Number(parts[2]) };
};
