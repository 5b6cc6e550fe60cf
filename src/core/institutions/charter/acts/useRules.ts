/** `charter.useRules`: which version of the rules decides from now on. New software brings new versions; only this act uses them. */
import { record, whole } from "../../../kernel/schema.ts";
import { accept, refuse } from "../../../kernel/refusal.ts";
import { RULES_MAX, RULES_NEWEST } from "../../../terms/founding.ts";
import { act, decisionOf } from "./act.ts";

export const useRules = act({
  kind: "charter.useRules",
  shape: record({ version: whole(1, RULES_MAX) }),
  who: [{ kind: "decision", atLeast: "weighty" }],
  decide: (state, { version }, { cause }) => {
    if (version > RULES_NEWEST) return refuse("rules.unknown", "law.rules", { version, newest: RULES_NEWEST });
    if (version === state.rules) return refuse("rules.inForce", "law.rules", { version }, state.rulesBy);
    return accept({ kind: "charter.rulesChosen", version, decision: decisionOf(cause) });
  },
});
