/**
 * A device key in a file: the private key of one device in one community, and its place in the log. The surprising rule: the next number is
 * written before an act is signed with it, so that a crash can waste a number but never use one twice, which would look like a copied key.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { bytesOf, hexOf } from "../../core/hash.ts";
import type { Id, Seen } from "../../core/kernel/types.ts";
import { nativeSigner, type NativeSigner } from "../../node/crypto/ed25519.ts";
import { writeDurably } from "../../node/store/durable.ts";
import { FailedError } from "../exits.ts";
import { idSchema } from "../remote/schemas.ts";

/** Nobody but its owner may read or write it. */
const OWNER_ONLY = 0o600;
const OTHERS = 0o077;

const fileSchema = z.strictObject({
  format: z.literal("folkmoot/key/v1"),
  community: idSchema,
  /** 32 bytes in hexadecimal (RFC 8032, 5.1.5). */
  secret: z.string().regex(/^[0-9a-f]{64}$/),
  /** The number of the next act, and the act before it. */
  seq: z.int().nonnegative(),
  previous: z.union([idSchema, z.null()]),
  /** The last head of the log that was verified: entries and root. */
  seen: z.union([z.strictObject({ size: z.int().positive(), root: idSchema }), z.null()]).default(null),
  /** The key that signs the log, as its founding act names it. */
  nodeKey: z.union([idSchema, z.null()]).default(null),
  /** Where its node was last. */
  node: z.union([z.url(), z.null()]),
});
type Content = z.infer<typeof fileSchema>;
type New = Omit<Content, "format" | "secret" | "seen" | "nodeKey">;

export type DeviceKey = {
  readonly file: string;
  readonly community: Id;
  readonly signer: NativeSigner;
  readonly seq: number;
  readonly previous: Id | null;
  readonly seen: Seen | null;
  readonly nodeKey: Id | null;
  readonly node: string | null;
};

export const readKey = (file: string): DeviceKey => {
  const { secret, ...content } = contentOf(file);
  if (process.platform !== "win32" && (statSync(file).mode & OTHERS) !== 0) chmodSync(file, OWNER_ONLY);
  return { file, ...content, signer: nativeSigner(bytesOf(secret)) };
};

const contentOf = (file: string): Content => {
  const read = fileSchema.safeParse(parsed(readFileSync(file, "utf8")));
  if (!read.success) throw new FailedError("cli.key.notAKey", { file });
  return read.data;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** A new key; never in place of another. */
export const writeKey = (file: string, key: New, seed: Uint8Array): DeviceKey => {
  if (existsSync(file)) throw new FailedError("cli.key.exists", { file });
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  write(file, { format: "folkmoot/key/v1", ...key, seen: null, nodeKey: null, secret: hexOf(seed) });
  return readKey(file);
};

/** The key's place after an act, or where its node is now. */
export const updateKey = (
  key: DeviceKey,
  change: Partial<Omit<Content, "format" | "secret" | "community">>,
): DeviceKey => {
  write(key.file, { ...contentOf(key.file), ...change });
  return { ...key, ...change };
};

const write = (file: string, content: Content): void =>
  writeDurably(file, Buffer.from(`${JSON.stringify(content, null, 2)}\n`));
