/**
 * A TypeScript module of the benches in a process of its own, so that nothing measured before is in its heap or in its compiled
 * code. It answers with one line of JSON on standard output. On a quiet machine none takes a minute; after three it is ended.
 */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { z } from "zod";

const PATIENCE_MS = 180_000;

/** What the module says. @param file relative to bench/; @param imports modules to load before it, such as a loader. */
export const runAlone = async <T>(
  file: string,
  args: readonly string[],
  answer: z.ZodType<T>,
  imports: readonly string[] = [],
): Promise<T> => {
  const before = ["tsx", ...imports.map(pathOf)].flatMap((module) => ["--import", module]);
  const child = spawn(process.execPath, ["--expose-gc", ...before, pathOf(file), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const late = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
  const said: Buffer[] = [];
  child.stdout.on("data", (piece: Buffer) => said.push(piece));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  clearTimeout(late);
  if (code === null) throw new Error(`${file} ${args.join(" ")} took longer than three minutes`);
  if (code !== 0) throw new Error(`${file} ${args.join(" ")} ended with ${code}`);
  return answer.parse(JSON.parse(Buffer.concat(said).toString("utf8")));
};

const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
