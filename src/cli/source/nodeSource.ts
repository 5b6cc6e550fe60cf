/** The log as a node hands it out: the public part to anybody, all of it to who has a member's key. */
import { idOf } from "../../core/hash.ts";
import { instantOf } from "../../core/kernel/time.ts";
import type { Entry, Id } from "../../core/kernel/types.ts";
import { isMalformed, signedAct } from "../../core/log/act.ts";
import { signedHash } from "../../core/log/entry.ts";
import type { Signer } from "../../core/log/ed25519.ts";
import { textHash } from "../../core/log/text.ts";
import { textOf } from "../../core/log/utf8.ts";
import type { FeedEntry } from "../../core/wire/feed.ts";
import { NodeClient } from "../remote/nodeClient.ts";
import { HeldSource } from "./heldSource.ts";
import type { LogSource } from "./source.ts";

/** @param signer a member's, for all of it; null for what is public */
export const nodeSource = async (address: string, community: Id, signer: Signer | null): Promise<LogSource> => {
  const client = new NodeClient(address, community, signer);
  const entries: Entry[] = [];
  const words = new Map<Id, string>();
  for await (const entry of client.entries()) {
    entries.push(entryOf(entry));
    if ("texts" in entry) for (const { salt, utf8 } of entry.texts) words.set(textHash(salt, utf8), textOf(utf8) ?? "");
  }
  const { audience } = client;
  await client.endSession();
  return new HeldSource(community, audience, entries, words);
};

const entryOf = (entry: FeedEntry): Entry => {
  const { index } = entry;
  const at = instantOf(entry.at);
  if ("withheld" in entry) return { index, at, signed: { withheld: idOf(entry.withheld) } };
  const { bytes, signature } = entry;
  const act = signedAct(bytes, signature);
  return { index, at, signed: isMalformed(act) ? { withheld: signedHash(bytes, signature) } : act };
};
