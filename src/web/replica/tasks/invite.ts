/**
 * Inviting: the invitation's one-use key is made from a seed that goes into the link and stays on this device, so that the
 * link can be shown again. Whoever holds the link may join once.
 */
import type { Id, Refusal } from "../../../core/kernel/types.ts";
import { chance, sendDraft } from "../author.ts";
import { invitationCode } from "../codes.ts";
import type { Opened } from "../device.ts";

const SEED_BYTES = 32;
const DAY_MS = 86_400_000;

export type Inviting = { readonly role: "member" | "guest"; readonly days: number; readonly note: string };

/** The link's path with its secret part, or why there is none. */
export const invite = async (
  { replica, link }: Opened,
  { role, days, note }: Inviting,
): Promise<{ readonly act: Id; readonly path: string } | Refusal> => {
  // One-use keys are made from a seed, which WebCrypto cannot do; few people invite, so few load it.
  const { portableSigner } = await import("../../../core/log/ed25519Portable.ts");
  const seed = chance(SEED_BYTES);
  const body = {
    key: portableSigner(seed).publicKey,
    role,
    expiresAt: link.time() + days * DAY_MS,
    note: note === "" ? null : { wording: note },
  };
  // At once: whoever gets the link may use it the next moment, and it can be withdrawn at any time.
  const sent = await sendDraft(replica, { kind: "member.invite", body, atOnce: true }, link.time());
  if (typeof sent !== "string") return sent;
  await replica.database.put("seeds", seed, sent);
  return { act: sent, path: pathOf(replica.known.origin, sent, seed) };
};

/** The link of an invitation that this device made; null for one it did not make. */
export const invitationLink = async (
  { replica }: Opened,
  { invitation }: { readonly invitation: Id },
): Promise<string | null> => {
  const seed = await replica.database.get("seeds", invitation);
  return seed === undefined ? null : pathOf(replica.known.origin, invitation, seed);
};

const pathOf = (origin: Id, invitation: Id, seed: Uint8Array): string =>
  `/join#${invitationCode({ origin, invitation, seed })}`;
