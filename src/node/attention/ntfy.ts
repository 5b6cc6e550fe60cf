/**
 * Notices by ntfy, on the server and topic that the member named: its publishing as JSON (docs.ntfy.sh). Whoever knows the topic can read along,
 * which is why a message holds nothing that a stranger may not see.
 */
import type { Category } from "../../core/attention/matter.ts";
import type { TargetOf } from "./choices.ts";
import type { Carrier } from "./message.ts";
import type { Outside } from "./outside.ts";

/** ntfy's own scale: 5 rings in any case, 3 is usual, 2 makes no sound. */
const PRIORITIES: Readonly<Record<Category, number>> = { safety: 5, needsMe: 4, decision: 3, lapse: 3, talk: 2 };
/** Names of signs that ntfy shows before the title. */
const TAGS: Readonly<Record<Category, string>> = {
  safety: "key",
  needsMe: "raising_hand",
  decision: "ballot_box",
  lapse: "hourglass",
  talk: "speech_balloon",
};

export const ntfyCarrier = (outside: Outside): Carrier<TargetOf<"ntfy">> => ({
  send: ({ server, topic, token }, { title, lines, more }, signal) => {
    const first = lines[0];
    const category = first?.category ?? "talk";
    const message = [...lines.map(({ text }) => text), ...(more === "" ? [] : [more])].join("\n");
    const body = { topic, title, message, priority: PRIORITIES[category], tags: [TAGS[category]], click: first?.link };
    const headers = {
      "content-type": "application/json",
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    };
    return outside.post({ url: server, headers, body: Buffer.from(JSON.stringify(body)) }, signal);
  },
});
