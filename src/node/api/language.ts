/**
 * Which language a caller reads, from the header that every browser sends (RFC 9110, 12.5.4). The surprising rule: a language
 * with the weight 0 is one that the caller does not want, and counts as not named.
 */

/** The languages in the order wanted; those of equal weight in the order named. */
export const languagesWanted = (accepted: string | undefined): readonly string[] =>
  (accepted ?? "")
    .split(",")
    .map(weighed)
    .filter(({ tag, weight }) => tag !== "" && weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);

const weighed = (part: string): { readonly tag: string; readonly weight: number } => {
  const [tag = "", ...parameters] = part.split(";").map((piece) => piece.trim());
  const said = parameters.find((parameter) => /^q=/i.test(parameter))?.slice(2);
  const weight = said === undefined ? 1 : Number(said);
  return { tag, weight: Number.isFinite(weight) ? weight : 0 };
};
