import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const PARENTS = fileURLToPath(new URL("parents.mjs", import.meta.url));
const SERVING = `import { watchParents } from ${JSON.stringify(PARENTS)};
  process.on("SIGTERM", () => { console.log("stopped"); process.exit(); });
  watchParents();
  setInterval(() => {}, 1000);
  console.log("serving");`;

/** Stands where npm stands: starts the command and goes on living. */
const npmWith = (command: string, args: readonly string[]): ChildProcess => {
  const env = { ...process.env, npm_lifecycle_event: "start", SERVING };
  const script = `require("node:child_process").spawn(${JSON.stringify(command)}, ${JSON.stringify(args)}, { stdio: "inherit" })`;
  return spawn(process.execPath, ["-e", script], { env, stdio: ["ignore", "pipe", "inherit"] });
};

/** Kills npm's stand-in once the script serves, and answers all that the script said until it ended. */
const saidAfterKilling = async (npm: ChildProcess): Promise<string> => {
  if (npm.stdout === null) throw new Error("nothing to read");
  let said = "";
  npm.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    if (text.includes("serving")) npm.kill("SIGKILL");
  });
  await once(npm.stdout, "close");
  return said;
};

it("the node stops when npm is killed", async () => {
  const npm = npmWith(process.execPath, ["--input-type=module", "-e", SERVING]);
  expect(await saidAfterKilling(npm)).toBe("serving\nstopped\n");
});

it.runIf(process.platform === "linux")("it stops also when a shell stands between the two and lives on", async () => {
  const npm = npmWith("sh", ["-c", `"${process.execPath}" --input-type=module -e "$SERVING"; true`]);
  expect(await saidAfterKilling(npm)).toBe("serving\nstopped\n");
});
