/**
 * How the community's acts are declared, and who is behind one. Authority is settled before an institution sees an act, so an
 * act by somebody its `who` does not allow is a bug here and throws.
 */
import { actKinds } from "../../kernel/institution.ts";
import type { Cause, Evidence, Id, Refusal } from "../../kernel/types.ts";
import type { Names } from "../../kernel/names.ts";
import type { CommunityEvent } from "./events.ts";
import { THINGS_MAX } from "./limits.ts";
import { no } from "./refusals.ts";
import type { State } from "./state.ts";
import type { View } from "./view.ts";

export const act = actKinds<State, CommunityEvent, View>();

type ByDevice = Extract<Cause, { kind: "device" }>;
export const deviceOf = (cause: Cause): ByDevice => {
  if (cause.kind !== "device") throw new TypeError(`an act of a device came from a ${cause.kind}`);
  return cause;
};
/** The ordinal of the member who acts. */
export const memberOf = (cause: Cause): number => {
  const { member } = deviceOf(cause);
  if (member === null) throw new TypeError("an act of a member came from a stranger's device");
  return member;
};

/** While a proposal is being drafted, what only time will cure does not stand in its way. */
export const isDraft = (cause: Cause): boolean => cause.kind === "decision" && cause.openedAt === null;

export const showsKey = (cause: Cause, kind: Evidence["kind"], key: Id): boolean =>
  deviceOf(cause).evidence.some((evidence) => evidence.kind === kind && evidence.key === key);

/** Whether a new thing can be had: its id is free among its kind's names, and its ordinal is in range. */
export const cannotBeAdded = (names: Names, id: Id, last: number): Refusal | null => {
  if (names.isTaken(id)) return no("community.idTaken", { id });
  return last + 1 < THINGS_MAX ? null : no("community.full", { limit: THINGS_MAX });
};
