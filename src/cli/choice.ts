/**
 * Which community is meant. The surprising rule: where there is only one it need not be named, and the first digits of its id are enough
 * wherever they tell it from the others.
 */
import { FailedError, UsageError } from "./exits.ts";
import type { Id } from "../core/kernel/types.ts";

type Known = { readonly id: Id; readonly name?: string | null };
const DIGITS_MIN = 4;

/** @param wanted what `--community` says, null where it was not given */
export const chosenAmong = <K extends Known>(known: readonly K[], wanted: string | null): K => {
  const list = known.map(({ id, name }) => `  ${id}${typeof name === "string" ? `  ${name}` : ""}`).join("\n");
  if (known.length === 0) throw new FailedError("cli.community.none");
  if (wanted === null) {
    const [only, ...others] = known;
    if (only === undefined || others.length > 0) throw new UsageError("cli.community.which", { list });
    return only;
  }
  const digits = wanted.replace(/^folkmoot\//, "");
  const [chosen, ...others] = known.filter(({ id }) => digits.length >= DIGITS_MIN && id.startsWith(digits));
  if (chosen === undefined || others.length > 0) throw new UsageError("cli.community.unknown", { wanted, list });
  return chosen;
};
