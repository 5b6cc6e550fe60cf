/**
 * A node's settings: `node.json` in its folder, written by whoever runs it. The surprising rule: what is not known here is
 * refused instead of ignored, since a misspelt setting would leave a node open or unwitnessed without a word.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { storeShape } from "./cluster/storeSettings.ts";
import { mailShape } from "./attention/mailSettings.ts";

const SETTINGS_FILE = "node.json";
const WITNESSES_MAX = 50;
const LOGS_MAX = 10_000;
const PROXIES_MAX = 5;

const address = z
  .url({ protocol: /^https?$/ })
  .refine(
    (text) => URL.canParse(text) && new URL(text).origin === text,
    "an origin such as https://node.example, without a path",
  );

const settingsShape = z.strictObject({
  /** By which others reach this node. Without any, the node believes what a request says of itself. */
  addresses: z.array(address).max(10).default([]),
  /** Reverse proxies of the operator before the node. */
  proxies: z.int().min(0).max(PROXIES_MAX).default(0),
  /** Who may found a community here. */
  founding: z.enum(["anyone", "operator"]).default("anyone"),
  /** Allies that cosign this node's logs: their verifier keys, and the prefix below which they take checkpoints. */
  witnesses: z
    .array(z.strictObject({ vkey: z.string(), url: z.url() }))
    .max(WITNESSES_MAX)
    .default([]),
  /** How many of them confirm a checkpoint; more than half of them where it is not said. */
  quorum: z.int().positive().optional(),
  /** Verifier keys of the logs of others that this node witnesses. */
  logs: z.array(z.string()).max(LOGS_MAX).default([]),
  /** How members are told of things, besides by push to their browsers, which every node offers. */
  notices: z
    .strictObject({
      /** The mail server to send by; without one there is no e-mail. */
      smtp: z.union([mailShape, z.null()]).default(null),
      /** Whether members may name webhooks and ntfy servers in this node's own network. */
      allowsPrivate: z.boolean().default(false),
    })
    .default({ smtp: null, allowsPrivate: false }),
  /** The database of a cluster, in place of this node's folder. */
  store: storeShape.exactOptional(),
  logLevel: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});
export type Settings = z.infer<typeof settingsShape>;

/** The settings hold something that is not known, or not as it must be. */
export class SettingsError extends Error {
  constructor(path: string, reason: string) {
    super(`${path}: ${reason}`);
    this.name = "SettingsError";
  }
}

/** The settings of the node in this folder; those of a new node where there are none. */
export const readSettings = (folder: string): Settings => {
  const path = join(folder, SETTINGS_FILE);
  const read = settingsShape.safeParse(existsSync(path) ? parsed(path) : {});
  if (!read.success) throw new SettingsError(path, z.prettifyError(read.error));
  const { quorum, witnesses } = read.data;
  if (quorum !== undefined && quorum > witnesses.length)
    throw new SettingsError(path, `a quorum of ${quorum} can never be reached by ${witnesses.length} witnesses`);
  return read.data;
};

const parsed = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    throw new SettingsError(path, "it is not JSON");
  }
};
