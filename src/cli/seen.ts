/**
 * The last head of the log that a key has verified. It goes into every act as `seen`, so that members who were shown different histories find
 * out from each other's acts. The surprising rule: a node that shows a head which does not go on from the last one is given no act.
 */
import { foundingShape } from "../core/terms/founding.ts";
import { isMalformed, signedAct } from "../core/log/act.ts";
import { checkpointKey, type Checkpoint } from "../core/log/checkpoint.ts";
import { Malformed, type Id } from "../core/kernel/types.ts";
import { openVerifierPool } from "../node/crypto/verifierPool.ts";
import type { CommunityLog, Door } from "./door/door.ts";
import { FailedError } from "./exits.ts";
import { holdingKey } from "./keys/keyring.ts";
import { readKey, updateKey, type DeviceKey } from "./keys/keyFile.ts";
import { faultAfter, headOf } from "./verify/served.ts";

/** Verifies the node's head and remembers it with the key. Throws where it is not signed, or not of the history seen before. */
export const lookAtHead = async (door: Door, key: DeviceKey): Promise<void> => {
  const { community } = key;
  const log = await door.log(community);
  const nodeKey = key.nodeKey ?? (await nodeKeyIn(log, community));
  const checkpoint = await checkpointIn(log, community, nodeKey);
  const fault = key.seen === null ? null : await faultAfter(log, checkpoint, key.seen);
  if (fault !== null) throw new FailedError("cli.node.otherHistory", { community, size: key.seen?.size ?? 0 });
  holdingKey(key, () => {
    const { size, root } = checkpoint;
    const isNewer = size > (readKey(key.file).seen?.size ?? 0);
    if (isNewer || key.nodeKey === null) updateKey(key, { nodeKey, ...(isNewer ? { seen: { size, root } } : {}) });
  });
};

const checkpointIn = async (log: CommunityLog, community: Id, nodeKey: Id): Promise<Checkpoint> => {
  const verifier = openVerifierPool(0);
  try {
    const checkpoint = await headOf(log, checkpointKey(community, nodeKey), verifier);
    if (checkpoint === null) throw new FailedError("cli.node.notItsKey", { community });
    return checkpoint;
  } finally {
    await verifier.close();
  }
};

/** The key that the founding act names; and of which act a community is, its own id says. */
const nodeKeyIn = async (log: CommunityLog, community: Id): Promise<Id> => {
  const { bytes, signature } = await log.founding();
  const signed = signedAct(bytes, signature);
  if (isMalformed(signed) || signed.id !== community) throw new FailedError("cli.node.notItsKey", { community });
  const body = foundingShape.read(signed.act.command.body, "");
  if (body instanceof Malformed) throw new FailedError("cli.node.notItsKey", { community });
  return body.nodeKey;
};
