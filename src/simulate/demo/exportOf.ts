/** The demo as an export for members, signed by its node: the form in which a node takes a community in, and in which anybody verifies one. */
import { checkpointKey, signCheckpoint } from "../../core/log/checkpoint.ts";
import { leafOf } from "../../core/log/entry.ts";
import { writeExport } from "../../core/log/exportWriter.ts";
import { leafHash } from "../../core/log/merkle.ts";
import { formatVerifierKey } from "../../core/log/note.ts";
import { Tree } from "../../core/log/tree.ts";
import { idOf } from "../../core/hash.ts";
import { nativeSigner } from "../../node/crypto/ed25519.ts";
import type { Demo } from "./writeDemo.ts";

export const exportOf = async ({ entries, texts, nodeKeySeed, origin }: Demo): Promise<Iterable<Uint8Array>> => {
  const signer = nativeSigner(nodeKeySeed);
  const tree = new Tree();
  for (const entry of entries) tree.append(leafHash(leafOf(entry)));
  const checkpoint = await signCheckpoint({ origin, size: tree.size, root: idOf(tree.root()) }, signer);
  const vkey = formatVerifierKey(checkpointKey(origin, signer.publicKey));
  const inOrder = [...texts].sort((a, b) => (a.hash < b.hash ? -1 : 1));
  return writeExport({ audience: "members", origin, vkey, checkpoint }, entries, inOrder);
};
