/**
 * Signs acts with a device key, in the order given. The surprising rule: numbers are taken from the key's file before anything is signed
 * with them; a number that is lost does no harm, one used twice would look like a copied key.
 */
import { actSigningBytes } from "../core/log/act.ts";
import { writeAct, Wordings, type Place } from "../core/desk.ts";
import { plainCommand } from "./bodies.ts";
import type { Plain } from "../core/plain.ts";
import type { Evidence, Id, Instant, Kind } from "../core/kernel/types.ts";
import type { WireSubmission } from "../core/wire/submission.ts";
import { systemRandom } from "../node/ports/systemRandom.ts";
import { updateKey, readKey, type DeviceKey } from "./keys/keyFile.ts";
import { holdingKey } from "./keys/keyring.ts";

export type Draft = {
  readonly kind: Kind;
  readonly body: Plain;
  readonly after?: readonly Id[];
  readonly evidence?: readonly Evidence[];
};
export type Signed = { readonly ids: readonly Id[]; readonly submission: WireSubmission };

export const chance = (length: number): Uint8Array => systemRandom.bytes(length);

export const sign = (key: DeviceKey, drafts: readonly Draft[], at: Instant): Signed => {
  const commands = drafts.map((draft) => {
    const texts = new Wordings(chance);
    return { ...draft, texts, command: plainCommand(draft.kind, draft.body, texts) };
  });
  return holdingKey(key, () => {
    // Another command may have signed since the key was read.
    const { seq, previous, seen } = readKey(key.file);
    updateKey(key, { seq: seq + drafts.length });
    const author = { kind: "device", key: key.signer.publicKey } as const;
    let place: Place = { origin: key.community, author, seq, previous, seen };
    const signed = commands.map(({ command, texts, after, evidence }) => {
      const writing = { command, at, chance, texts, after: after ?? [], evidence: evidence ?? [] };
      const { written, next } = writeAct(place, writing);
      place = next;
      return { ...written, signature: key.signer.signNow(actSigningBytes(written.bytes)) };
    });
    updateKey(key, { seq: place.seq, previous: place.previous });
    return {
      ids: signed.map(({ id }) => id),
      submission: {
        acts: signed.map(({ bytes, signature }) => [bytes, signature] as const),
        texts: signed.flatMap(({ texts }) => texts.map(({ salt, utf8 }) => [salt, utf8] as const)),
      },
    };
  });
};
