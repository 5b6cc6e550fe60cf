/** All readers that are fuzzed, and the samples that once broke one of them. */
import { actTargets } from "./actTargets.ts";
import type { Target } from "./fuzzing.ts";
import { logTargets } from "./logTargets.ts";
import { wireTargets } from "./wireTargets.ts";

export const targets: readonly Target[] = [...logTargets, ...wireTargets, ...actTargets];

/** What was found and mended: each sample is judged in every run of the tests. `npm run fuzz` prints new ones in this form. */
export const regressions: readonly { readonly target: string; readonly sample: string; readonly was: string }[] = [
  {
    target: "feed",
    sample: Buffer.from([2, 0, 0, 0, 0, 0, 0, ...Array.from({ length: 150 }, () => 0x80), 0]).toString("base64"),
    was: "a length of a hundred and fifty bytes became no number, and the reader never came to an end",
  },
  {
    target: "feed",
    sample: Buffer.concat([Buffer.from([2, 0, 0, 0, 0, 0, 0, 0x80, 0]), new Uint8Array(64)]).toString("base64"),
    was: "a length could be written in more bytes than it needs, so one entry had several encodings",
  },
];
