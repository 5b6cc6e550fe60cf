/**
 * Getting a new device in through one that is in already, in two steps that both can be scanned: the helper's offer names
 * community and helper; the new device answers with its key and its signature for that helper. The helper then adds it to
 * their own devices, or starts a recovery for somebody who has lost all of theirs.
 */
import type { Evidence, Id, Refusal } from "../../../core/kernel/types.ts";
import { evidenceSigningBytes } from "../../../core/log/act.ts";
import { OperatingError } from "../../bridge/protocol.ts";
import { makeDeviceKey, signerOf } from "../../crypto/ed25519.ts";
import { sendDraft } from "../author.ts";
import { newDeviceCode, offerCode, readNewDevice, readOffer } from "../codes.ts";
import type { Device, Opened } from "../device.ts";
import { publicFacts } from "../httpNode.ts";

/** The link that a new device opens first. */
export const offer = ({ replica }: Opened): string => {
  const helper = replica.key?.publicKey;
  if (helper === undefined) throw new OperatingError("fault", "a device without a key cannot vouch");
  return `/device#${offerCode({ origin: replica.known.origin, helper })}`;
};

export type Answered = { readonly origin: Id; readonly path: string };

/** On the new device: makes its key, and the link that the helper opens next. */
export const answerOffer = async (
  device: Device,
  { code, address }: { readonly code: string; readonly address: string },
): Promise<Answered> => {
  const read = readOffer(code);
  if (read === null) throw new OperatingError("badInvitation");
  const { origin, helper } = read;
  const held = device.communities.find((known) => known.origin === origin);
  if (held?.role === "member") throw new OperatingError("alreadyHere");
  const key = await makeDeviceKey();
  const { name } = await publicFacts(address, origin);
  await device.forget(origin);
  await device.settleIn({ origin, address, name: name ?? "", role: "arriving" }, key, null);
  const signature = await (await signerOf(key)).sign(evidenceSigningBytes("device", origin, helper));
  return { origin, path: `/m/${origin}/devices#${newDeviceCode({ key: key.publicKey, signature })}` };
};

const evidenceIn = (code: string): Evidence => {
  const read = readNewDevice(code);
  if (read === null) throw new OperatingError("badInvitation");
  return { kind: "device", key: read.key, signature: read.signature };
};

/** On the helper: the new device becomes one of the helper's own. */
export const addDevice = (
  { replica, link }: Opened,
  { code, label }: { readonly code: string; readonly label: string },
): Promise<Id | Refusal> => {
  const evidence = evidenceIn(code);
  const body = { key: evidence.key, label: label === "" ? null : { wording: label } };
  // At once: the new device waits for it, and it can be removed again.
  return sendDraft(replica, { kind: "device.add", body, evidence: [evidence], atOnce: true }, link.time());
};

/** On the helper: the new device is to become that member's, once enough others have said so and time has passed. */
export const startRecovery = (
  { replica, link }: Opened,
  { code, member }: { readonly code: string; readonly member: Id },
): Promise<Id | Refusal> => {
  const evidence = evidenceIn(code);
  const body = { member, newKey: evidence.key };
  return sendDraft(replica, { kind: "recovery.start", body, evidence: [evidence] }, link.time());
};
