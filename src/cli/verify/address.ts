/**
 * What an address stands for when a log is to be verified: a node with one public community or more, one community's page, log or
 * interface on a node, or else an export that lies on any web server.
 */
import { addressOf } from "../remote/request.ts";
import { communityAt, communityIn } from "../remote/wellKnown.ts";

/** Where the export is; and where its tiles are, if a node serves them too. */
export type ExportAddress = { readonly url: string; readonly log: string | null };

/** @param url a web address, as `addressOf` knows it */
export const exportAt = async (url: string, wanted: string | null): Promise<ExportAddress> => {
  const isNode = new URL(url).pathname === "/" || communityIn(addressOf(url) ?? "") !== null;
  if (!isNode) return { url, log: null };
  const { address, community } = await communityAt(url, wanted);
  return {
    url: `${address}/api/communities/${community}/export?audience=public`,
    log: `${address}/log/${community}`,
  };
};
