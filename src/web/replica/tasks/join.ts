/**
 * Joining with an invitation: a key made on this device, and the invitation's key vouching for it. The act goes straight to
 * the node, since there is no replica yet to put it into an outbox of.
 */
import { instantOf } from "../../../core/kernel/time.ts";
import type { Id, Refusal } from "../../../core/kernel/types.ts";
import { actSigningBytes, evidenceSigningBytes } from "../../../core/log/act.ts";
import { command } from "../../../core/registry.ts";
import { writeAct, Wordings } from "../../../core/desk.ts";
import { OperatingError } from "../../bridge/protocol.ts";
import { makeDeviceKey, signerOf } from "../../crypto/ed25519.ts";
import { chance } from "../author.ts";
import { readInvitation } from "../codes.ts";
import type { Device } from "../device.ts";
import { HttpNode, publicFacts, type PublicFacts } from "../httpNode.ts";

type Invited = { readonly code: string; readonly address: string };

/** What the invitation is to: asked of the node, which tells anybody that much. */
export const lookUp = async (_device: Device, { code, address }: Invited): Promise<PublicFacts> => {
  const invitation = readInvitation(code);
  if (invitation === null) throw new OperatingError("badInvitation");
  return publicFacts(address, invitation.origin);
};

export type Joining = Invited & { readonly name: string; readonly communityName: string };

export const join = async (device: Device, { code, address, name, communityName }: Joining): Promise<Id | Refusal> => {
  const invited = readInvitation(code);
  if (invited === null) throw new OperatingError("badInvitation");
  const { origin, invitation, seed } = invited;
  if (device.communities.some((known) => known.origin === origin)) throw new OperatingError("alreadyHere");
  const key = await makeDeviceKey();
  const author = { kind: "device", key: key.publicKey } as const;
  const texts = new Wordings(chance);
  const { portableSigner } = await import("../../../core/log/ed25519Portable.ts");
  const voucher = portableSigner(seed);
  const signature = await voucher.sign(evidenceSigningBytes("invitation", origin, key.publicKey));
  const node = new HttpNode(address, origin, null);
  const { written } = writeAct(
    { origin, author, seq: 0, previous: null, seen: null },
    {
      command: command("member.join", { invitation, name: texts.text(name), label: null }),
      at: instantOf(node.time()),
      chance,
      texts,
      evidence: [{ kind: "invitation", key: voucher.publicKey, signature }],
    },
  );
  const signed = await (await signerOf(key)).sign(actSigningBytes(written.bytes));
  // Kept before it is handed in: if the answer is lost, the key must not be.
  await device.settleIn({ origin, address, name: communityName, role: "arriving" }, key, {
    seq: 1,
    previous: written.id,
  });
  const [answer] = await node.submit({
    acts: [[written.bytes, signed]],
    texts: texts.list.map(({ salt, utf8 }) => [salt, utf8]),
  });
  if (answer?.kind !== "refused") return origin;
  await device.forget(origin);
  return answer.refusal;
};
