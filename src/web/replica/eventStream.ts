/**
 * Reads server-sent events from a response (WHATWG HTML, 9.2), since the browser's own reader may not stop when we say so.
 * The node speaks at least every twenty seconds; a line that is silent for longer is dead, whatever the network claims.
 */
import { OperatingError } from "../bridge/protocol.ts";

export type ServerEvent = { readonly event: string; readonly data: unknown };

const SILENCE_MAX_MS = 45_000;

export async function* readEvents(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  signal: AbortSignal,
): AsyncGenerator<ServerEvent> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  const stop = (): void => void reader.cancel().catch(() => undefined);
  signal.addEventListener("abort", stop, { once: true });
  let waiting = "";
  try {
    for (;;) {
      const { done, value } = await readInTime(reader);
      if (done) return;
      const blocks = (waiting + value).split("\n\n");
      waiting = blocks.pop() ?? "";
      for (const block of blocks) yield* eventIn(block);
    }
  } finally {
    signal.removeEventListener("abort", stop);
    stop();
  }
}

const readInTime = async (reader: ReadableStreamDefaultReader<string>): Promise<ReadableStreamReadResult<string>> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new OperatingError("unreachable", "the line is silent")), SILENCE_MAX_MS);
  });
  try {
    return await Promise.race([reader.read(), silence]);
  } catch (error) {
    throw error instanceof OperatingError ? error : new OperatingError("unreachable", String(error));
  } finally {
    clearTimeout(timer);
  }
};

/** The event of a block; none for a comment, which only says that the line is alive. */
function* eventIn(block: string): Generator<ServerEvent> {
  let event = "message";
  const data: string[] = [];
  for (const line of block.split("\n")) {
    const [, field, value] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    if (field === "event") event = value ?? "";
    if (field === "data") data.push(value ?? "");
  }
  if (data.length > 0) yield { event, data: JSON.parse(data.join("\n")) };
}
