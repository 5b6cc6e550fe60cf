/**
 * Notices to a browser by Web Push: encrypted to that browser alone (RFC 8291), from a node that says who it is (VAPID, RFC 8292). The
 * surprising rule: a subscription that its browser gave up is answered with 404 or 410, and is then of no more use to anybody.
 */
import { createECDH } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import webPush from "web-push";
import type { Category } from "../../core/attention/matter.ts";
import type { Random } from "../ports/random.ts";
import { writeDurably } from "../store/durable.ts";
import type { TargetOf } from "./choices.ts";
import { never, type Carrier, type Message } from "./message.ts";
import type { Outside } from "./outside.ts";

const KEY_FILE = "vapid.key";
const KEY_BYTES = 32;
const KEY = /^[\w-]{43}$/;
const DAY_SECONDS = 86_400;
/** How long a push service keeps what a switched-off phone has not fetched. */
const KEEP_SECONDS = 7 * DAY_SECONDS;
const URGENCIES: Readonly<Record<Category, webPush.Urgency>> = {
  safety: "high",
  needsMe: "high",
  decision: "normal",
  lapse: "normal",
  talk: "low",
};
const TOPIC_CHARACTERS_MAX = 32;

export type VapidKeys = { readonly publicKey: string; readonly privateKey: string };

/** The node's key for push services, made at the first start. Browsers tie each subscription to it, so losing it loses them all. */
export const vapidKeys = (folder: string, random: Random): VapidKeys => {
  const path = join(folder, KEY_FILE);
  const known = existsSync(path) ? readFileSync(path, "utf8").trim() : "";
  const privateKey = KEY.test(known) ? known : Buffer.from(random.bytes(KEY_BYTES)).toString("base64url");
  const pair = createECDH("prime256v1");
  pair.setPrivateKey(Buffer.from(privateKey, "base64url"));
  if (privateKey !== known) writeDurably(path, Buffer.from(`${privateKey}\n`));
  return { privateKey, publicKey: pair.getPublicKey().toString("base64url") };
};

/** What the service worker shows (src/web/service-worker.ts). */
const payloadOf = ({ title, lines, more, language, direction, token }: Message): string =>
  JSON.stringify({
    title,
    body: [...lines.map(({ text }) => text), ...(more === "" ? [] : [more])].join("\n"),
    url: lines[0]?.link ?? "/",
    language,
    direction,
    tag: token,
  });

/** @param contact who push services may write to about this node: a `mailto:` or `https:` address. */
export const pushCarrier = (outside: Outside, keys: VapidKeys, contact: string): Carrier<TargetOf<"push">> => ({
  send: ({ endpoint, p256dh, auth }, message, signal) => {
    const subscription = { endpoint, keys: { p256dh, auth } };
    try {
      const { headers, body } = webPush.generateRequestDetails(subscription, payloadOf(message), {
        vapidDetails: { subject: contact, ...keys },
        TTL: KEEP_SECONDS,
        urgency: URGENCIES[message.lines[0]?.category ?? "talk"],
        topic: message.token.slice(0, TOPIC_CHARACTERS_MAX),
      });
      return outside.post({ url: endpoint, headers: named(headers), body }, signal);
    } catch {
      // A key that lies on no curve: the browser never made it.
      return Promise.resolve(never("refused"));
    }
  },
});

const named = (headers: webPush.Headers): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
