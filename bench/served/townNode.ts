/**
 * A town on a real node in a process of its own: its log is written straight into the node's folder, the node replays it, and
 * then acts that the town's people have signed are handed in over HTTP.
 */
import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { sha256 } from "../../src/core/hash.ts";
import { utf8Of } from "../../src/core/log/utf8.ts";
import { submissionBytes } from "../../src/core/wire/submission.ts";
import type { Entry, Id, SignedAct } from "../../src/core/kernel/types.ts";
import { writeKeyFile, NodeFolder } from "../../src/node/store/nodeFolder.ts";
import { createLogFile, openLogStore } from "../../src/node/store/sqliteStore.ts";
import { fill, textsOf, type Whole } from "../store/storeTown.ts";
import type { Hand } from "../town/ledger.ts";
import { Town } from "../town/town.ts";
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

/** Starts the node, does the work and stops it. */
export const withTownNode = async <T>(
  folder: string,
  { people, acts }: { readonly people: number; readonly acts: number },
  work: (node: TownNode) => Promise<T>,
): Promise<T> => {
  const { town, entries, prepared } = townWith(people, acts);
  await settle(new NodeFolder(folder), town, entries);
  const child = fork(fileURLToPath(new URL("node.ts", import.meta.url)), [folder, String(town.ledger.now)]);
  const isOver = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const tell = (order: Order): void => void child.send(order);
  try {
    const ready = readyShape.parse(await messageOf(child));
    const submissions = prepared.map((act) => submissionOf(act, town));
    const times = async (): Promise<Times> => {
      tell({ order: "tell" });
      return timesShape.parse(await messageOf(child));
    };
    return await work({
      ...ready,
      origin: town.ledger.origin,
      people: town.people,
      submissions,
      acts: prepared,
      tell,
      times,
    });
  } finally {
    if (child.connected) tell({ order: "stop" });
    await isOver;
  }
};

const townWith = (people: number, acts: number) => {
  const entries: Whole[] = [];
  const take = (taken: readonly Entry[]): void => {
    for (const { index, at, signed } of taken) if ("act" in signed) entries.push({ index, at, signed });
  };
  const town = new Town({ people, proposals: 0, signing: "signed" }, (taken, fold) => {
    take(taken);
    return fold();
  });
  town.ledger.fold();
  const recorded = entries.length;
  for (let place = 0; place < acts; place += 1) {
    const person = town.people[place % town.people.length];
    if (person === undefined) continue;
    town.ledger.act(person, "member.introduce", (text) => ({ name: text(`Somebody, the ${place}th`), about: null }));
  }
  town.ledger.fold();
  return { town, entries: entries.slice(0, recorded), prepared: entries.slice(recorded).map(({ signed }) => signed) };
};

const settle = async (node: NodeFolder, { ledger }: Town, entries: readonly Whole[]): Promise<void> => {
  const { path, finish } = node.unfinished(ledger.origin);
  createLogFile(path, ledger.origin);
  await fill(openLogStore(path), entries, (append) => ({
    ...append,
    texts: append.named.flatMap(({ hash }) => ledger.texts.get(hash) ?? []),
  }));
  writeKeyFile(path, sha256(utf8Of("bench/key/node")));
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
