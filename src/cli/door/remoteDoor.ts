/**
 * A node that runs, over HTTP. The surprising rule: whoever may read the node's folder has the operator's token, and acts are handed in with
 * that; each act says itself who signed it.
 */
import { NodeClient, prepareNode, submitFounding } from "../remote/nodeClient.ts";
import { servedAt } from "../verify/served.ts";
import type { Door } from "./door.ts";

/** @param token the operator's; null for everybody else */
export const remoteDoor = (address: string, token: string | null): Door => ({
  address,
  prepare: () => prepareNode(address, token),
  found: (submission) => submitFounding(address, submission, token),
  log: (community) =>
    Promise.resolve({
      ...servedAt(`${address}/log/${community}`),
      founding: () => new NodeClient(address, community, null).founding(),
    }),
  submit: async (community, submission, signer) => {
    const client = new NodeClient(address, community, token === null ? signer : null, token);
    try {
      return await client.submit(submission);
    } finally {
      await client.endSession();
    }
  },
  erasePublic: (community, erasure) => new NodeClient(address, community, null, token).erasePublic(erasure),
  close: () => Promise.resolve(),
});
