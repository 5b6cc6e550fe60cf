/** Who I am here, and what the community is called: what the frame of every screen needs to know. */
import { charter, community } from "../../../core/registry.ts";
import type { Standing } from "../../../core/institutions/community/standing.ts";
import type { Reading } from "../reading.ts";

export type Who = {
  readonly name: string | null;
  readonly foundedAt: number | null;
  readonly template: string;
  /** Null while this device is not (or not yet, or no longer) one of a member's. */
  readonly me: { readonly member: number; readonly name: string | null; readonly standing: Standing } | null;
  readonly powers: readonly string[];
  /** No entry is here yet. */
  readonly isEmpty: boolean;
};

/** Powers that change what a screen offers; what they allow is decided by the core. */
const POWERS = ["steward", "facilitate", "safeguard", "moderate"];

export const who = (reading: Reading): Who => {
  const { founding } = reading.ask(charter);
  const people = reading.ask(community);
  const person = reading.me === null ? null : people.personOf(reading.me);
  const row = person === null ? undefined : people.member(person.member);
  return {
    name: reading.text(founding?.name ?? null),
    foundedAt: founding?.foundedAt ?? null,
    template: founding?.template ?? "",
    me:
      person === null
        ? null
        : { member: person.member, name: reading.text(row?.name ?? null), standing: person.standing },
    powers: person === null ? [] : POWERS.filter((power) => people.holdsPower(person.member, power)),
    isEmpty: founding === null,
  };
};
