/**
 * What a member chooses about notices, as it comes in over HTTP and as it lies in the file: parsed in both places by the same shapes. The
 * surprising rule: none of it is ever in the log, so nobody can replay who wanted to be told of what, and where.
 */
import { z } from "@hono/zod-openapi";
import { levels, type Scope } from "../../core/attention/matter.ts";
import { LANGUAGES, SOURCE } from "../../words/languages.ts";

const MINUTES_PER_DAY = 1440;
const ZONE_CHARACTERS_MAX = 64;
const ADDRESS_CHARACTERS_MAX = 254;
const URL_CHARACTERS_MAX = 2000;
const TOKEN_CHARACTERS_MAX = 200;

const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

/** Of the member's own day, by their own clock. */
const minuteOfDay = z
  .int()
  .min(0)
  .max(MINUTES_PER_DAY - 1);
export const levelShape = z.enum(levels);
export const scopeShape = z.custom<Scope>(
  (value) => typeof value === "string" && /^(?:thread|circle):[0-9a-f]{64}$/.test(value),
  "a scope such as thread:ID",
);

export const choicesShape = z.object({
  language: z.enum(LANGUAGES.map(({ tag }) => tag)),
  zone: z.string().max(ZONE_CHARACTERS_MAX).refine(isZone, "a time zone such as Europe/Berlin"),
  level: levelShape,
  /** From one minute of the day to another, over midnight where the second is the smaller. */
  quiet: z.union([z.object({ from: minuteOfDay, until: minuteOfDay }), z.null()]),
  digest: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("atOnce") }),
    z.object({ kind: z.literal("daily"), minute: minuteOfDay }),
    /** `day`: 1 is Monday, 7 Sunday. */
    z.object({ kind: z.literal("weekly"), minute: minuteOfDay, day: z.int().min(1).max(7) }),
  ]),
});
export type Choices = z.infer<typeof choicesShape>;

/** Until a member chooses. */
export const FIRST_CHOICES: Choices = {
  language: SOURCE,
  zone: "UTC",
  level: "tasks",
  quiet: null,
  digest: { kind: "atOnce" },
};

const webUrl = z.url({ protocol: /^https?$/ }).max(URL_CHARACTERS_MAX);
const key = (bytes: number) =>
  z.base64url().refine((text) => Buffer.from(text, "base64url").length === bytes, `${bytes} bytes in base64url`);
const POINT_BYTES = 65;
const AUTH_BYTES = 16;
const pushShape = z.object({
  sort: z.literal("push"),
  endpoint: webUrl,
  p256dh: key(POINT_BYTES),
  auth: key(AUTH_BYTES),
});
const mailShape = z.object({ sort: z.literal("mail"), address: z.email().max(ADDRESS_CHARACTERS_MAX) });
const ntfyShape = z.object({
  sort: z.literal("ntfy"),
  server: webUrl,
  topic: z.string().regex(/^[\w-]{1,64}$/),
  token: z.union([
    z
      .string()
      .regex(/^[\w-]+$/)
      .max(TOKEN_CHARACTERS_MAX),
    z.null(),
  ]),
});

/** Where a member asks to be told. */
export const askedTargetShape = z.discriminatedUnion("sort", [
  pushShape,
  mailShape,
  z.object({ sort: z.literal("webhook"), url: webUrl }),
  ntfyShape,
]);
export type AskedTarget = z.infer<typeof askedTargetShape>;

/** The same as it is kept: a webhook has the secret by which its receiver knows us. */
export const targetShape = z.discriminatedUnion("sort", [
  pushShape,
  mailShape,
  z.object({ sort: z.literal("webhook"), url: webUrl, secret: z.string() }),
  ntfyShape,
]);
export type Target = z.infer<typeof targetShape>;
export type TargetOf<S extends Target["sort"]> = Extract<Target, { sort: S }>;
export const sorts = ["push", "mail", "webhook", "ntfy"] as const satisfies readonly Target["sort"][];
