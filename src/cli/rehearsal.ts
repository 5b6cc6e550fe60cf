/** Whether the rules would refuse an act now, by a fold of our own: nothing is signed, and the node is not asked to judge. */
import { ZERO_ID } from "../core/hash.ts";
import { Wordings } from "../core/desk.ts";
import { instantOf } from "../core/kernel/time.ts";
import type { Refusal } from "../core/kernel/types.ts";
import { audienceFor, community as people, core } from "../core/registry.ts";
import { plainCommand } from "./bodies.ts";
import type { Call } from "./call.ts";
import type { DeviceKey } from "./keys/keyFile.ts";
import { chance, type Draft } from "./signing.ts";
import { sourceFor } from "./source/open.ts";

export const rehearse = async (
  call: Call,
  key: DeviceKey,
  { kind, body, evidence }: Draft,
): Promise<Refusal | null> => {
  const command = plainCommand(kind, body, new Wordings(chance));
  const source = await sourceFor(call, key);
  try {
    const now = call.terminal.now();
    const { world } = await source.standingAt(now);
    const at = instantOf(Math.max(now, world.at));
    const { publicKey } = key.signer;
    const person = core.standing(world, people, at).personOf(publicKey);
    const member = audienceFor(kind) === "members" ? (person?.member ?? null) : null;
    const cause = { kind: "device", key: publicKey, member, act: ZERO_ID, evidence: evidence ?? [] } as const;
    return core.perform(world, command, cause, at).refusal;
  } finally {
    await source.close();
  }
};
