/**
 * The rulebook of the real institutions. The surprising rule: that one erases only texts of one's own is checked here, where the log
 * tells who wrote what, because no state keeps that; the verifier checks it again (core/verify/special.ts).
 */
import { visitTexts } from "../../core/carried.ts";
import { erasureKinds, erasureShape, type Erasure } from "../../core/erasure.ts";
import { refuse } from "../../core/kernel/refusal.ts";
import type { World } from "../../core/kernel/world.ts";
import {
  Malformed,
  type Act,
  type Command,
  type Event,
  type Id,
  type Instant,
  type Refusal,
} from "../../core/kernel/types.ts";
import { nodeActDue } from "../../core/nodeActs.ts";
import { charter, command, community, core, institutionNames, kinds } from "../../core/registry.ts";
import type { Rulebook } from "./rulebook.ts";

const erasureIn = ({ kind, body }: Command): Erasure | null => {
  if (!erasureKinds.includes(kind)) return null;
  const read = erasureShape.read(body, "");
  return read instanceof Malformed ? null : read;
};

const refuseErasure = (world: World, { author }: Act, at: Instant, writers: readonly (Id | null)[]): Refusal | null => {
  if (author.kind === "node") return null;
  const people = core.standing(world, community, at);
  const eraser = people.personOf(author.key)?.member;
  if (eraser === undefined || people.holdsPower(eraser, "moderate")) return null;
  const isOwn = (writer: Id | null): boolean =>
    writer !== null && (writer === author.key || people.personOf(writer)?.member === eraser);
  return writers.every(isOwn) ? null : refuse("erasure.notYours", "law.erasure");
};

type ErasedEvent = Event & { readonly hashes: readonly Id[] };
const isErasure = (event: Event): event is ErasedEvent =>
  event.kind === "text.erased" && "hashes" in event && Array.isArray(event.hashes);

export const registryRulebook: Rulebook = {
  core,
  institutionNames,
  nodeKey: (world) => core.standing(world, charter, world.at).nodeKey,
  visitTexts: (of, visit) => visitTexts(kinds, of, visit),
  nodeActDue,
  clonedDevice: (world, { act: { author } }) => {
    const person = author.kind === "device" ? core.standing(world, community, world.at).personOf(author.key) : null;
    return person?.deviceState === "active" ? command("device.flagCloned", { key: author.key }) : null;
  },
  erasureOf: (of) => erasureIn(of)?.hashes ?? [],
  refuseErasure,
  publicErasure: (of, hashes) => {
    const erasure = erasureIn(of);
    return erasure === null ? null : command("text.erasePublic", { hashes, reason: erasure.reason });
  },
  erasedBy: (event) => (isErasure(event) ? event.hashes : []),
};
