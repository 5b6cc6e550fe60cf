/** An export of a chronicle, for one audience, as a node would write it. */
import { visitTexts } from "../../src/core/carried.ts";
import { concatBytes } from "../../src/core/hash.ts";
import type { Audience, Entry, Id } from "../../src/core/kernel/types.ts";
import { checkpointKey, signCheckpoint } from "../../src/core/log/checkpoint.ts";
import { hashOfSigned, leafOf } from "../../src/core/log/entry.ts";
import { idOf } from "../../src/core/hash.ts";
import { writeExport } from "../../src/core/log/exportWriter.ts";
import { leafHash } from "../../src/core/log/merkle.ts";
import { formatVerifierKey } from "../../src/core/log/note.ts";
import { Tree } from "../../src/core/log/tree.ts";
import { kinds } from "../../src/core/registry.ts";
import type { Chronicle } from "../../src/simulate/chronicle.ts";

export type Changes = {
  /** Entries as they would be written, changed by a forger. */
  readonly entries?: (entries: readonly Entry[]) => readonly Entry[];
  readonly without?: Id;
};

export const exportOf = async (
  log: Chronicle,
  audience: Audience,
  { entries = (all) => all, without }: Changes = {},
): Promise<Uint8Array> => {
  const shown = entries(log.entries).map((entry) => withheldFrom(entry, audience));
  const tree = new Tree();
  for (const entry of shown) tree.append(leafHash(leafOf(entry)));
  const { signer } = log.node;
  const header = {
    audience,
    origin: log.origin,
    vkey: formatVerifierKey(checkpointKey(log.origin, signer.publicKey)),
    checkpoint: await signCheckpoint({ origin: log.origin, size: tree.size, root: idOf(tree.root()) }, signer),
  };
  const named = new Set<Id>();
  for (const { signed } of shown) if ("act" in signed) visitTexts(kinds, signed.act.command, (hash) => named.add(hash));
  const texts = [...named]
    .filter((hash) => hash !== without)
    .sort()
    .flatMap((hash) => log.texts.get(hash) ?? []);
  return concatBytes(...writeExport(header, shown, texts));
};

const withheldFrom = (entry: Entry, audience: Audience): Entry =>
  "act" in entry.signed && audience === "public" && entry.signed.act.audience !== "public"
    ? { ...entry, signed: { withheld: hashOfSigned(entry.signed) } }
    : entry;
