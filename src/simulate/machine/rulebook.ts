/** The rulebook of the real registry, over a core that may be a mutant of the registry's. */
import { resultsOwed } from "../../core/judge.ts";
import type { Core } from "../../core/kernel/fold.ts";
import { charter, command, deliberation } from "../../core/registry.ts";
import { registryRulebook } from "../../node/sequencer/registryRulebook.ts";
import type { Rulebook } from "../../node/sequencer/rulebook.ts";

export const rulebookOver = (core: Core): Rulebook => ({
  ...registryRulebook,
  core,
  nodeActDue: (world, at) => {
    const result = resultsOwed({ core, deliberation, charter }, world, at)[0];
    return result === undefined ? null : command("result.record", result);
  },
});
