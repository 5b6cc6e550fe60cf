/**
 * Sheets of the desk: what somebody writes and has put before nobody yet. They are kept with the community and the profile
 * on this device, are never sent by themselves, and go when the community is forgotten.
 */
import type { Opened } from "../device.ts";

type Drawer = { readonly drawer: string };

/** What was written last; null for an empty drawer. */
export const sheet = async ({ replica }: Opened, { drawer }: Drawer): Promise<string | null> =>
  (await replica.database.get("sheets", drawer)) ?? null;

/** Null empties the drawer. */
export const keepSheet = async (
  { replica }: Opened,
  { drawer, text }: Drawer & { readonly text: string | null },
): Promise<void> => {
  if (text === null) await replica.database.delete("sheets", drawer);
  else await replica.database.put("sheets", text, drawer);
};
