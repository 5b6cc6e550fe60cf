/** What this device holds: its profiles, and the communities of the profile in use. */
import type { Device } from "../device.ts";
import type { Known, Profile } from "../database.ts";

export type Communities = {
  readonly profile: Profile;
  readonly profiles: readonly Profile[];
  readonly communities: readonly Known[];
};

export const communities = ({ profile, profiles, communities: known }: Device): Communities => ({
  profile,
  profiles,
  communities: known.toSorted((a, b) => b.openedAt - a.openedAt),
});
