/** Someone else's verifier, Go's own, over a log served as files: the guide docs/guides/verify-with-go.md as it stands. */
import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test, type TestContext } from "vitest";
import { z } from "zod";
import { quietFolder, serving } from "./cli/folkmoot.ts";
import { idOf, sha256 } from "../src/core/hash.ts";
import { checkpointKey, signCheckpoint } from "../src/core/log/checkpoint.ts";
import { cosign } from "../src/core/log/cosignature.ts";
import { portableSigner } from "../src/core/log/ed25519Portable.ts";
import { encodeLeaf } from "../src/core/log/entry.ts";
import { leafHash } from "../src/core/log/merkle.ts";
import { formatNote, formatVerifierKey, parseNote } from "../src/core/log/note.ts";
import { bundlePath, bundlesOf, encodeBundle, tilePath, tilesOf } from "../src/core/log/tile.ts";
import { Tree } from "../src/core/log/tree.ts";
import { instantOf } from "../src/core/kernel/time.ts";

const SOURCE = fileURLToPath(new URL("../docs/guides/verify-with-go/main.go", import.meta.url));
const GO_LIBRARIES = "/usr/share/gocode";
const BUILD_MS = 120_000;

/** Debian's golang-go and golang-golang-x-mod-dev, as the guide asks for. */
function hasGo(): boolean {
  try {
    execFileSync("go", ["version"], { stdio: "ignore" });
    return existsSync(join(GO_LIBRARIES, "src/golang.org/x/mod/sumdb/tlog"));
  } catch {
    return false;
  }
}
const isGoHere = hasGo();
const needsGo = (context: TestContext): void => {
  if (!isGoHere) context.skip("Debian's golang-go and golang-golang-x-mod-dev are not installed");
};

const node = portableSigner(new Uint8Array(32).fill(3));
const witness = portableSigner(new Uint8Array(32).fill(5));
const origin = idOf(sha256(Uint8Array.of(1)));
const vkey = formatVerifierKey(checkpointKey(origin, node.publicKey));
const SIZE = 700;
const leaves = Array.from({ length: SIZE }, (_, i) =>
  encodeLeaf({ at: instantOf(1_764_590_400_000 + i), hash: idOf(sha256(Uint8Array.of(i >> 8, i & 255))) }),
);
const tree = new Tree();
for (const leaf of leaves) tree.append(leafHash(leaf));

const folder = mkdtempSync(join(tmpdir(), "folkmoot-go-"));
const program = join(folder, "verify");
let server: Server;
let url = "";

function put(path: string, contents: string | Uint8Array): void {
  const file = join(folder, "log", path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, contents);
}

const checkpointAt = (size: number): Promise<string> =>
  signCheckpoint({ origin, size, root: idOf(tree.root(size)) }, node);

beforeAll(async () => {
  server = createServer((request, response) => {
    readFile(join(folder, "log", request.url ?? "")).then(
      (contents) => response.end(contents),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  url = typeof address === "object" && address !== null ? `http://127.0.0.1:${address.port}` : "";
  if (!isGoHere) return;
  const env = { ...process.env, GO111MODULE: "off", GOPATH: GO_LIBRARIES, GOFLAGS: "", GOCACHE: join(folder, "cache") };
  await promisify(execFile)("go", ["build", "-o", program, SOURCE], { env });
}, BUILD_MS);

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  rmSync(join(folder, "log"), { recursive: true, force: true });
  put("checkpoint", await checkpointAt(SIZE));
  for (const address of tilesOf(SIZE)) put(tilePath(address), tree.tile(address));
  for (const { index, width } of bundlesOf(SIZE))
    put(bundlePath({ index, width }), encodeBundle(leaves.slice(256 * index, 256 * index + width)));
});

/** What the Go program says of the log as it is served now. */
async function verdict(earlier?: string): Promise<string> {
  if (earlier !== undefined) writeFileSync(join(folder, "earlier"), earlier);
  const args = [url, vkey, ...(earlier === undefined ? [] : [join(folder, "earlier")])];
  try {
    return (await promisify(execFile)(program, args)).stdout;
  } catch (error) {
    return `refused: ${error instanceof Error && "stderr" in error ? String(error.stderr) : String(error)}`;
  }
}

/** What a node says of the communities whose logs it serves. */
const served = z.object({ communities: z.array(z.object({ log: z.string(), vkey: z.string() })) });

test("Go verifies the log of a node that runs, and that it goes on from its earlier head", async (context) => {
  needsGo(context);
  const node = await serving(quietFolder(), "--demo");
  const { communities } = served.parse(await (await fetch(`${node.address}/.well-known/folkmoot`)).json());
  const [demo] = communities;
  if (demo === undefined) throw new Error("the demo community is listed");
  const log = node.address + demo.log;
  writeFileSync(join(folder, "earlier"), await (await fetch(`${log}/checkpoint`)).text());
  const { stdout } = await promisify(execFile)(program, [log, demo.vkey, join(folder, "earlier")]);
  expect(stdout).toMatch(/^\d{3,} entries are in the tree that the node signed\.\nThe first \d{3,} of them are those/);
  await node.stop();
});

describe("Go verifies a log of ours as it is served", () => {
  test("whole, and that it continues an earlier checkpoint", async (context) => {
    needsGo(context);
    expect(await verdict()).toBe("700 entries are in the tree that the node signed.\n");
    expect(await verdict(await checkpointAt(257))).toMatch(/The first 257 of them are those of the earlier checkpoint/);
  });

  test("with a witness's cosignature below the node's signature", async (context) => {
    needsGo(context);
    const note = parseNote(await checkpointAt(SIZE));
    if ("malformed" in note) throw new Error(note.malformed);
    const cosignature = await cosign(note.text, 1_764_590_460, "witness.example/w1", witness);
    put("checkpoint", formatNote({ text: note.text, signatures: [cosignature, ...note.signatures] }));
    expect(await verdict()).toMatch(/^700 entries/);
  });

  test.for<readonly [string, string, number]>([
    ["an entry", "tile/entries/001", 100],
    ["the last entry", "tile/entries/002.p/188", 42 * 188 - 1],
    ["a tile", "tile/0/000", 5000],
    ["a tile that is not full", "tile/0/002.p/188", 3],
    ["an upper tile", "tile/1/000.p/2", 40],
  ])("and refuses it with a byte of %s changed", async ([, path, at], context) => {
    needsGo(context);
    const file = await readFile(join(folder, "log", path));
    put(
      path,
      file.map((byte, i) => (i === at ? byte ^ 1 : byte)),
    );
    expect(await verdict()).toMatch(/^refused: /);
  });

  test("and refuses a checkpoint that the node did not sign", async (context) => {
    needsGo(context);
    put("checkpoint", (await checkpointAt(SIZE)).replace("\n700\n", "\n699\n"));
    expect(await verdict()).toMatch(/^refused: .*invalid signature/s);
  });

  test("and sees that history was rewritten", async (context) => {
    needsGo(context);
    const other = await signCheckpoint({ origin, size: 257, root: idOf(tree.root(256)) }, node);
    expect(await verdict(other)).toMatch(/^refused: .*does not verify/s);
  });
});
