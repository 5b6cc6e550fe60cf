/**
 * What a person does with this device's copy: takes a verifiable copy along, looks around a community without belonging to
 * it, and finds out which ones a node shows to anybody.
 */
import { visitTexts } from "../../../core/carried.ts";
import { parseId } from "../../../core/hash.ts";
import { checkpointKey } from "../../../core/log/checkpoint.ts";
import { ExportWriter } from "../../../core/log/exportWriter.ts";
import { formatVerifierKey } from "../../../core/log/note.ts";
import { charter, core, kinds } from "../../../core/registry.ts";
import type { Id } from "../../../core/kernel/types.ts";
import { OperatingError } from "../../bridge/protocol.ts";
import type { Device, Opened } from "../device.ts";
import { listedAt, publicFacts, visitAt, type Listed, type Visit } from "../httpNode.ts";
import { readEntries } from "../localLog.ts";
import { entryOf } from "../rawEntry.ts";

export type Copy = { readonly name: string; readonly bytes: Uint8Array };

/** An export (docs/formats/export.md) of all that is held here, up to the last checkpoint that agreed with it. */
export const copyOut = async ({ replica }: Opened): Promise<Copy> => {
  const { known, database, world } = replica;
  const verified = replica.audit.verified;
  const { nodeKey } = core.standing(world, charter, world.at);
  if (verified === null || nodeKey === null) throw new OperatingError("notChecked");
  const writer = new ExportWriter({
    audience: known.role === "watching" ? "public" : "members",
    origin: known.origin,
    vkey: formatVerifierKey(checkpointKey(known.origin, nodeKey)),
    checkpoint: verified.text,
  });
  const pieces: Uint8Array[] = [];
  const named = new Set<Id>();
  for await (const entries of readEntries(database, 0)) {
    for (const entry of entries.map(entryOf).filter(({ index }) => index < verified.checkpoint.size)) {
      if ("act" in entry.signed) visitTexts(kinds, entry.signed.act.command, (hash) => named.add(hash));
      writer.entry(entry);
      pieces.push(...writer.pieces());
    }
  }
  for (const hash of [...named].sort()) {
    const text = await database.get("texts", hash);
    if (text !== undefined) writer.text(text);
    pieces.push(...writer.pieces());
  }
  pieces.push(writer.end());
  return { name: `${known.origin.slice(0, 12)}.folkmoot`, bytes: joined(pieces) };
};

const joined = (pieces: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
};

export const listed = (_device: Device, { address }: { readonly address: string }): Promise<readonly Listed[]> =>
  listedAt(address);

/** Holds what is public of a community, without a key. */
export const watch = async (
  device: Device,
  { id, address }: { readonly id: string; readonly address: string },
): Promise<Id> => {
  const origin = parseId(id);
  if (origin === null) throw new OperatingError("unknownCommunity", id);
  if (!device.communities.some((known) => known.origin === origin)) {
    const { name } = await publicFacts(address, origin);
    await device.settleIn({ origin, address, name: name ?? "", role: "watching" }, null, null);
  }
  return origin;
};

/** An invitation to the demo community of that node, which it makes if nobody has looked around yet; null where there is none. */
export const visit = (_device: Device, { address }: { readonly address: string }): Promise<Visit | null> =>
  visitAt(address);
