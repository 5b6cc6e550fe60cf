/** What this device holds: its profiles, and the communities of the profile in use. */
import type { Device } from "../device.ts";
import { HOLDS_MS } from "../outbox.ts";
import type { Known, Profile } from "../database.ts";

export type Communities = {
  readonly profile: Profile;
  readonly profiles: readonly Profile[];
  readonly communities: readonly Known[];
  /** How long an act can be taken back, of the choices there are. */
  readonly holdMs: number;
  readonly holdsMs: readonly number[];
};

export const communities = ({ profile, profiles, communities: known, holdMs }: Device): Communities => ({
  profile,
  profiles,
  communities: known.toSorted((a, b) => b.openedAt - a.openedAt),
  holdMs,
  holdsMs: HOLDS_MS,
});
