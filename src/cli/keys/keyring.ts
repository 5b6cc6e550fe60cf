/** The device keys in a folder: which of them is meant, and where a new one goes. */
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Id } from "../../core/kernel/types.ts";
import { openLock } from "../../node/store/database.ts";
import type { Call } from "../call.ts";
import { FailedError } from "../exits.ts";
import { folderPath } from "../folder.ts";
import { readKey, type DeviceKey } from "./keyFile.ts";

const FOLDER = "keys";
const ENDING = ".key.json";
const DIGITS = 12;
/** Beside the keys; held for the moment in which a number is taken. */
const LOCK_FILE = ".folkmoot-keys.lock";

/** `--key`, else a name of its own in the folder's keys. */
export const newKeyFile = (call: Call, community: Id, publicKey: Id): string =>
  call.text("key") ??
  join(folderPath(call), FOLDER, `${community.slice(0, DIGITS)}-${publicKey.slice(0, DIGITS)}${ENDING}`);

/** The key to sign with: `--key`, else the only one in the folder's keys that is for the community meant. */
export const chosenKey = (call: Call): DeviceKey => {
  const file = call.text("key");
  if (file !== null) return readKey(file);
  const folder = join(folderPath(call), FOLDER);
  const wanted = (call.text("community") ?? "").replace(/^folkmoot\//, "");
  const keys = keysIn(folder).filter(({ community }) => community.startsWith(wanted));
  const [only, ...others] = keys;
  if (only === undefined) throw new FailedError("cli.key.none", { folder });
  if (others.length > 0) throw new FailedError("cli.key.which", { list: keys.map(lineOf).join("\n") });
  return only;
};

const keysIn = (folder: string): readonly DeviceKey[] =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => name.endsWith(ENDING))
    .sort()
    .map((name) => readKey(join(folder, name)));
const lineOf = ({ file, community }: DeviceKey): string => `  ${file}  ${community}`;

/** Runs while no other command may take a number of this key. */
export const holdingKey = <T>({ file }: DeviceKey, work: () => T): T => {
  const release = openLock(join(dirname(file), LOCK_FILE));
  if (release === null) throw new FailedError("cli.key.busy", { file });
  try {
    return work();
  } finally {
    release();
  }
};
