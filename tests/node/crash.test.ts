/**
 * A node that is killed while it works has lost nothing that it acknowledged, and it syncs before it acknowledges. The first shows
 * what a dead process leaves, the second what a power cut would: a killed process's writes survive in the system's memory.
 */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseId } from "../../src/core/hash.ts";
import { actId } from "../../src/core/log/act.ts";
import type { Id } from "../../src/core/kernel/types.ts";
import { openStanding } from "../../src/node/sequencer/opening.ts";
import { registryRulebook } from "../../src/node/sequencer/registryRulebook.ts";
import { NodeFolder } from "../../src/node/store/nodeFolder.ts";
import { openLogStore } from "../../src/node/store/sqliteStore.ts";
import { syncFaults } from "./syncOrder.ts";

const ROUNDS = 4;
const ACTS_BEFORE_KILL = 300;
const TIMEOUT_MS = 120_000;
const APPENDER = [process.execPath, "--import", "tsx", join(import.meta.dirname, "appender.ts")];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "folkmoot-crash-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Acknowledged = ReadonlyMap<number, Id>;

/** Runs the node under load until it has acknowledged so many acts, and kills it in the middle. */
const killedUnderLoad = (lanes: number, acts: number): Promise<Acknowledged> =>
  new Promise((resolve, reject) => {
    const [program = "", ...args] = APPENDER;
    const child: ChildProcess = spawn(program, [...args, folder, String(lanes)], { stdio: ["ignore", "pipe", "pipe"] });
    let [said, complained] = ["", ""];
    let isKilled = false;
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (complained += text));
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (isKilled || said.split("\n").length <= acts) return;
      isKilled = true;
      child.kill("SIGKILL");
    });
    child.on("close", (_code, signal) => {
      if (signal === "SIGKILL") resolve(acknowledgedIn(said));
      else reject(new Error(`the node ended by itself: ${complained}`));
    });
  });

/** A line that the kill cut short acknowledges nothing. */
const acknowledgedIn = (said: string): Acknowledged =>
  new Map(
    said.split("\n").flatMap((line) => {
      const [id = "", index] = line.split(" ");
      const act = parseId(id);
      return act === null || index === undefined || index === "" ? [] : [[Number(index), act] as const];
    }),
  );

test(
  "no acknowledged act is lost or moved when the node is killed under load, again and again",
  { timeout: TIMEOUT_MS },
  async () => {
    const acknowledged = new Map<number, Id>();
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [index, id] of await killedUnderLoad(16, ACTS_BEFORE_KILL)) {
        expect(acknowledged.has(index)).toBe(false);
        acknowledged.set(index, id);
      }
    }
    const nodeFolder = new NodeFolder(folder);
    const [origin] = nodeFolder.communities();
    if (origin === undefined) throw new Error("nothing was founded");
    const store = openLogStore(nodeFolder.communityPath(origin));
    const entries = await store.entries(0, 1_000_000);
    const lost = [...acknowledged].filter(([index, id]) => actId(entries[index]?.bytes ?? new Uint8Array(0)) !== id);
    const { world } = await openStanding(store, registryRulebook, await store.head());
    await store.close();
    expect(acknowledged.size).toBeGreaterThanOrEqual(ROUNDS * ACTS_BEFORE_KILL);
    expect(lost).toEqual([]);
    expect(world.size).toBe(entries.length);
  },
);

test("the log is synced to the disk before any answer is written", { timeout: TIMEOUT_MS }, ({ skip }) => {
  if (spawnSync("strace", ["-V"]).error !== undefined)
    skip("strace is not installed, so the order of system calls cannot be watched");
  const trace = join(folder, "trace");
  const calls = "trace=openat,close,dup,pwrite64,write,fsync,fdatasync";
  const ran = spawnSync(
    "strace",
    ["-f", "-o", trace, "-s", "80", "-e", calls, ...APPENDER, join(folder, "node"), "4", "60"],
    { encoding: "utf8" },
  );
  expect(ran.stderr).toBe("");
  const { answers, syncs, faults } = syncFaults(readFileSync(trace, "utf8"), (text) =>
    /^[0-9a-f]{64} \d+\\n$/.test(text),
  );
  expect(answers).toBe(60);
  expect(syncs).toBeGreaterThanOrEqual(60 / 4);
  expect(faults).toEqual([]);
});

test("the watch itself finds an answer that came too early", () => {
  const line = (call: string): string => `100   ${call}`;
  const before = [
    line('openat(AT_FDCWD, "/x/log.db-wal", O_RDWR) = 21'),
    line('pwrite64(21, "..."..., 4096, 0) = 4096'),
  ];
  const sync = [line("fdatasync(21 <unfinished ...>"), line("101 read(3)"), line("<... fdatasync resumed>) = 0")];
  const answer = line('write(1, "yes", 3) = 3');
  const isAnswer = (text: string): boolean => text === "yes";
  expect(syncFaults([...before, ...sync, answer].join("\n"), isAnswer)).toEqual({ answers: 1, syncs: 1, faults: [] });
  expect(syncFaults([...before, answer, ...sync].join("\n"), isAnswer)).toEqual({
    answers: 1,
    syncs: 1,
    faults: [answer],
  });
});
