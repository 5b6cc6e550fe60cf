/**
 * The log in the public layout that any verifier reads (C2SP tlog-tiles): checkpoint, tiles of hashes, bundles of leaves.
 * They say when something was recorded and its hash, never what. What a tile's name stands for never changes, so caches may
 * keep it for ever.
 */
import { parsePath, type ParsedPath } from "../../../core/log/tile.ts";
import type { Tiles } from "../../sequencer/tiles.ts";
import type { Api, ApiParts } from "../parts.ts";
import { ProblemError } from "../problem.ts";
import { BYTES } from "./entries.ts";

const FOR_EVER = { ...BYTES, "cache-control": "public, max-age=31536000, immutable" } as const;
const SHORTLY = { "content-type": "text/plain; charset=utf-8", "cache-control": "public, max-age=2" } as const;

const bytesAt = (tiles: Tiles, address: ParsedPath): Promise<Uint8Array | null> =>
  address.kind === "tile" ? tiles.tile(address) : tiles.bundle(address);

export const addLogRoutes = (api: Api, { confirmations }: ApiParts): void => {
  api.get("/log/:community/checkpoint", async (c) => {
    const community = c.get("community");
    return c.body(
      new Uint8Array(await confirmations.cosigned(community.origin, community.head().checkpoint)),
      200,
      SHORTLY,
    );
  });
  api.get("/log/:community/tile/:path{.+}", async (c) => {
    const address = parsePath(`tile/${c.req.param("path")}`);
    const bytes = address === null ? null : await bytesAt(c.get("community").tiles, address);
    if (bytes === null) throw new ProblemError("not-found");
    return c.body(new Uint8Array(bytes), 200, FOR_EVER);
  });
};
