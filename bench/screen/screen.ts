/** What a phone fetches before the first screen, gzipped, as `npm run size` counts it. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Figure } from "../figure.ts";

const SIZE = fileURLToPath(new URL("../../bin/size.mjs", import.meta.url));
const TOTAL = /^ *(\d+) {2}first screen/m;
const BYTES_PER_KB = 1000;

export const measure = async (): Promise<readonly Figure[]> => {
  const bytes = Number(TOTAL.exec(await sizes())?.[1]);
  return [{ what: "first screen, gzipped", value: bytes / BYTES_PER_KB, unit: "kB", target: { atMost: 90 } }];
};

/** What it prints, whether within its own limit or not. */
const sizes = async (): Promise<string> => {
  const printed: { readonly stdout: string } = await promisify(execFile)(process.execPath, [SIZE]).catch(
    (failed: unknown) => {
      if (failed instanceof Error && "stdout" in failed && typeof failed.stdout === "string")
        return { stdout: failed.stdout };
      throw failed;
    },
  );
  return printed.stdout;
};
