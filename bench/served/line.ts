/**
 * One kept-alive HTTP connection that asks one thing after the other, with as little work on this side as can be: the
 * requests are ready bytes, and of an answer only its end is looked for and its status read.
 */
import { connect, type Socket } from "node:net";

const HEAD_END = Buffer.from("\r\n\r\n");

export type Answer = { readonly status: number; readonly body: Buffer };

export const requestBytes = (
  method: "POST" | "GET",
  path: string,
  port: number,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array = new Uint8Array(0),
): Buffer => {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-length: ${body.length}\r\n${lines.join("")}\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
};

export class Line {
  readonly #socket: Socket;
  #read: Buffer = Buffer.alloc(0);
  #waiting: { resolve(answer: Answer): void; reject(error: Error): void } | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on("data", (piece: Buffer) => this.#take(piece));
    socket.on("error", (error) => this.#waiting?.reject(error));
    socket.on("close", () => this.#waiting?.reject(new Error("the node closed the line")));
  }

  static open(port: number): Promise<Line> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () => resolve(new Line(socket)));
      socket.once("error", reject);
    });
  }

  ask(request: Buffer): Promise<Answer> {
    if (this.#waiting !== null) throw new Error("one question at a time");
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(piece: Buffer): void {
    this.#read = this.#read.length === 0 ? piece : Buffer.concat([this.#read, piece]);
    const headEnd = this.#read.indexOf(HEAD_END);
    if (headEnd < 0) return;
    const head = this.#read.toString("latin1", 0, headEnd);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
    const end = headEnd + HEAD_END.length + length;
    if (this.#read.length < end) return;
    const body = this.#read.subarray(headEnd + HEAD_END.length, end);
    this.#read = this.#read.subarray(end);
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.resolve({ status: Number(head.slice(9, 12)), body });
  }
}
