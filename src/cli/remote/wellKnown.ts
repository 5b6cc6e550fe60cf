/** What a node says of itself and of the public communities it hosts, as any stranger may ask; and which community an address means. */
import { z } from "zod";
import { parseId } from "../../core/hash.ts";
import type { Id } from "../../core/kernel/types.ts";
import { chosenAmong } from "../choice.ts";
import { UsageError } from "../exits.ts";
import { addressOf, requestJson } from "./request.ts";
import { idSchema } from "./schemas.ts";

const nodeSchema = z.object({
  version: z.string(),
  communities: z.array(z.object({ id: idSchema, name: z.union([z.string(), z.null()]) })),
});

export type CommunityAddress = { readonly address: string; readonly community: Id };

const OF_COMMUNITY = /^(.*)\/(?:c|log|m|api\/communities)\/([0-9a-f]{64})(?:\/.*)?$/;

/** The community in an address such as that of its page, its log or its interface; null where the address names none. */
export const communityIn = (address: string): CommunityAddress | null => {
  const [, node, digits = ""] = OF_COMMUNITY.exec(address) ?? [];
  const community = parseId(digits);
  return node === undefined || community === null ? null : { address: node, community };
};

/** The community meant: by the address itself, by its whole id, or as one of those that the node lists. */
export const communityAt = async (node: string, wanted: string | null): Promise<CommunityAddress> => {
  const address = addressOf(node);
  if (address === null) throw new UsageError("cli.node.notAnAddress", { url: node });
  const named = communityIn(address);
  if (named !== null) return named;
  const whole = parseId(wanted ?? "");
  if (whole !== null) return { address, community: whole };
  const { communities } = await requestJson(nodeSchema, `${address}/.well-known/folkmoot`);
  return { address, community: chosenAmong(communities, wanted).id };
};
