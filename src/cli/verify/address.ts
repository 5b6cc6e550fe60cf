/**
 * What an address stands for when a log is to be verified: a node with one public community or more, one community's page, log or
 * interface on a node, or else an export that lies on any web server.
 */
import { requestNode } from "../remote/wellKnown.ts";
import { chosenAmong } from "../choice.ts";

/** Where the export is; and where its tiles are, if a node serves them too. */
export type ExportAddress = { readonly url: string; readonly log: string | null };

const OF_COMMUNITY = /^(.*)\/(?:c|log|m|api\/communities)\/([0-9a-f]{64})(?:\/.*)?$/;

export const exportAt = async (address: string, community: string | null): Promise<ExportAddress> => {
  const [, node, named] = OF_COMMUNITY.exec(address) ?? [];
  if (node !== undefined && named !== undefined) return onNode(node, named);
  if (new URL(address).pathname !== "/") return { url: address, log: null };
  const { communities } = await requestNode(address);
  return onNode(address, chosenAmong(communities, community).id);
};

const onNode = (node: string, community: string): ExportAddress => ({
  url: `${node}/api/communities/${community}/export?audience=public`,
  log: `${node}/log/${community}`,
});
