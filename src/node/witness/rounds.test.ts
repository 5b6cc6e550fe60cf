/** How checkpoints are confirmed: real witnesses and a real tree, over an exchange that a test can cut. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { manualClock, type ManualClock } from "../../../tests/manualClock.ts";
import { idOf, sha256 } from "../../core/hash.ts";
import { checkpointKey, signCheckpoint } from "../../core/log/checkpoint.ts";
import { leafHash } from "../../core/log/merkle.ts";
import { formatVerifierKey, parseNote } from "../../core/log/note.ts";
import { Tree } from "../../core/log/tree.ts";
import { textOf, utf8Of } from "../../core/log/utf8.ts";
import type { Id } from "../../core/kernel/types.ts";
import type { Verifier } from "../../core/log/ed25519.ts";
import type { WitnessDesk } from "../api/parts.ts";
import { nativeSigner, verifyNatively } from "../crypto/ed25519.ts";
import type { Head } from "../ports/logStore.ts";
import type { RunningCommunity } from "../sequencer/running.ts";
import { Ally } from "./ally.ts";
import { openWitnessMemory, type WitnessMemory } from "./memory.ts";
import type { Exchange } from "./post.ts";
import { majorityOf, Rounds, type ConfirmedShelf } from "./rounds.ts";
import { createWitness } from "./witness.ts";

const verifier: Verifier = {
  verify: (key, message, signature) => Promise.resolve(verifyNatively(key, message, signature)),
  verifyAll: (batch) => Promise.resolve(batch.map((one) => verifyNatively(one.publicKey, one.message, one.signature))),
};
let drawn = 0;
const random = { bytes: (length: number) => sha256(utf8Of(`${++drawn}`)).subarray(0, length) };
const origin = idOf(sha256(utf8Of("a log")));
const node = nativeSigner(sha256(utf8Of("its node")));

/** A community that is nothing but a log. */
const logOnly = async () => {
  const tree = new Tree();
  const listeners = new Set<() => void>();
  const times: string[] = [];
  let head: Head;
  const grow = async (leaves: number): Promise<void> => {
    for (let added = 0; added < leaves; added += 1) tree.append(leafHash(utf8Of(`${tree.size}`)));
    const root = idOf(tree.root());
    const checkpoint = utf8Of(await signCheckpoint({ origin, size: tree.size, root }, node));
    head = { epoch: 1, size: tree.size, root, checkpoint };
    for (const listener of listeners) listener();
  };
  await grow(3);
  const community = {
    origin,
    head: () => head,
    tiles: { consistencyProof: (from: number, to: number) => Promise.resolve(tree.consistencyProof(from, to)) },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    noteWitnessTime: (witness: string) => times.push(witness),
  } as unknown as RunningCommunity;
  return { community, grow, times, tree };
};

class Shelf implements ConfirmedShelf {
  readonly kept = new Map<Id, Uint8Array>();
  read(community: Id) {
    return Promise.resolve(this.kept.get(community) ?? null);
  }
  write(community: Id, checkpoint: Uint8Array) {
    this.kept.set(community, checkpoint);
    return Promise.resolve();
  }
}

let folder: string;
let clock: ManualClock;
let memories: WitnessMemory[];
let witnesses: WitnessDesk[];
/** Witnesses that do not answer, by place. */
let down: Set<number>;
/** Witnesses that answer only what the specification asks of them. */
let plain: Set<number>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "folkmoot-rounds-"));
  clock = manualClock();
  memories = [0, 1, 2].map((place) => openWitnessMemory(join(folder, String(place)), random));
  const logKey = formatVerifierKey(checkpointKey(origin, node.publicKey));
  witnesses = memories.map((memory) => createWitness(memory, [logKey], { clock, verifier }));
  down = new Set();
  plain = new Set();
});
afterEach(() => {
  for (const memory of memories) memory.close();
  rmSync(folder, { recursive: true });
});

const exchange: Exchange = async ({ method, url, body }) => {
  const [, place, rest] = /^http:\/\/ally-(\d)\/(.*)$/.exec(url) ?? [];
  const witness = witnesses[Number(place)];
  if (witness === undefined || down.has(Number(place))) return null;
  if (method === "POST") return witness.addCheckpoint(utf8Of(body ?? ""));
  if (plain.has(Number(place))) return { status: 404, body: "" };
  const note = await witness.latest(decodeURIComponent(rest?.split("=")[1] ?? ""));
  return note === null ? { status: 404, body: "" } : { status: 200, body: note };
};
const roundsWith = (shelf: ConfirmedShelf, confirmed: number[] = []): Rounds =>
  new Rounds({
    allies: witnesses.map(({ vkey }, place) => new Ally({ vkey, url: `http://ally-${place}/` }, exchange, verifier)),
    quorum: majorityOf(witnesses.length),
    shelf,
    clock,
    onConfirmed: (_community, { size }) => confirmed.push(size),
  });
/** Lets time pass and everything that it set off come to rest. */
const pass = async (milliseconds: number): Promise<void> => {
  clock.pass(milliseconds);
  for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
  await new Promise(setImmediate);
  await new Promise(setImmediate);
};

describe("a checkpoint is confirmed", () => {
  it("when most witnesses have cosigned it, and the community hears their times", async () => {
    const { community, times } = await logOnly();
    const [shelf, confirmed] = [new Shelf(), [] as number[]];
    const rounds = roundsWith(shelf, confirmed);
    await rounds.follow(community);
    expect(await rounds.latest(origin)).toBeNull();
    await pass(250);
    expect(confirmed).toEqual([3]);
    expect(times).toHaveLength(3);
    const note = parseNote(textOf((await rounds.latest(origin))?.checkpoint ?? new Uint8Array()) ?? "");
    expect("signatures" in note && note.signatures).toHaveLength(4);
    rounds.close();
  });

  it("also when one of three is down, and not when two are", async () => {
    const { community, grow } = await logOnly();
    const confirmed: number[] = [];
    const rounds = roundsWith(new Shelf(), confirmed);
    down = new Set([0]);
    await rounds.follow(community);
    await pass(250);
    expect(confirmed).toEqual([3]);
    down = new Set([0, 2]);
    await grow(4);
    await pass(250);
    expect(confirmed).toEqual([3]);
    expect((await rounds.latest(origin))?.size).toBe(3);
    down = new Set();
    await pass(10_000);
    expect(confirmed).toEqual([3, 7]);
    rounds.close();
  });

  it("in one round for many changes at once", async () => {
    const { community, grow } = await logOnly();
    const confirmed: number[] = [];
    const rounds = roundsWith(new Shelf(), confirmed);
    await rounds.follow(community);
    await pass(250);
    for (let step = 0; step < 20; step += 1) await grow(1);
    await pass(250);
    expect(confirmed).toEqual([3, 23]);
    rounds.close();
  });

  it("and stays so after a restart, while the log's own checkpoint carries what it got", async () => {
    const { community, grow } = await logOnly();
    const shelf = new Shelf();
    const first = roundsWith(shelf);
    await first.follow(community);
    await pass(250);
    const served = await first.cosigned(origin, community.head().checkpoint);
    expect(
      textOf(served)
        ?.split("\n")
        .filter((line) => line.startsWith("—")),
    ).toHaveLength(4);
    first.close();
    await grow(1);
    const second = roundsWith(shelf);
    expect((await second.latest(origin))?.size).toBe(3);
    await second.follow(community);
    await pass(500);
    expect((await second.latest(origin))?.size).toBe(4);
    second.close();
  });

  it("never without witnesses, and nothing is asked", async () => {
    const { community } = await logOnly();
    witnesses = [];
    const rounds = roundsWith(new Shelf());
    await rounds.follow(community);
    await pass(60_000);
    expect(await rounds.latest(origin)).toBeNull();
    expect(clock.alarms).toBe(0);
    rounds.close();
  });
});

it("a community that is no longer followed leaves no alarm", async () => {
  const { community, grow } = await logOnly();
  const rounds = roundsWith(new Shelf());
  const stop = await rounds.follow(community);
  await grow(1);
  stop();
  expect(clock.alarms).toBe(0);
});

describe("a node that was restored from an old copy learns how far it had been", () => {
  it("from witnesses that tell", async () => {
    const { community, tree } = await logOnly();
    const rounds = roundsWith(new Shelf());
    await rounds.follow(community);
    await pass(250);
    const heads = await rounds.witnessesFor(node.publicKey, () => Promise.resolve(null)).latest(origin);
    expect(heads.map(({ size, root }) => ({ size, root }))).toEqual(
      Array.from({ length: 3 }, () => ({ size: 3, root: idOf(tree.root()) })),
    );
    rounds.close();
  });

  it("from other witnesses by asking about the head it has", async () => {
    const { community, grow } = await logOnly();
    const old = community.head();
    await grow(5);
    const rounds = roundsWith(new Shelf());
    await rounds.follow(community);
    await pass(250);
    plain = new Set([0, 1, 2]);
    down = new Set([2]);
    const behind = await rounds.witnessesFor(node.publicKey, () => Promise.resolve(old)).latest(origin);
    expect(behind.map(({ size }) => size)).toEqual([8, 8]);
    const level = await rounds.witnessesFor(node.publicKey, () => Promise.resolve(community.head())).latest(origin);
    expect(level.map(({ size }) => size)).toEqual([8, 8]);
    rounds.close();
  });

  it("not from a witness that answers for another key", async () => {
    const { community } = await logOnly();
    const rounds = roundsWith(new Shelf());
    await rounds.follow(community);
    await pass(250);
    const thief = nativeSigner(sha256(utf8Of("a thief")));
    expect(await rounds.witnessesFor(thief.publicKey, () => Promise.resolve(null)).latest(origin)).toEqual([]);
    rounds.close();
  });
});
