/**
 * Founding a community: a key made on this device, the template written out, and the founder's name, handed to the node in
 * one submission. Nothing is kept here unless the node recorded it.
 */
import { foundingBody, template, type TemplateId } from "../../../core/templates/index.ts";
import { ZERO_ID } from "../../../core/hash.ts";
import { actSigningBytes } from "../../../core/log/act.ts";
import { instantOf } from "../../../core/kernel/time.ts";
import type { Id, Refusal } from "../../../core/kernel/types.ts";
import { command } from "../../../core/registry.ts";
import { writeAct, Wordings, type Place } from "../../../core/desk.ts";
import { OperatingError } from "../../bridge/protocol.ts";
import { makeDeviceKey, signerOf, type DeviceKey } from "../../crypto/ed25519.ts";
import { chance } from "../author.ts";
import type { Device } from "../device.ts";
import { prepareNode, submitFounding } from "../httpNode.ts";

export type Founding = {
  readonly address: string;
  readonly template: TemplateId;
  readonly name: string;
  readonly purpose: string;
  readonly myName: string;
  readonly locale: string;
};

type Signed = { readonly id: Id; readonly pair: readonly [Uint8Array, Uint8Array] };

/** The community's id, or why it was not founded. */
export const found = async (device: Device, founding: Founding): Promise<Id | Refusal> => {
  const key = await makeDeviceKey();
  const nodeKey = await prepareNode(founding.address);
  const texts = new Wordings(chance);
  const first = await signedFounding(key, nodeKey, founding, texts);
  const second = await signedIntroduction(key, first.id, founding.myName, texts);
  const answers = await submitFounding(founding.address, {
    acts: [first.pair, second.pair],
    texts: texts.list.map(({ salt, utf8 }) => [salt, utf8]),
  });
  const refused = answers.find((answer) => answer.kind === "refused");
  if (refused !== undefined) return refused.refusal;
  if (answers[0]?.kind !== "recorded") throw new OperatingError("rejected", "the founding was not recorded");
  await device.settleIn({ origin: first.id, address: founding.address, name: founding.name, role: "member" }, key, {
    seq: 2,
    previous: second.id,
  });
  return first.id;
};

const signedFounding = (
  key: DeviceKey,
  nodeKey: Id,
  { name, purpose, locale, template: id }: Founding,
  texts: Wordings,
): Promise<Signed> => {
  const body = foundingBody(template(id), {
    name: texts.text(name),
    purpose: purpose === "" ? null : texts.text(purpose),
    locale,
    nodeKey,
  });
  const place = { origin: ZERO_ID, author: authorOf(key), seq: 0, previous: null, seen: null };
  return sign(key, place, command("charter.found", body), texts);
};

const signedIntroduction = (key: DeviceKey, origin: Id, name: string, texts: Wordings): Promise<Signed> => {
  const place = { origin, author: authorOf(key), seq: 1, previous: origin, seen: null };
  return sign(key, place, command("member.introduce", { name: texts.text(name), about: null }), texts);
};

const authorOf = (key: DeviceKey) => ({ kind: "device", key: key.publicKey }) as const;

const sign = async (
  key: DeviceKey,
  place: Place,
  written: ReturnType<typeof command>,
  texts: Wordings,
): Promise<Signed> => {
  const act = writeAct(place, { command: written, at: instantOf(Date.now()), chance, texts }).written;
  const signature = await (await signerOf(key)).sign(actSigningBytes(act.bytes));
  return { id: act.id, pair: [act.bytes, signature] };
};
