/**
 * Bodies as screens and programs write them, before they become commands: plain JSON, with wordings in place of their hashes and attached
 * commands spelt out. The surprising rule: each wording gets a fresh salt here, so the same body made twice gives two acts.
 */
import { carry } from "./carried.ts";
import type { Wordings } from "./desk.ts";
import type { Kind } from "./kernel/types.ts";
import { command } from "./registry.ts";

export type Plain =
  | null
  | boolean
  | number
  | string
  | { readonly wording: string }
  | { readonly attached: Attached }
  | readonly Plain[]
  | { readonly [name: string]: Plain };

/** What a proposal does when it is adopted: a command that travels inside the act. */
export type Attached = { readonly kind: Kind; readonly body: Plain };

const isWording = (value: object): value is { readonly wording: string } =>
  "wording" in value && typeof value.wording === "string" && Object.keys(value).length === 1;

const isAttached = (value: object): value is { readonly attached: Attached } => "attached" in value;

/** The body with every wording replaced by its hash, and every attached command by its bytes. Throws on a misfit. */
export const withHashes = (value: Plain, wordings: Wordings): unknown => {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item: Plain) => withHashes(item, wordings));
  if (isWording(value)) return wordings.text(value.wording);
  if (isAttached(value)) {
    const { kind, body } = value.attached;
    return carry(command(kind, withHashes(body, wordings)));
  }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withHashes(item, wordings)]));
};
