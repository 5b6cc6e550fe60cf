/**
 * The way out that stands in every notice: a page with one button, and the request behind it, which mail programs make by themselves (RFC 8058).
 * The surprising rule: opening the page changes nothing, since programs that look for harm open every link of a mail.
 */
import { languageFor } from "../../public/words.ts";
import { STYLE_PATH } from "../../public/frame.ts";
import { markup } from "../../public/markup.ts";
import { noticeVoice } from "../../attention/wording.ts";
import type { Api, ApiParts, Ask } from "../parts.ts";

const SECRET = /^[\w-]{32}$/;
const PAGE = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" };

const pageIn = (c: Ask, isDone: boolean): string => {
  const voice = noticeVoice(languageFor(c.req.query("lang"), c.req.header("accept-language"), "en"));
  const inside = isDone
    ? markup`<p role="status">${voice.say("notice.stopped")}</p>`
    : markup`<p>${voice.say("notice.stopText")}</p>
<form method="post"><button>${voice.say("notice.stopButton")}</button></form>`;
  return markup`<!doctype html>
<html lang="${voice.language}" dir="${voice.direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${voice.say("notice.stopTitle")}</title><link rel="stylesheet" href="${STYLE_PATH}"></head>
<body><main><h1>${voice.say("notice.stopTitle")}</h1>
${inside}</main></body></html>`.text;
};

export const addStopRoutes = (api: Api, parts: ApiParts): void => {
  api.get("/stop/:community/:secret", (c) => c.body(pageIn(c, false), 200, PAGE));
  api.post("/stop/:community/:secret", (c) => {
    const secret = c.req.param("secret");
    if (SECRET.test(secret)) parts.notices.stop(c.get("community").origin, Buffer.from(secret, "base64url"));
    return c.body(pageIn(c, true), 200, PAGE);
  });
};
