/**
 * Makes a checkout ready to run: the right Node, the locked dependencies, the built web app. It uses only what Node
 * brings, since it runs before anything is installed; and it does nothing when nothing changed, so that starting is fast.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { holding } from "./hold.mjs";

/** The root of the checkout, where package.json is. */
export const root = fileURLToPath(new URL("..", import.meta.url));

const NODE_OLDEST = [20, 19];
const WEB_SOURCES = ["src/web", "src/core", "src/words", "vite.config.ts", "package-lock.json"];
const installedStamp = join(root, "node_modules", ".folkmoot-stamp");
const webStamp = join(root, "dist", "web.stamp");

/** Ends the process with a plain message when Node is too old. */
const checkNode = () => {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = NODE_OLDEST;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  process.stderr.write(
    `Folkmoot needs Node.js ${NODE_OLDEST.join(".")} or newer, and this is ${process.versions.node}.\n` +
      "Install a current one from https://nodejs.org/ or your distribution, then run the same command again.\n",
  );
  process.exit(1);
};

/**
 * Runs a program in the root and waits for it; what it prints goes to standard error, so that standard output stays ours.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<void>}
 */
const run = (command, args) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", 2, 2], shell: process.platform === "win32" });
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args[0]} ended with ${code}`)),
    );
  });

/** @param {string} file @returns {string | null} */
const textOf = (file) => (existsSync(file) ? readFileSync(file, "utf8") : null);

/**
 * Whether what npm says it installed is what the lockfile asks for: then an install made by hand counts as ours.
 * @param {string} lockfile
 */
const isAlreadyInstalled = (lockfile) => {
  const hidden = textOf(join(root, "node_modules", ".package-lock.json"));
  if (hidden === null) return false;
  const installed = JSON.parse(hidden).packages;
  return Object.entries(JSON.parse(lockfile).packages).every(
    ([path, wanted]) =>
      path === "" || installed[path]?.version === wanted.version || (wanted.optional && !installed[path]),
  );
};

/** Installs the locked dependencies unless the lockfile, the platform and Node's ABI are those of the last install. */
const install = async () => {
  const lockfile = readFileSync(join(root, "package-lock.json"), "utf8");
  const machine = `${process.platform}-${process.arch}-${process.versions.modules}`;
  const stamp = `${createHash("sha256").update(lockfile).digest("hex")} ${machine}\n`;
  const isCurrent = () => textOf(installedStamp) === stamp;
  if (isCurrent()) return;
  await holding(join(root, ".cache", "install.lock"), async () => {
    if (isCurrent()) return;
    const former = textOf(installedStamp);
    const sameMachine = former === null || former.endsWith(` ${machine}\n`);
    if (!sameMachine || !isAlreadyInstalled(lockfile)) {
      process.stderr.write("Installing dependencies (once) ...\n");
      await run("npm", ["ci", "--include=dev", "--ignore-scripts"]);
    }
    writeFileSync(installedStamp, stamp);
  });
};

/** @param {string} path @returns {string[]} the files at or under it, sorted, tests left out */
const filesUnder = (path) => {
  if (!existsSync(join(root, path))) return [];
  if (!statSync(join(root, path)).isDirectory()) return path.endsWith(".test.ts") ? [] : [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
};

/** Builds the web app into dist/web unless its sources are those of the last build; the old one stands until then. */
export const buildWeb = async () => {
  const hash = createHash("sha256");
  for (const file of WEB_SOURCES.flatMap(filesUnder)) {
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  }
  const stamp = `${hash.digest("hex")}\n`;
  const isCurrent = () => textOf(webStamp) === stamp && existsSync(join(root, "dist", "web", "index.html"));
  if (isCurrent()) return;
  await holding(join(root, ".cache", "web.lock"), async () => {
    if (isCurrent()) return;
    process.stderr.write("Building the web app (once per change) ...\n");
    const next = join(root, "dist", "web.next");
    await run(process.execPath, [
      join(root, "node_modules/vite/bin/vite.js"),
      ...["build", "--outDir", next, "--emptyOutDir", "--logLevel", "warn"],
    ]);
    rmSync(join(root, "dist", "web"), { recursive: true, force: true });
    renameSync(next, join(root, "dist", "web"));
    writeFileSync(webStamp, stamp);
  });
};

/** Checks Node and installs dependencies; with `web`, builds the web app too. @param {{ readonly web: boolean }} needs */
export const ready = async ({ web }) => {
  checkNode();
  mkdirSync(join(root, ".cache"), { recursive: true });
  await install();
  if (web) await buildWeb();
};

/**
 * Runs a TypeScript module's `main(argv)` in this process and leaves with the exit code it answers.
 * @param {string} file from the root
 * @param {readonly string[]} argv
 */
export const runMain = async (file, argv) => {
  const { register } = await import("tsx/esm/api");
  register();
  const { main } = await import(pathToFileURL(join(root, file)).href);
  process.exitCode = await main(argv);
  // What main left open (an idle connection, a worker) may not keep a finished command alive.
  setTimeout(() => process.exit(), LEAVE_AFTER_MS).unref();
};
const LEAVE_AFTER_MS = 2000;
