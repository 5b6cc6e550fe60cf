/**
 * Notices to a program of the member's own, by a signed POST as Standard Webhooks has it (webhook-id, webhook-timestamp, webhook-signature).
 * The surprising rule: the signature covers id and time too, so that what was overheard once cannot be sent again later.
 */
import { createHmac } from "node:crypto";
import type { Random } from "../ports/random.ts";
import type { TargetOf } from "./choices.ts";
import type { Carrier, Message } from "./message.ts";
import type { Outside } from "./outside.ts";

const PREFIX = "whsec_";
const SECRET_BYTES = 32;
const MS_PER_SECOND = 1000;

/** A secret as receivers' libraries expect it. */
export const newSecret = (random: Random): string =>
  PREFIX + Buffer.from(random.bytes(SECRET_BYTES)).toString("base64");

const bodyOf = ({ community, title, lines, more }: Message): Uint8Array =>
  Buffer.from(
    JSON.stringify({
      type: "folkmoot.notice",
      data: {
        community,
        title,
        notices: lines.map(({ category, deadline, link, text }) => ({ category, deadline, link, text })),
        more,
      },
    }),
  );

const signatureOf = (secret: string, signed: Uint8Array): string =>
  createHmac("sha256", Buffer.from(secret.slice(PREFIX.length), "base64"))
    .update(signed)
    .digest("base64");

export const webhookCarrier = (outside: Outside): Carrier<TargetOf<"webhook">> => ({
  send: ({ url, secret }, message, signal) => {
    const body = bodyOf(message);
    const timestamp = String(Math.floor(message.sentAt / MS_PER_SECOND));
    const signed = Buffer.concat([Buffer.from(`${message.token}.${timestamp}.`), body]);
    const headers = {
      "content-type": "application/json",
      "webhook-id": message.token,
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,${signatureOf(secret, signed)}`,
    };
    return outside.post({ url, headers, body }, signal);
  },
});
