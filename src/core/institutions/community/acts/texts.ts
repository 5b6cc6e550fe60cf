/**
 * Erasing the wording of members' texts: the hash stays in the log, the text goes from the stores. The surprising rule: that an
 * author erases only texts of their own is checked where the texts are known, at admission and by `verify`, not by the fold.
 */
import { accept } from "../../../kernel/refusal.ts";
import { erasureShape } from "../../../erasure.ts";
import { act, memberOf } from "../act.ts";
import { no } from "../refusals.ts";
import { holdsPower } from "../standing.ts";

const erase = act({
  kind: "text.erase",
  shape: erasureShape,
  who: [{ kind: "participant" }],
  decide: (state, { hashes, reason }, { cause }) => {
    if (hashes.length === 0) return no("text.none");
    if (reason !== "author" && !holdsPower(state, memberOf(cause), "moderate")) return no("text.needsModerator");
    return accept({ kind: "text.erased", hashes, reason });
  },
});

export const texts = [erase];
