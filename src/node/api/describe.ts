/**
 * Pieces from which routes are described for /openapi.json. A description is also the parser of what comes in: a handler
 * sees only what fits it.
 */
import { z } from "@hono/zod-openapi";
import { parseId } from "../../core/hash.ts";
import { ProblemError } from "./problem.ts";

const HEX = /^[0-9a-f]{64}$/;

/** 32 bytes in hexadecimal: an act, a key, a community. */
export const idShape = z
  .string()
  .regex(HEX)
  .openapi({ example: "0".repeat(64) });
export const instantShape = z
  .int()
  .nonnegative()
  .openapi({ description: "Milliseconds since 1970", example: 1_700_000_000_000 });
export const communityParam = z.object({ community: idShape.openapi({ param: { name: "community", in: "path" } }) });

const datum = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const refusalShape = z
  .object({
    refused: z.literal(true),
    kind: z.string(),
    clause: z.string(),
    madeBy: z.union([z.string(), z.null()]),
    data: z.record(z.string(), datum),
  })
  .openapi("Refusal", { description: "Why an act is not accepted: which rule, which decision made it, and its data" });

export const problemShape = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    refusal: refusalShape.optional(),
  })
  .openapi("Problem", { description: "RFC 9457; `type` points into /problems" });

const json = <S extends z.ZodType>(schema: S) => ({ "application/json": { schema } });
const binarySchema = z.string().openapi({ format: "binary" });

export const answers = <S extends z.ZodType>(description: string, schema: S) => ({
  description,
  content: json(schema),
});
export const answersBytes = (description: string, type = "application/octet-stream") => ({
  description,
  content: { [type]: { schema: binarySchema } },
});
export const answersText = (description: string, type = "text/plain") => ({
  description,
  content: { [type]: { schema: z.string() } },
});
export const takes = <S extends z.ZodType>(schema: S) => ({ required: true as const, content: json(schema) });
export const takesCbor = { required: true as const, content: { "application/cbor": { schema: binarySchema } } };
export const otherwise = {
  default: { description: "Why not", content: { "application/problem+json": { schema: problemShape } } },
};

export const securityName = "session";
export const securityScheme = {
  type: "http",
  scheme: "bearer",
  description: "A session's token, or the operator's (docs/formats/session.md)",
} as const;
export const withSession = [{ [securityName]: [] }];

/** The id that a parameter is; the gate has let only whole ones through. */
export const idFrom = (text: string) => {
  const id = parseId(text);
  if (id === null) throw new ProblemError("bad-request", { detail: { key: "detail.badId" } });
  return id;
};
