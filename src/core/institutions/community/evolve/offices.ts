/** How offices begin and end. Only offices held now are in the state; of an ended one its holder keeps the date, for the rest. */
import { withDue, withoutDue } from "../dues.ts";
import type { Evolve } from "../events.ts";
import { SERVED_KEPT } from "../limits.ts";
import { memberAt, officeAt, type State } from "../state.ts";
import { changeMember } from "./member.ts";

export const offices: Evolve<State, "office.began" | "office.ended"> = {
  "office.began": (state, { member, office, until, powers }, at) => {
    const ordinal = state.last.office + 1;
    const changed = changeMember(state, member, { offices: [...memberAt(state, member).offices, ordinal] });
    return {
      ...changed,
      last: { ...changed.last, office: ordinal },
      offices: changed.offices.set(ordinal, { office, member, from: at, until, powers }),
      dues: withDue(changed.dues, "office", ordinal, until),
    };
  },
  "office.ended": (state, { member, ordinal, office }, at) => {
    const { until } = officeAt(state, ordinal);
    const row = memberAt(state, member);
    const served = [{ office, endedAt: at }, ...row.served.filter((term) => term.office !== office)];
    const changed = changeMember(state, member, {
      offices: row.offices.filter((held) => held !== ordinal),
      served: served.slice(0, SERVED_KEPT),
    });
    return {
      ...changed,
      offices: changed.offices.delete(ordinal),
      dues: withoutDue(changed.dues, "office", ordinal, until),
    };
  },
};
