/**
 * The mail server that the operator names, in node.json or as one address in the environment, which keeps its password out of the file:
 * `FOLKMOOT_SMTP=smtp://user:password@mail.example:587?from=moot@example.org`.
 */
import { z } from "zod";

const PORT_MAX = 65_535;

export const mailShape = z.strictObject({
  host: z.string().min(1),
  port: z.int().min(1).max(PORT_MAX),
  /** `startTls` asks for encryption after connecting and goes no further without; `none` is for a server on the same machine. */
  security: z.enum(["tls", "startTls", "none"]).default("startTls"),
  user: z.union([z.string(), z.null()]).default(null),
  password: z.union([z.string(), z.null()]).default(null),
  /** The address that notices come from. */
  from: z.email(),
});
export type MailSettings = z.infer<typeof mailShape>;

const SUBMISSION_PORT = 587;
const SUBMISSIONS_PORT = 465;

/** `smtps:` is encrypted from the start, `smtp:` once connected; `?security=none` for neither. Null where it is no such address. */
export const mailFromUrl = (text: string): MailSettings | null => {
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, port, username, password, searchParams } = new URL(text);
  if (protocol !== "smtp:" && protocol !== "smtps:") return null;
  const isTls = protocol === "smtps:";
  const read = mailShape.safeParse({
    host: hostname,
    port: port === "" ? (isTls ? SUBMISSIONS_PORT : SUBMISSION_PORT) : Number(port),
    security: searchParams.get("security") ?? (isTls ? "tls" : "startTls"),
    user: username === "" ? null : decodeURIComponent(username),
    password: password === "" ? null : decodeURIComponent(password),
    from: searchParams.get("from"),
  });
  return read.success ? read.data : null;
};
