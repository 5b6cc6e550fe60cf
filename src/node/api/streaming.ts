/**
 * Long answers, made as fast as they are read and no faster. The surprising rule: a community whose log is being read out is
 * listened to until the end, since one that nobody listens to may be closed to make room for another.
 */
import { concatBytes } from "../../core/hash.ts";
import type { RunningCommunity } from "../sequencer/running.ts";

const CHUNK_BYTES = 65_536;

type Parts = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** The parts as a stream of larger chunks, each made when the reader has room for it. */
export const streamOf = (community: RunningCommunity, parts: Parts): ReadableStream<Uint8Array> => {
  const chunks = chunksOf(community, parts);
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const step: IteratorResult<Uint8Array, unknown> = await chunks.next();
      if (step.done === true) controller.close();
      else controller.enqueue(step.value);
    },
    cancel: async () => {
      await chunks.return(undefined);
    },
  });
};

async function* chunksOf(community: RunningCommunity, parts: Parts): AsyncGenerator<Uint8Array, undefined> {
  const release = community.subscribe(() => {});
  try {
    let waiting: Uint8Array[] = [];
    let length = 0;
    for await (const part of parts) {
      waiting.push(part);
      length += part.length;
      if (length < CHUNK_BYTES) continue;
      yield concatBytes(...waiting);
      [waiting, length] = [[], 0];
    }
    if (length > 0) yield concatBytes(...waiting);
  } finally {
    release();
  }
}
