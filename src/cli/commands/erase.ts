/**
 * `folkmoot erase HASH…`: texts are erased by an act: a member's, signed with the local key, or, with --operator, the node's own for texts that
 * are public. The hashes stay in the log, so nothing that was checked before becomes false.
 */
import { ERASED_TEXTS_MAX } from "../../core/erasure.ts";
import { parseId } from "../../core/hash.ts";
import type { Id } from "../../core/kernel/types.ts";
import type { NodeFolder } from "../../node/store/nodeFolder.ts";
import { openLogReader } from "../../node/store/sqliteStore.ts";
import type { Call, Command } from "../call.ts";
import { chosenAmong } from "../choice.ts";
import { openDoor } from "../door/open.ts";
import { UsageError } from "../exits.ts";
import { existingFolder } from "../folder.ts";
import { chosenKey } from "../keys/keyring.ts";
import { exitFor, resultJson, resultLines } from "../outcomes.ts";
import type { Result } from "../remote/nodeClient.ts";
import { lookAtHead } from "../seen.ts";
import { sign } from "../signing.ts";

const REASONS = ["author", "safeguarding", "law"] as const;

export const erase: Command = {
  positionals: [{ name: "HASH", count: "many" }],
  options: ["reason", "operator", "data", "community", "node", "key"],
  run: async (call) => {
    const hashes = call.positionals.map(hashOf);
    if (hashes.length > ERASED_TEXTS_MAX) throw new UsageError("cli.erase.tooMany", { max: ERASED_TEXTS_MAX });
    const results = call.has("operator") ? await byNode(call, hashes) : await byMember(call, hashes);
    call.answer(results.map(resultJson), () => results.flatMap((result) => resultLines(call, result)));
    if (exitFor(results) === 0) call.note("cli.erase.copies");
    return exitFor(results);
  },
};

const hashOf = (text: string): Id => {
  const hash = parseId(text);
  if (hash === null) throw new UsageError("cli.notAnId", { option: "HASH" });
  return hash;
};

const byMember = async (call: Call, hashes: readonly Id[]): Promise<readonly Result[]> => {
  const key = chosenKey(call);
  const door = openDoor(call, key.community, key.node);
  try {
    const body = { hashes, reason: call.choice("reason", REASONS, "author") };
    await lookAtHead(door, key);
    const { submission } = sign(key, [{ kind: "text.erase", body }], call.terminal.now());
    return await door.submit(key.community, submission, key.signer);
  } finally {
    await door.close();
  }
};

const byNode = async (call: Call, hashes: readonly Id[]): Promise<readonly Result[]> => {
  const folder = existingFolder(call);
  const known = folder.communities().map((id) => ({ id }));
  const { id } = chosenAmong(known, call.text("community"));
  await requireKnown(folder, id, hashes);
  const door = openDoor(call, id, null);
  try {
    return [await door.erasePublic(id, { hashes, reason: call.choice("reason", REASONS, "law") })];
  } finally {
    await door.close();
  }
};

/** The node's word in the log cannot be taken back, so a slip of the pen must not get that far. */
const requireKnown = async (folder: NodeFolder, community: Id, hashes: readonly Id[]): Promise<void> => {
  const reader = openLogReader(folder.communityPath(community));
  try {
    const facts = await reader.textFacts(hashes);
    const unknown = hashes.find((hash) => facts.get(hash)?.isPublic !== true);
    if (unknown !== undefined) throw new UsageError("cli.erase.unknown", { hash: unknown });
  } finally {
    await reader.close();
  }
};
