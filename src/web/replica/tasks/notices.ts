/**
 * What this member is told of, and where: kept by the node for them alone, and in no log. The surprising rule: nothing of it is held on this
 * device, so without a connection it can be neither seen nor changed.
 */
import * as z from "zod/mini";
import { levels, threadScope, type Level, type Scope } from "../../../core/attention/matter.ts";
import type { Id } from "../../../core/kernel/types.ts";
import type { Opened } from "../device.ts";

const PATH = "/notices";
const scopeSchema = z.custom<Scope>((value) => typeof value === "string" && /^(?:thread|circle):/.test(value));
const minute = z.number();
const choicesSchema = z.object({
  language: z.string(),
  zone: z.string(),
  level: z.enum(levels),
  quiet: z.nullable(z.object({ from: minute, until: minute })),
  digest: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("atOnce") }),
    z.object({ kind: z.literal("daily"), minute }),
    z.object({ kind: z.literal("weekly"), minute, day: z.number() }),
  ]),
});
export type Choices = z.infer<typeof choicesSchema>;

const channelSchema = z.object({
  id: z.number(),
  sort: z.enum(["push", "mail", "webhook", "ntfy"]),
  to: z.string(),
  state: z.enum(["unconfirmed", "ready", "failed"]),
  problem: z.nullable(z.string()),
  lost: z.number(),
  waiting: z.number(),
});
export type Channel = z.infer<typeof channelSchema>;

const noticesSchema = z.object({
  choices: choicesSchema,
  levels: z.array(z.object({ scope: scopeSchema, level: z.enum(levels) })),
  channels: z.array(channelSchema),
  offers: z.object({ pushKey: z.string(), mail: z.boolean() }),
});
export type Notices = z.infer<typeof noticesSchema>;

const outcomeSchema = z.object({ outcome: z.string(), problem: z.nullable(z.string()) });
export type Outcome = z.infer<typeof outcomeSchema>;
const addedSchema = z.object({ id: z.number(), secret: z.nullable(z.string()), problem: z.nullable(z.string()) });
export type Added = z.infer<typeof addedSchema>;

/** A way of being told, as it is asked for. */
export type Target =
  | { readonly sort: "push"; readonly endpoint: string; readonly p256dh: string; readonly auth: string }
  | { readonly sort: "mail"; readonly address: string }
  | { readonly sort: "webhook"; readonly url: string }
  | { readonly sort: "ntfy"; readonly server: string; readonly topic: string; readonly token: string | null };

export const notices = async ({ link }: Opened): Promise<Notices> => z.parse(noticesSchema, await link.node.own(PATH));

export const chooseNotices = async ({ link }: Opened, choices: Choices): Promise<void> => {
  await link.node.own(PATH, { body: choices });
};
export const forgetNotices = async ({ link }: Opened): Promise<void> => {
  await link.node.own(PATH, { isDeletion: true });
};

/** The level of one thread; null where it is the community's, which is told beside it. */
export const noticesOfThread = async (
  opened: Opened,
  { proposal }: { readonly proposal: Id },
): Promise<{ readonly level: Level | null; readonly community: Level }> => {
  const { levels: set, choices } = await notices(opened);
  const own = set.find(({ scope }) => scope === threadScope(proposal));
  return { level: own?.level ?? null, community: choices.level };
};
export const setNoticeLevel = async (
  { link }: Opened,
  { proposal, level }: { readonly proposal: Id; readonly level: Level | null },
): Promise<void> => {
  await link.node.own(`${PATH}/levels`, { body: { scope: threadScope(proposal), level } });
};

export const addChannel = async ({ link }: Opened, target: Target): Promise<Added> =>
  z.parse(addedSchema, await link.node.own(`${PATH}/channels`, { body: target }));

type Named = { readonly channel: number };
export const removeChannel = async ({ link }: Opened, { channel }: Named): Promise<void> => {
  await link.node.own(`${PATH}/channels/${channel}`, { isDeletion: true });
};
export const testChannel = async ({ link }: Opened, { channel }: Named): Promise<Outcome> =>
  z.parse(outcomeSchema, await link.node.own(`${PATH}/channels/${channel}/test`, { body: {} }));
export const confirmChannel = async (
  { link }: Opened,
  { channel, code }: Named & { readonly code: string },
): Promise<boolean> => {
  const answer = await link.node.own(`${PATH}/channels/${channel}/confirm`, { body: { code } });
  return z.parse(z.object({ isConfirmed: z.boolean() }), answer).isConfirmed;
};
