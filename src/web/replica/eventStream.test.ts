/** Server-sent events are read whole, however the network cuts them. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { readEvents, type ServerEvent } from "./eventStream.ts";

const TEXT =
  ': alive\n\nevent: checkpoint\nid: 3\ndata: {"size":3,"checkpoint":"a\\nb — ü"}\n\n: alive\n\nevent: confirmed\ndata: {"size":2}\n\n';

const streamOf = (chunks: readonly Uint8Array<ArrayBuffer>[]): ReadableStream<Uint8Array<ArrayBuffer>> =>
  new ReadableStream({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });

const readAll = async (chunks: readonly Uint8Array<ArrayBuffer>[]): Promise<readonly ServerEvent[]> => {
  const events: ServerEvent[] = [];
  for await (const event of readEvents(streamOf(chunks), new AbortController().signal)) events.push(event);
  return events;
};

it("events are the same wherever the bytes are cut, and comments are none", async () => {
  const bytes = new TextEncoder().encode(TEXT);
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.nat(bytes.length), { maxLength: 6 }), async (cuts) => {
      const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
      const chunks = places.slice(1).map((end, place) => bytes.slice(places[place], end));
      expect(await readAll(chunks)).toEqual([
        { event: "checkpoint", data: { size: 3, checkpoint: "a\nb — ü" } },
        { event: "confirmed", data: { size: 2 } },
      ]);
    }),
    { numRuns: 30 },
  );
});
