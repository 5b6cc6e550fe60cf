/**
 * An appeal's lot, from one device: a secret is made here, only its commitment is published, and the secret itself when all
 * commitments are closed. It stays on this device until then; whoever loses it is out of that one draw and of nothing else.
 */
import { idOf } from "../../../core/hash.ts";
import { commitmentTo } from "../../../core/institutions/community/lot.ts";
import { community, core } from "../../../core/registry.ts";
import { instantOf } from "../../../core/kernel/time.ts";
import type { Entry, Id, Refusal } from "../../../core/kernel/types.ts";
import { OperatingError } from "../../bridge/protocol.ts";
import type { Plain } from "../../../core/plain.ts";
import { chance, sendDraft } from "../author.ts";
import type { Opened } from "../device.ts";
import { readEntries } from "../localLog.ts";
import { entryOf } from "../rawEntry.ts";

const SECRET_BYTES = 32;
const seedName = (hearing: Id): string => `lot ${hearing}`;

/** Appeals against an exclusion, with a part of one's own in the draw of the panel. */
export const appeal = async (
  opened: Opened,
  { hearing, text }: { readonly hearing: Id; readonly text: string },
): Promise<Id | Refusal> =>
  committed(opened, hearing, "exclusion.appeal", (commitment) => ({ text: { wording: text }, commitment }));

/** Takes part in the draw of a panel. */
export const commitToLot = async (
  opened: Opened,
  { hearing, appeal: of }: { readonly hearing: Id; readonly appeal: Id },
): Promise<Id | Refusal> => committed(opened, hearing, "panel.commit", (commitment) => ({ appeal: of, commitment }));

/** Opens this device's part of the draw. */
export const openLot = async (
  { replica, link }: Opened,
  { hearing, appeal: of }: { readonly hearing: Id; readonly appeal: Id },
): Promise<Id | Refusal> => {
  const secret = await replica.database.get("seeds", seedName(hearing));
  if (secret === undefined) throw new OperatingError("noSecret");
  const { isOutside } = replica.readingAt(link.time());
  const body = { appeal: of, secret: idOf(secret) };
  return sendDraft(replica, { kind: "panel.reveal", body, isUnseen: isOutside }, link.time());
};

const committed = async (
  { replica, link }: Opened,
  hearing: Id,
  kind: "exclusion.appeal" | "panel.commit",
  bodyOf: (commitment: Id) => Plain,
): Promise<Id | Refusal> => {
  const people = core.standing(replica.worldAhead(), community, instantOf(Math.max(link.time(), replica.world.at)));
  const me = replica.key === null ? null : people.personOf(replica.key.publicKey);
  const row = me === null ? undefined : people.member(me.member);
  if (row === undefined) throw new OperatingError("fault", "only a person of this community has a part in a draw");
  const secret = chance(SECRET_BYTES);
  // Kept before it is promised: a commitment without its secret is worth nothing.
  await replica.database.put("seeds", secret, seedName(hearing));
  return sendDraft(replica, { kind, body: bodyOf(commitmentTo(idOf(secret), hearing, row.id)) }, link.time());
};

/** Where in the log an act stands, or will stand; null when it is not held here. */
export const findAct = async ({ replica, link }: Opened, { id }: { readonly id: Id }): Promise<number | null> => {
  const isIt = ({ signed }: Entry): boolean => "id" in signed && signed.id === id;
  for await (const entries of readEntries(replica.database, 0)) {
    const entry = entries.map(entryOf).find(isIt);
    if (entry !== undefined) return entry.index;
  }
  const reading = replica.readingAt(link.time());
  for (let index = reading.size, entry = reading.entry(index); entry !== null; entry = reading.entry((index += 1)))
    if (isIt(entry)) return index;
  return null;
};
