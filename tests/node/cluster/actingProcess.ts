/** What a process under load has said so far: acts it was told are recorded, checkpoints it has shown, and when. */
import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { parseId } from "../../../src/core/hash.ts";
import type { Id } from "../../../src/core/kernel/types.ts";

export type Recorded = { readonly origin: Id; readonly index: number; readonly act: Id };
export type Shown = { readonly origin: Id; readonly size: number; readonly root: Id };

export class ActingProcess {
  readonly recorded: Recorded[] = [];
  readonly shown: Shown[] = [];
  communities: readonly Id[] = [];
  readonly #process: ChildProcess;
  readonly #ended: Promise<void>;
  #hear: () => void = () => undefined;
  #complaint = "";

  constructor(name: string, address: string, keys: string, communities: number) {
    const program = ["--import", "tsx", join(import.meta.dirname, "acting.ts")];
    const child = spawn(process.execPath, [...program, name, address, keys, String(communities)], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#process = child;
    this.#ended = new Promise((resolve) => child.once("close", () => resolve()));
    this.#ended.then(
      () => this.#hear(),
      () => undefined,
    );
    linesOf(child.stdout, (line) => this.#said(line));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (this.#complaint += text));
  }

  /** Until it has said so much; throws with its complaint if it ends before. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      if (this.#process.exitCode !== null) throw new Error(`it ended by itself: ${this.#complaint}`);
      await new Promise<void>((resolve) => (this.#hear = resolve));
    }
  }

  /** Until so many more acts were recorded. */
  more(acts: number): Promise<void> {
    const wanted = this.recorded.length + acts;
    return this.until(() => this.recorded.length >= wanted);
  }

  async kill(): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.#ended;
  }

  #said(line: string): void {
    const [what, ...words] = line.split(" ");
    const ids = words.map((word) => parseId(word));
    const [origin, , last] = ids;
    if (what === "founded") this.communities = ids.filter((id) => id !== null);
    else if (origin !== null && origin !== undefined && last !== null && last !== undefined) {
      if (what === "recorded") this.recorded.push({ origin, index: Number(words[1]), act: last });
      if (what === "head") this.shown.push({ origin, size: Number(words[1]), root: last });
    }
    this.#hear();
  }
}

/** Whole lines only: one that a kill cut short says nothing. */
const linesOf = (stream: Readable, hear: (line: string) => void): void => {
  let rest = "";
  stream.setEncoding("utf8").on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(hear);
  });
};
