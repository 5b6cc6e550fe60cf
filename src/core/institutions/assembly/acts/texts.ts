/**
 * `text.erasePublic`: the node says that it has erased wordings, so that whoever checks an export can tell an erased text
 * from a missing one. The surprising rule: nothing in the state changes, because no rule may read a text.
 */
import { accept } from "../../../kernel/refusal.ts";
import { erasureShape } from "../../../erasure.ts";
import { no } from "../refusals.ts";
import { assemblyAct } from "../view.ts";

export const erasePublic = assemblyAct({
  kind: "text.erasePublic",
  shape: erasureShape,
  who: [{ kind: "node" }],
  decide: (_state, { hashes, reason }) =>
    hashes.length === 0 ? no("text.none", "law.erasure") : accept({ kind: "text.erased", hashes, reason }),
});
