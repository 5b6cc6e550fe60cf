/**
 * This node as a witness of other nodes' logs (C2SP tlog-witness): it takes a checkpoint with its consistency proof and
 * answers with a cosignature. Beside the specification it tells what it cosigned last, which a node that was restored from
 * an old copy must know before it signs anything.
 */
import type { Api, ApiParts } from "../parts.ts";
import { ProblemError } from "../problem.ts";

export const addWitnessRoutes = (api: Api, { witness }: ApiParts): void => {
  api.post("/witness/add-checkpoint", async (c) => {
    const { status, type, body } = await witness.addCheckpoint(new Uint8Array(await c.req.arrayBuffer()));
    return c.body(body, status, { "content-type": type, "cache-control": "no-store" });
  });
  api.get("/witness/checkpoint", async (c) => {
    const note = await witness.latest(c.req.query("origin") ?? "");
    if (note === null) throw new ProblemError("not-found");
    return c.body(note, 200, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" });
  });
};
