/**
 * Which rules this program runs, as a number: a hash over the sources of the core. The surprising rule: any change of them makes older
 * snapshots worthless, also one that changes nothing; replaying the log once is cheaper than to be wrong about which is which.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const CORE = fileURLToPath(new URL("../../core", import.meta.url));
const POSITIVE_31_BITS = 0x7f_ff_ff_ff;

let known: number | null = null;

/** The same for the same sources; fits SQLite's `user_version`. */
export const edition = (): number => (known ??= editionOf(CORE));

const editionOf = (folder: string): number => {
  const hash = createHash("sha256");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /(?<!\.test)\.(?:ts|json)$/.test(name),
  );
  for (const name of names.sort()) hash.update(`${name}\0`).update(readFileSync(join(folder, name)));
  return hash.digest().readUInt32BE(0) & POSITIVE_31_BITS;
};
