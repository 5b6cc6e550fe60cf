/**
 * Notices by e-mail, over the mail server that the operator named. The surprising rule: the way out needs neither log-in nor page: mail programs
 * stop it by one request (RFC 8058); and nothing in a mail tells anybody whether it was opened.
 */
import { createTransport, type Transporter } from "nodemailer";
import type { MailSettings } from "./mailSettings.ts";
import type { TargetOf } from "./choices.ts";
import { later, never, SENT, type Carrier, type Message, type Outcome } from "./message.ts";

const ANSWER_MS = 20_000;
/** RFC 5321: the other side will not take this, now or ever. */
const PERMANENT = 500;

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const textOf = ({ lines, more, stop, stopUrl }: Message): string =>
  [
    ...lines.flatMap(({ text, link }) => [text, link, ""]),
    ...(more === "" ? [] : [more, ""]),
    "-- ",
    stop,
    stopUrl,
    "",
  ].join("\n");

/** No picture, no style from elsewhere, no link but those of the text. */
const htmlOf = ({ title, lines, more, stop, stopUrl, language, direction }: Message): string =>
  [
    `<!doctype html><html lang="${escaped(language)}" dir="${direction}"><head><meta charset="utf-8"><title>${escaped(title)}</title></head>`,
    '<body style="font-family:sans-serif;font-size:16px;line-height:1.5">',
    `<h1 style="font-size:20px">${escaped(title)}</h1>`,
    ...lines.map(({ text, link }) => `<p><a href="${escaped(link)}">${escaped(text)}</a></p>`),
    ...(more === "" ? [] : [`<p>${escaped(more)}</p>`]),
    `<p style="font-size:14px"><a href="${escaped(stopUrl)}">${escaped(stop)}</a></p></body></html>`,
  ].join("\n");

/** A mail with nothing but words of ours and a code, for an address that is not confirmed yet. */
export type CodeMail = { readonly address: string; readonly subject: string; readonly text: string };

export interface MailDesk extends Carrier<TargetOf<"mail">> {
  sendCode(mail: CodeMail): Promise<Outcome>;
  close(): void;
}

export const openMail = (settings: MailSettings): MailDesk => {
  const transport = transportTo(settings);
  const hand = async (mail: Parameters<typeof transport.sendMail>[0]): Promise<Outcome> => {
    try {
      await transport.sendMail({ from: { name: "Folkmoot", address: settings.from }, ...mail });
      return SENT;
    } catch (error) {
      return outcomeOf(error);
    }
  };
  return {
    sendCode: ({ address, subject, text }) =>
      hand({ to: { name: "", address }, subject, text, headers: { "auto-submitted": "auto-generated" } }),
    send: ({ address }, message) =>
      hand({
        to: { name: "", address },
        subject: message.title,
        text: textOf(message),
        html: htmlOf(message),
        messageId: `<${message.token}@${settings.from.split("@")[1] ?? "folkmoot"}>`,
        headers: {
          "auto-submitted": "auto-generated",
          "list-unsubscribe": `<${message.stopUrl}>`,
          "list-unsubscribe-post": "List-Unsubscribe=One-Click",
        },
      }),
    close: () => transport.close(),
  };
};

const transportTo = ({ host, port, security, user, password }: MailSettings): Transporter =>
  createTransport({
    host,
    port,
    secure: security === "tls",
    requireTLS: security === "startTls",
    ignoreTLS: security === "none",
    ...(user === null || password === null ? {} : { auth: { user, pass: password } }),
    connectionTimeout: ANSWER_MS,
    greetingTimeout: ANSWER_MS,
    socketTimeout: ANSWER_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

const outcomeOf = (error: unknown): Outcome => {
  if (typeof error !== "object" || error === null) return later("unreachable");
  const code = "responseCode" in error && typeof error.responseCode === "number" ? error.responseCode : 0;
  const isOfAddress = "command" in error && error.command === "RCPT TO";
  if (code >= PERMANENT) return isOfAddress ? never("refused") : later("failing");
  if (code > 0) return later("failing");
  return later("code" in error && error.code === "ETIMEDOUT" ? "late" : "unreachable");
};
