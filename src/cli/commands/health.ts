/**
 * `folkmoot health`: how a node is, in plain words: of one that runs by asking it, of one that does not by looking at its folder. It ends with
 * 0 when all is well and with 1 when something needs a person.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { statfs } from "node:fs/promises";
import { z } from "zod";
import { registryRulebook } from "../../node/sequencer/registryRulebook.ts";
import { openStanding } from "../../node/sequencer/opening.ts";
import { NodeRunsError, type NodeFolder } from "../../node/store/nodeFolder.ts";
import { openLogReader } from "../../node/store/sqliteStore.ts";
import type { Id } from "../../core/kernel/types.ts";
import type { Call, Command } from "../call.ts";
import { exits, UsageError, type Exit } from "../exits.ts";
import { ADDRESS_FILE, existingFolder } from "../folder.ts";
import { addressOf, requestJson } from "../remote/request.ts";

const checkSchema = z.object({ state: z.enum(["good", "trouble"]), says: z.string() });
const healthSchema = z.object({
  status: z.enum(["good", "trouble"]),
  clock: checkSchema,
  disk: checkSchema,
  store: checkSchema,
});
type Check = z.infer<typeof checkSchema>;

export const health: Command = {
  positionals: [],
  options: ["node", "data"],
  run: async (call) => {
    const node = call.text("node");
    if (node !== null) return ofNode(call, node);
    const folder = existingFolder(call);
    return isRunning(folder) ? ofNode(call, addressIn(folder)) : ofFolder(call, folder);
  },
};

const isRunning = (folder: NodeFolder): boolean => {
  try {
    folder.lock()();
    return false;
  } catch (error) {
    if (error instanceof NodeRunsError) return true;
    throw error;
  }
};

const addressIn = (folder: NodeFolder): string => {
  const file = join(folder.path, ADDRESS_FILE);
  if (!existsSync(file)) throw new NodeRunsError(folder.path);
  return readFileSync(file, "utf8").trim();
};

const ofNode = async (call: Call, url: string): Promise<Exit> => {
  const address = addressOf(url);
  if (address === null) throw new UsageError("cli.node.notAnAddress", { url });
  const { status, ...checks } = await requestJson(healthSchema, `${address}/healthz`);
  return told(call, { address, isRunning: true, status, checks });
};

const ofFolder = async (call: Call, folder: NodeFolder): Promise<Exit> => {
  const checks: Record<string, Check> = { disk: await diskOf(call, folder) };
  for (const id of folder.communities()) checks[id] = await communityOf(call, folder, id);
  const status = Object.values(checks).every(({ state }) => state === "good") ? "good" : "trouble";
  return told(call, { address: null, isRunning: false, status, checks });
};

const communityOf = async (call: Call, folder: NodeFolder, id: Id): Promise<Check> => {
  try {
    const reader = openLogReader(folder.communityPath(id));
    try {
      const { world } = await openStanding(reader, registryRulebook, await reader.head());
      const hasKey = folder.signer(id) !== null;
      const says = call.say(hasKey ? "cli.health.whole" : "cli.health.noKey", { entries: world.size });
      return { state: hasKey ? "good" : "trouble", says };
    } finally {
      await reader.close();
    }
  } catch (error) {
    return { state: "trouble", says: error instanceof Error ? error.message : String(error) };
  }
};

const FREE_BYTES_MIN = 500_000_000;
const GIGABYTE = 1_000_000_000;

const diskOf = async (call: Call, { path }: NodeFolder): Promise<Check> => {
  const { bavail, bsize } = await statfs(path);
  const free = bavail * bsize;
  const says = call.say("cli.health.disk", { gigabytes: (free / GIGABYTE).toFixed(1) });
  return { state: free < FREE_BYTES_MIN ? "trouble" : "good", says };
};

type Health = {
  readonly address: string | null;
  readonly isRunning: boolean;
  readonly status: Check["state"];
  readonly checks: Readonly<Record<string, Check>>;
};
const told = (call: Call, facts: Health): Exit => {
  call.answer(facts, () => [
    facts.address === null ? call.say("cli.health.stopped") : call.say("cli.health.runs", { address: facts.address }),
    ...Object.entries(facts.checks).map(([name, { state, says }]) =>
      call.say("cli.health.check", { name, state, says }),
    ),
  ]);
  return facts.status === "good" ? exits.done : exits.refused;
};
