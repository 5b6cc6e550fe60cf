/**
 * A town on a real node in a process of its own: its log is written straight into the node's folder, the node replays it, and
 * then acts that the town's people have signed are handed in over HTTP.
 */
import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { submissionBytes } from "../../src/core/wire/submission.ts";
import type { Id, SignedAct } from "../../src/core/kernel/types.ts";
import { writeKeyFile, NodeFolder } from "../../src/node/store/nodeFolder.ts";
import { createLogFile, openLogStore } from "../../src/node/store/sqliteStore.ts";
import { fill, textsOf, type Whole } from "../store/storeTown.ts";
import { seedOf, type Hand, type Taker } from "../town/ledger.ts";
import { Town, type TownOrder } from "../town/town.ts";
import { readyShape, timesShape, type Order, type Ready, type Times } from "./protocol.ts";

export type TownNode = Ready & {
  readonly origin: Id;
  readonly people: readonly Hand[];
  /** Submissions of one signed act each, in an order in which they may be handed in; the first of them by the first person. */
  readonly submissions: readonly Uint8Array[];
  readonly acts: readonly SignedAct[];
  tell(order: Order): void;
  times(): Promise<Times>;
};

/** A town that has lived, and acts of its people that are not handed in yet. */
export type Lived = {
  readonly town: Town;
  readonly entries: readonly Whole[];
  readonly prepared: readonly SignedAct[];
};

/** Starts the node, does the work and stops it. @param webDir of the built app, where it is needed. */
export const withTownNode = async <T>(
  folder: string,
  { town, entries, prepared }: Lived,
  work: (node: TownNode) => Promise<T>,
  webDir?: string,
): Promise<T> => {
  await settle(new NodeFolder(folder), town, entries);
  const args = [folder, String(town.ledger.now), ...(webDir === undefined ? [] : [webDir])];
  const child = fork(fileURLToPath(new URL("node.ts", import.meta.url)), args);
  const isOver = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const tell = (order: Order): void => void child.send(order);
  try {
    const ready = readyShape.parse(await messageOf(child));
    const submissions = prepared.map((act) => submissionOf(act, town));
    const times = async (): Promise<Times> => {
      tell({ order: "tell" });
      return timesShape.parse(await messageOf(child));
    };
    const { people, ledger } = town;
    return await work({ ...ready, origin: ledger.origin, people, submissions, acts: prepared, tell, times });
  } finally {
    if (child.connected) tell({ order: "stop" });
    await isOver;
  }
};

/** A town that does nothing, whose people each have something to say of themselves, again and again. */
export const introducing = (people: number, acts: number): Lived => {
  const entries: Whole[] = [];
  const town = new Town({ people, proposals: 0, signing: "signed" }, keeping(entries));
  town.ledger.fold();
  const recorded = entries.length;
  town.ledger.isOffline = true; // what is handed in later can have seen nothing that the node has yet to sign
  for (let place = 0; place < acts; place += 1) {
    const person = town.people[place % town.people.length];
    if (person === undefined) continue;
    town.ledger.act(person, "member.introduce", (text) => ({ name: text(`Somebody, the ${place}th`), about: null }));
  }
  town.ledger.fold();
  return { town, entries: entries.slice(0, recorded), prepared: entries.slice(recorded).map(({ signed }) => signed) };
};

/** A town that lived until its log had so many acts. */
export const living = (order: TownOrder, acts: number): Lived => {
  const entries: Whole[] = [];
  const town = new Town(order, keeping(entries));
  while (town.ledger.size < acts) town.season();
  town.ledger.fold();
  return { town, entries, prepared: [] };
};

const keeping =
  (entries: Whole[]): Taker =>
  (taken, fold) => {
    for (const { index, at, signed } of taken) if ("act" in signed) entries.push({ index, at, signed });
    return fold();
  };

const settle = async (node: NodeFolder, { ledger }: Town, entries: readonly Whole[]): Promise<void> => {
  const { path, finish } = node.unfinished(ledger.origin);
  createLogFile(path, ledger.origin);
  await fill(openLogStore(path), entries, (append) => ({
    ...append,
    texts: append.named.flatMap(({ hash }) => ledger.texts.get(hash) ?? []),
  }));
  writeKeyFile(path, seedOf("node"));
  finish();
};

const submissionOf = (act: SignedAct, { ledger }: Town): Uint8Array =>
  submissionBytes({
    acts: [[act.bytes, act.signature]],
    texts: textsOf(act).flatMap((hash) => {
      const text = ledger.texts.get(hash);
      return text === undefined ? [] : [[text.salt, text.utf8] as const];
    }),
  });

const messageOf = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", (code) => reject(new Error(`the node ended with ${code}`)));
  });
