/**
 * Many listeners in one process, each on a connection of its own: all that is done with what comes is finding the number in it and
 * noting when it came. The same code listens to the node's events and to the bare broadcast.
 */
import { connect, type Socket } from "node:net";
import { sharedMs } from "../served/protocol.ts";

/** A node lets one network have some two hundred listeners; these come from as many networks of this machine as are needed. */
const PER_NETWORK = 100;
const NUMBER = /(?:^|\n)id: (\d+)\n/g;

export class Listening {
  readonly #sockets: readonly Socket[];
  /** By number, when each listener heard it. */
  readonly #heard = new Map<number, number[]>();
  #waiting: { readonly id: number; readonly resolve: () => void } | null = null;

  private constructor(sockets: readonly Socket[]) {
    this.#sockets = sockets;
    for (const socket of sockets) socket.on("data", (piece: Buffer) => this.#hear(piece));
  }

  /** @param greeting what each sends first; nothing is waited for. */
  static async open(count: number, port: number, greeting: Buffer | null): Promise<Listening> {
    const sockets: Socket[] = [];
    for (let listener = 0; listener < count; listener += 1) {
      const localAddress = `127.0.${Math.floor(listener / PER_NETWORK)}.1`;
      const socket = await connected(port, localAddress);
      if (greeting !== null) socket.write(greeting);
      sockets.push(socket);
    }
    return new Listening(sockets);
  }

  /** Resolves when every listener has heard this number. */
  allHear(id: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting = { id, resolve };
      this.#check(id);
    });
  }

  timesOf(id: number): readonly number[] {
    return this.#heard.get(id) ?? [];
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #hear(piece: Buffer): void {
    const now = sharedMs();
    for (const [, digits] of piece.toString("latin1").matchAll(NUMBER)) {
      const id = Number(digits);
      const times = this.#heard.get(id) ?? [];
      times.push(now);
      this.#heard.set(id, times);
      this.#check(id);
    }
  }

  #check(id: number): void {
    if (this.#waiting?.id !== id || this.timesOf(id).length < this.#sockets.length) return;
    const { resolve } = this.#waiting;
    this.#waiting = null;
    resolve();
  }
}

const connected = (port: number, localAddress: string): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", localAddress }, () => resolve(socket));
    socket.once("error", reject);
  });
