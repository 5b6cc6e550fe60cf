/**
 * Makes a failure smaller before anybody reads it: the same seed with as many sorts of faults left out as still break the same promise.
 * The surprising rule: the steps need no search, since a run ends at the step that broke it.
 */
import { FAULTS } from "./faults.ts";
import { simulate, type Report, type Run } from "./simulation.ts";

export type Shrunk = { readonly run: Run; readonly report: Report };

/** Whatever `--without` knows. */
export const SORTS: readonly string[] = ["network", "fork", ...FAULTS.map(({ name }) => name)];

export const shrink = async (run: Run, report: Report): Promise<Shrunk> => {
  let smallest: Shrunk = { run: { ...run, steps: report.stepsDone }, report };
  for (const sort of SORTS) {
    const { without = [] } = smallest.run;
    if (without.includes(sort)) continue;
    const tried = { ...smallest.run, without: [...without, sort] };
    const found = await simulate(tried);
    if (found.violation?.invariant === report.violation?.invariant)
      smallest = { run: { ...tried, steps: found.stepsDone }, report: found };
  }
  return smallest;
};
