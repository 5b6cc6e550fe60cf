/**
 * Entries and texts for replicas (docs/formats/feed.md), and the snapshot that spares a new one the replay. Who takes part
 * sees every act; with `audience=public` anybody sees the public ones, and of the others their place and hash.
 */
import { createRoute, z } from "@hono/zod-openapi";
import { bytesOf, concatBytes } from "../../../core/hash.ts";
import { encodeValue } from "../../../core/log/cbor.ts";
import { signedHash } from "../../../core/log/entry.ts";
import type { Audience, Id } from "../../../core/kernel/types.ts";
import { feedBytes } from "../../../core/wire/feed.ts";
import { framed, pagesUnder, topPagesOf } from "../../../core/wire/snapshotStream.ts";
import { seenBy, type SeenEntry } from "../../export.ts";
import { ENTRIES_PER_PAGE_MAX, PAGE_BYTES_MAX } from "../../limits/limits.ts";
import type { LogReader, Pages, StoredText } from "../../ports/logStore.ts";
import { answersBytes, communityParam, idFrom, idShape, otherwise, withSession } from "../describe.ts";
import type { Api } from "../parts.ts";
import { ProblemError } from "../problem.ts";
import { streamOf } from "../streaming.ts";

export const audienceShape = z.enum(["public", "members"]).default("members");
const TEXTS_PER_REQUEST_MAX = 100;

const entriesQuery = z.object({
  from: z.coerce.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER).default(0),
  limit: z.coerce.number().int().positive().max(ENTRIES_PER_PAGE_MAX).default(ENTRIES_PER_PAGE_MAX),
  audience: audienceShape,
});
const entriesRoute = createRoute({
  method: "get",
  path: "/api/communities/{community}/entries",
  summary: "Entries with the texts they name",
  security: [{}, ...withSession],
  request: { params: communityParam, query: entriesQuery },
  responses: { 200: answersBytes("The feed; empty beyond the last entry"), ...otherwise },
});

const textsQuery = z.object({ hash: z.union([idShape, z.array(idShape).max(TEXTS_PER_REQUEST_MAX)]) });
const textsRoute = createRoute({
  method: "get",
  path: "/api/communities/{community}/texts",
  summary: "Texts by their hashes",
  security: withSession,
  request: { params: communityParam, query: textsQuery },
  responses: {
    200: answersBytes("CBOR: [[salt, utf8], …] of those that still exist", "application/cbor"),
    ...otherwise,
  },
});

const snapshotRoute = createRoute({
  method: "get",
  path: "/api/communities/{community}/snapshot",
  summary: "The newest snapshot of the standing",
  security: withSession,
  request: { params: communityParam },
  responses: { 200: answersBytes("The head, then every page"), ...otherwise },
});

const bytesOfSeen = ({ entry, texts }: SeenEntry, stored: ReadonlyMap<Id, StoredText>): Uint8Array => {
  const { index, at, bytes, signature } = entry;
  if (texts === null) return feedBytes({ index, at, withheld: bytesOf(signedHash(bytes, signature)) });
  const found = texts.flatMap((hash) => stored.get(hash) ?? []);
  return feedBytes({ index, at, bytes, signature, texts: found });
};

/** A page of the feed: as many entries as asked for, or fewer where their texts are long. */
const pageOf = async (reader: LogReader, from: number, limit: number, audience: Audience): Promise<Uint8Array> => {
  const entries = (await reader.entries(from, limit)).map((entry) => seenBy(audience, entry));
  const stored = await reader.texts([...new Set(entries.flatMap(({ texts }) => texts ?? []))]);
  const parts: Uint8Array[] = [];
  let length = 0;
  for (const entry of entries) {
    const part = bytesOfSeen(entry, stored);
    if (length > 0 && length + part.length > PAGE_BYTES_MAX) break;
    parts.push(part);
    length += part.length;
  }
  return concatBytes(...parts);
};

/** The head, then each page it reaches once; read as the client takes them. */
function* snapshotParts(head: Uint8Array, pages: Pages): Generator<Uint8Array> {
  yield framed(head);
  const waiting = [...topPagesOf(head)];
  const sent = new Set<string>();
  for (let hash = waiting.pop(); hash !== undefined; hash = waiting.pop()) {
    if (sent.has(hash)) continue;
    sent.add(hash);
    const page = pages.read(hash);
    waiting.push(...pagesUnder(page));
    yield framed(page);
  }
}

export const BYTES = { "content-type": "application/octet-stream" } as const;
const PRIVATE = { ...BYTES, "cache-control": "no-store" };

export const addEntryRoutes = (api: Api): void => {
  api.openapi(entriesRoute, async (c) => {
    const { from, limit, audience } = c.req.valid("query");
    const page = await pageOf(c.get("community").reader, from, limit, audience);
    return c.body(
      new Uint8Array(page),
      200,
      audience === "public" ? { ...BYTES, "cache-control": "no-cache" } : PRIVATE,
    );
  });
  api.openapi(textsRoute, async (c) => {
    const { hash } = c.req.valid("query");
    const hashes = (typeof hash === "string" ? [hash] : hash).map(idFrom);
    const stored = await c.get("community").reader.texts(hashes);
    const texts = hashes.flatMap((each) => stored.get(each) ?? []).map(({ salt, utf8 }) => [salt, utf8]);
    return c.body(new Uint8Array(encodeValue(texts)), 200, { ...PRIVATE, "content-type": "application/cbor" });
  });
  api.openapi(snapshotRoute, async (c) => {
    const community = c.get("community");
    const { reader } = community;
    const snapshot = await reader.snapshot();
    if (snapshot === null) throw new ProblemError("not-found", { detail: { key: "detail.noSnapshot" } });
    return c.body(streamOf(community, snapshotParts(snapshot.head, reader.pages)), 200, PRIVATE);
  });
};
