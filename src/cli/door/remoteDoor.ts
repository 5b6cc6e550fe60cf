/** A node that runs, over HTTP. With the operator's token, where the command may read the node's folder. */
import { FailedError } from "../exits.ts";
import { NodeClient, prepareNode, submitFounding } from "../remote/nodeClient.ts";
import type { Door } from "./door.ts";

/** @param token the operator's; null for everybody else */
export const remoteDoor = (address: string, token: string | null): Door => ({
  address,
  prepare: () => prepareNode(address, token),
  found: (submission) => submitFounding(address, submission, token),
  submit: async (community, submission, signer) => {
    const client = new NodeClient(address, community, signer);
    try {
      return await client.submit(submission);
    } finally {
      await client.endSession();
    }
  },
  record: () => Promise.reject(new FailedError("cli.erase.nodeRuns")),
  close: () => Promise.resolve(),
});
