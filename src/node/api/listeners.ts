/**
 * Listeners to changes (server-sent events). A change is written as bytes once, and the same bytes go to every listener of
 * the community; who is too far behind is let go, and comes back by itself. The surprising rule: nothing is replayed, since
 * every event says how large the log is now, and that is all that a listener needs to fetch the rest.
 */
import type { ServerResponse } from "node:http";
import type { Id } from "../../core/kernel/types.ts";
import {
  HEARTBEAT_MS,
  LISTENER_BACKLOG_BYTES_MAX,
  LISTENERS_PER_COMMUNITY_MAX,
  LISTENERS_PER_NETWORK_MAX,
} from "../limits/limits.ts";
import type { Cancel, Clock } from "../ports/clock.ts";
import type { Head } from "../ports/logStore.ts";
import type { RunningCommunity } from "../sequencer/running.ts";

/** Where a listener's bytes go. `send` is false when it is gone or too far behind. */
export type Sink = { send(frame: Frame): boolean; end(): void };
/** The same bytes as they are, and as one chunk of HTTP/1.1. */
export type Frame = { readonly plain: Buffer; readonly chunk: Buffer };

type Listener = { readonly sink: Sink; readonly network: string };
type Channel = {
  readonly community: RunningCommunity;
  readonly listeners: Set<Listener>;
  readonly unsubscribe: () => void;
  isDue: boolean;
};

const frameOf = (text: string): Frame => {
  const plain = Buffer.from(text);
  return { plain, chunk: Buffer.concat([Buffer.from(`${plain.length.toString(16)}\r\n`), plain, Buffer.from("\r\n")]) };
};

/** The event of a head: its size is the event's id, so a client that reconnects says what it knows. */
const headFrame = ({ size, checkpoint }: Pick<Head, "size" | "checkpoint">): Frame =>
  frameOf(
    `event: checkpoint\nid: ${size}\ndata: ${JSON.stringify({ size, checkpoint: Buffer.from(checkpoint).toString("utf8") })}\n\n`,
  );

/** The event of what allies have confirmed. */
export const confirmedFrame = (size: number): Frame =>
  frameOf(`event: confirmed\ndata: ${JSON.stringify({ size })}\n\n`);

const ALIVE = frameOf(": alive\n\n");

export class Listeners {
  readonly #clock: Clock;
  readonly #channels = new Map<Id, Channel>();
  readonly #perNetwork = new Map<string, number>();
  #beat: Cancel | null = null;
  #count = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get count(): number {
    return this.#count;
  }

  listenersOf(community: Id): number {
    return this.#channels.get(community)?.listeners.size ?? 0;
  }

  /** Whether there is room for one more of this network. */
  hasRoom(community: Id, network: string): boolean {
    const ofNetwork = this.#perNetwork.get(network) ?? 0;
    return this.listenersOf(community) < LISTENERS_PER_COMMUNITY_MAX && ofNetwork < LISTENERS_PER_NETWORK_MAX;
  }

  /** From now on the sink hears of every change, and of the present at once unless it knows it. Answers how to stop. */
  add(community: RunningCommunity, network: string, sink: Sink, known: number | null): () => void {
    const channel = this.#channels.get(community.origin) ?? this.#open(community);
    const listener = { sink, network };
    channel.listeners.add(listener);
    this.#count += 1;
    this.#perNetwork.set(network, (this.#perNetwork.get(network) ?? 0) + 1);
    this.#beat ??= this.#clock.alarm(HEARTBEAT_MS, () => this.#keepAlive());
    const head = community.head();
    const isGone = !sink.send(head.size === known ? ALIVE : headFrame(head));
    if (isGone) this.#remove(channel, listener);
    return () => this.#remove(channel, listener);
  }

  /** Tells everybody of this community something beside the log, such as that allies confirmed a size. */
  announce(community: Id, event: string, data: Readonly<Record<string, unknown>>): void {
    const channel = this.#channels.get(community);
    if (channel !== undefined) this.#send(channel, frameOf(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
  }

  /** Ends every line; clients come back when the node does. */
  close(): void {
    this.#beat?.();
    this.#beat = null;
    for (const channel of [...this.#channels.values()])
      for (const listener of [...channel.listeners]) {
        this.#remove(channel, listener);
        listener.sink.end();
      }
  }

  #open(community: RunningCommunity): Channel {
    const unsubscribe = community.subscribe(() => this.#changed(community.origin));
    const channel: Channel = { community, listeners: new Set(), unsubscribe, isDue: false };
    this.#channels.set(community.origin, channel);
    return channel;
  }

  /** Receipts go out first: the fan-out waits for the next turn, and several changes of this turn make one event. */
  #changed(community: Id): void {
    const channel = this.#channels.get(community);
    if (channel === undefined || channel.isDue) return;
    channel.isDue = true;
    setImmediate(() => {
      channel.isDue = false;
      this.#send(channel, headFrame(channel.community.head()));
    });
  }

  #send(channel: Channel, frame: Frame): void {
    for (const listener of channel.listeners) {
      if (listener.sink.send(frame)) continue;
      this.#remove(channel, listener);
      listener.sink.end();
    }
  }

  #keepAlive(): void {
    for (const channel of [...this.#channels.values()]) this.#send(channel, ALIVE);
    this.#beat = this.#count === 0 ? null : this.#clock.alarm(HEARTBEAT_MS, () => this.#keepAlive());
  }

  #remove(channel: Channel, listener: Listener): void {
    if (!channel.listeners.delete(listener)) return;
    this.#count -= 1;
    const left = (this.#perNetwork.get(listener.network) ?? 1) - 1;
    if (left === 0) this.#perNetwork.delete(listener.network);
    else this.#perNetwork.set(listener.network, left);
    if (channel.listeners.size > 0) return;
    channel.unsubscribe();
    this.#channels.delete(channel.community.origin);
  }
}

/**
 * A sink that writes to the connection itself: Node's own response would copy and frame every event for every client, which
 * is most of the cost of a fan-out. Where the response is not chunked (HTTP/1.0) it goes through the response after all.
 */
export const connectionSink = (outgoing: ServerResponse): Sink => ({
  send: ({ plain, chunk }) => {
    const { socket } = outgoing;
    if (socket === null || socket.destroyed || outgoing.writableEnded) return false;
    if (outgoing.chunkedEncoding) socket.write(chunk);
    else outgoing.write(plain);
    return socket.writableLength <= LISTENER_BACKLOG_BYTES_MAX;
  },
  end: () => {
    // Who is behind does not read what is left either: an orderly end would wait for them.
    if ((outgoing.socket?.writableLength ?? 0) > LISTENER_BACKLOG_BYTES_MAX) outgoing.destroy();
    else outgoing.end();
  },
});

/** A sink for where there is no connection of Node's, such as a test that asks the app directly. */
export const streamSink = (onGone: () => void): { readonly sink: Sink; readonly body: ReadableStream<Uint8Array> } => {
  let control: ReadableStreamDefaultController<Uint8Array> | null = null;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => void (control = controller),
    cancel: () => {
      control = null;
      onGone();
    },
  });
  const sink: Sink = {
    send: ({ plain }) => {
      control?.enqueue(plain);
      return control !== null;
    },
    end: () => {
      control?.close();
      control = null;
    },
  };
  return { sink, body };
};
