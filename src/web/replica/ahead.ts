/**
 * The standing with this device's unrecorded acts on top, each at the time it was made, with their entries and wordings.
 * The surprising rule: an act counts from when it is made until it comes back with the log, so that nothing a person did
 * vanishes from the screen between the node's receipt and the entry itself.
 */
import { core } from "../../core/registry.ts";
import { instantOf } from "../../core/kernel/time.ts";
import type { Entry, Id } from "../../core/kernel/types.ts";
import type { World } from "../../core/kernel/world.ts";
import { isMalformed, signedAct } from "../../core/log/act.ts";
import { textOf } from "../../core/log/utf8.ts";
import type { OutboxRow } from "./database.ts";

export type Ahead = {
  readonly world: World;
  /** At the places of the log that they would have if nothing else came before them. */
  readonly entries: readonly Entry[];
  readonly texts: ReadonlyMap<Id, string>;
};

/**
 * The acts of the outbox that the log held here does not have yet, applied to it.
 * @param beyond entries that follow those held and are not kept, such as what somebody excluded still sees in public
 */
export const aheadOf = (world: World, beyond: readonly Entry[], rows: readonly OutboxRow[]): Ahead => {
  const entries: Entry[] = [...beyond];
  const texts = new Map<Id, string>();
  let ahead = beyond.length === 0 ? world : core.replay(world, beyond);
  for (const row of rows.filter((each) => isAhead(each, world))) {
    const signed = signedAct(row.bytes, row.signature);
    if (isMalformed(signed)) continue;
    const entry = { index: ahead.size, at: instantOf(Math.max(ahead.at, row.madeAt)), signed };
    ahead = core.apply(ahead, entry).world;
    entries.push(entry);
    for (const { hash, utf8 } of row.texts) {
      const wording = textOf(utf8, 0, utf8.length);
      if (wording !== null) texts.set(hash, wording);
    }
  }
  return { world: ahead, entries, texts };
};

const isAhead = ({ state, index }: OutboxRow, world: World): boolean =>
  state === "waiting" || state === "sent" || (state === "recorded" && index !== null && index >= world.size);
