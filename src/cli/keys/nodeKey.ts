/** The private key that signs a community's log, from a file such as the one in its folder: 64 hexadecimal digits. */
import { readFileSync } from "node:fs";
import { bytesOf, parseId } from "../../core/hash.ts";
import type { Call } from "../call.ts";
import { FailedError } from "../exits.ts";

/** What `--node-key` names; null where it was not given. */
export const seedIn = (call: Call): Uint8Array | null => {
  const file = call.text("node-key");
  if (file === null) return null;
  const digits = parseId(readFileSync(file, "utf8").trim());
  if (digits === null) throw new FailedError("cli.key.notANodeKey", { file });
  return bytesOf(digits);
};
