/** A witness's answers, rule by rule of C2SP tlog-witness, over real trees, real keys and a real file. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { idOf, sha256 } from "../../core/hash.ts";
import { base64Of } from "../../core/log/base64.ts";
import { checkpointKey, originLine, signCheckpoint } from "../../core/log/checkpoint.ts";
import { verifyCosignatures } from "../../core/log/cosignature.ts";
import { leafHash } from "../../core/log/merkle.ts";
import { formatVerifierKey, parseNote, parseVerifierKey } from "../../core/log/note.ts";
import { Tree } from "../../core/log/tree.ts";
import { utf8Of } from "../../core/log/utf8.ts";
import { instantOf } from "../../core/kernel/time.ts";
import type { Verifier } from "../../core/log/ed25519.ts";
import type { WitnessDesk } from "../api/parts.ts";
import { nativeSigner, verifyNatively } from "../crypto/ed25519.ts";
import { openWitnessMemory, type WitnessMemory } from "./memory.ts";
import { requestText } from "./request.ts";
import { createWitness, UnusableKeyError } from "./witness.ts";

const verifier: Verifier = {
  verify: (key, message, signature) => Promise.resolve(verifyNatively(key, message, signature)),
  verifyAll: (batch) => Promise.resolve(batch.map((one) => verifyNatively(one.publicKey, one.message, one.signature))),
};
const NOW = instantOf(1_800_000_000_000);
const clock = { now: () => NOW, monotonicMs: () => 0, alarm: () => () => {} };
let drawn = 0;
const random = { bytes: (length: number) => new Uint8Array(length).fill(++drawn) };

const origin = idOf(sha256(utf8Of("a log")));
const signer = nativeSigner(sha256(utf8Of("its node")));
const logKey = formatVerifierKey(checkpointKey(origin, signer.publicKey));

/** A log of so many leaves; `branch` makes another log with the same beginning. */
const treeOf = (size: number, from = size, branch = ""): Tree => {
  const tree = new Tree();
  for (let leaf = 0; leaf < size; leaf += 1) tree.append(leafHash(utf8Of(`${leaf}${leaf < from ? "" : branch}`)));
  return tree;
};
const checkpointOf = (tree: Tree, by = signer): Promise<string> =>
  signCheckpoint({ origin, size: tree.size, root: idOf(tree.root()) }, by);

let folder: string;
let memory: WitnessMemory;
let witness: WitnessDesk;
const open = (): void => {
  memory = openWitnessMemory(folder, random);
  witness = createWitness(memory, [logKey], { clock, verifier });
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "folkmoot-witness-"));
  open();
});
afterEach(() => {
  memory.close();
  rmSync(folder, { recursive: true });
});

const send = (text: string) => witness.addCheckpoint(utf8Of(text));
const add = async (oldSize: number, tree: Tree) => {
  const proof = oldSize === 0 || oldSize >= tree.size ? [] : tree.consistencyProof(oldSize);
  return send(requestText(oldSize, proof, await checkpointOf(tree)));
};

describe("a witness cosigns", () => {
  it("the first checkpoint it sees of a log it knows, with the time", async () => {
    const checkpoint = await checkpointOf(treeOf(5));
    const { status, body } = await send(requestText(0, [], checkpoint));
    expect(status).toBe(200);
    const key = parseVerifierKey(witness.vkey) ?? expect.fail("a verifier key");
    const note = parseNote(checkpoint + body);
    if ("malformed" in note) throw new Error(note.malformed);
    const { good } = await verifyCosignatures(note, [key], verifier);
    expect(good).toEqual([{ witness: key, seconds: NOW / 1000 }]);
  });

  it("what continues the last one, step by step and in leaps", async () => {
    for (const [from, to] of [
      [0, 1],
      [1, 2],
      [2, 7],
      [7, 8],
      [8, 300],
    ] as const)
      expect((await add(from, treeOf(to))).status).toBe(200);
  });

  it("the same checkpoint again, so that whoever lost the answer gets it", async () => {
    await add(0, treeOf(5));
    expect((await add(5, treeOf(5))).status).toBe(200);
  });

  it("and tells what it cosigned last, cosigned anew", async () => {
    expect(await witness.latest(originLine(origin))).toBeNull();
    await add(0, treeOf(5));
    const note = parseNote((await witness.latest(originLine(origin))) ?? "");
    if ("malformed" in note) throw new Error(note.malformed);
    expect(note.text.split("\n")[1]).toBe("5");
    expect(note.signatures).toHaveLength(2);
  });
});

describe("a witness refuses, and forgets nothing", () => {
  it("what is no request (400)", async () => {
    const checkpoint = await checkpointOf(treeOf(3));
    const hash = base64Of(new Uint8Array(32));
    const wrong = [
      "",
      checkpoint,
      `old 0${checkpoint}`,
      `old 00\n\n${checkpoint}`,
      `old -1\n\n${checkpoint}`,
      `old 0\n${hash.slice(2)}\n\n${checkpoint}`,
      `old 1\n${`${hash}\n`.repeat(64)}\n${checkpoint}`,
      "old 0\n\nno checkpoint\n",
      `old 0\n\n${checkpoint.replace("\n3\n", "\n03\n")}`,
    ];
    for (const text of wrong) expect((await send(text)).status).toBe(400);
  });

  it("an old size above the new one (400)", async () => {
    expect((await add(6, treeOf(5))).status).toBe(400);
  });

  it("a log it was not told of (404)", async () => {
    const other = idOf(sha256(utf8Of("another log")));
    const checkpoint = await signCheckpoint({ origin: other, size: 1, root: idOf(treeOf(1).root()) }, signer);
    expect((await send(requestText(0, [], checkpoint))).status).toBe(404);
  });

  it("a checkpoint that no key of the log signed (403)", async () => {
    const thief = nativeSigner(sha256(utf8Of("a thief")));
    expect((await send(requestText(0, [], await checkpointOf(treeOf(5), thief)))).status).toBe(403);
    const stolen = (await checkpointOf(treeOf(5))).replace("\n5\n", "\n6\n");
    expect((await send(requestText(0, [], stolen))).status).toBe(403);
  });

  it("an old size that is not its own (409, with its own)", async () => {
    await add(0, treeOf(5));
    expect(await add(0, treeOf(9))).toEqual({ status: 409, type: "text/x.tlog.size", body: "5\n" });
    expect(await add(4, treeOf(9))).toMatchObject({ status: 409, body: "5\n" });
    expect((await add(5, treeOf(9))).status).toBe(200);
  });

  it("another tree of the same size (409)", async () => {
    await add(0, treeOf(5));
    expect(await add(5, treeOf(5, 4, "forked"))).toMatchObject({ status: 409, body: "5\n" });
  });

  it("a tree that does not continue the last one (422)", async () => {
    await add(0, treeOf(5));
    const fork = treeOf(9, 4, "forked");
    expect((await add(5, fork)).status).toBe(422);
    expect((await send(requestText(5, [], await checkpointOf(treeOf(9))))).status).toBe(422);
    expect((await add(5, treeOf(9))).status).toBe(200);
  });

  it("a proof where there is nothing to prove (422)", async () => {
    const proof = treeOf(9).consistencyProof(5);
    expect((await send(requestText(0, proof, await checkpointOf(treeOf(9))))).status).toBe(422);
  });

  it("all but one of many that ask at once about the same old size", async () => {
    await add(0, treeOf(5));
    const trees = [treeOf(8), treeOf(9), treeOf(7)];
    const answers = await Promise.all(trees.map((tree) => add(5, tree)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(2);
  });
});

describe("a witness's memory", () => {
  it("outlives the process", async () => {
    await add(0, treeOf(5));
    const before = witness.vkey;
    memory.close();
    open();
    expect(witness.vkey).toBe(before);
    expect((await add(0, treeOf(5))).status).toBe(409);
    expect((await add(5, treeOf(6))).status).toBe(200);
  });

  it("when it is lost, the witness is retired and another begins", () => {
    const before = witness.vkey;
    memory.close();
    for (const file of readdirSync(folder)) if (file.startsWith("witness.db")) rmSync(join(folder, file));
    open();
    expect(witness.vkey).not.toBe(before);
    expect(readdirSync(folder)).toContain("witness.key.retired-1");
  });

  it("of another key is none of its own", () => {
    const before = witness.vkey;
    memory.close();
    rmSync(join(folder, "witness.key"));
    open();
    expect(witness.vkey).not.toBe(before);
    expect(readdirSync(folder)).toContain("witness.db.retired-1");
  });
});

it("settings that name something else than a log's key are found at the start", () => {
  expect(() => createWitness(memory, [witness.vkey], { clock, verifier })).toThrow(UnusableKeyError);
  expect(() => createWitness(memory, ["nothing"], { clock, verifier })).toThrow(UnusableKeyError);
});
