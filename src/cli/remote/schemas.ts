/** The shapes that a node's answers must have (openapi.json), so that everything behind them is of a precise type. */
import { z } from "zod";
import { parseId } from "../../core/hash.ts";
import { instantOf } from "../../core/kernel/time.ts";
import type { Id, Kind } from "../../core/kernel/types.ts";

const isId = (value: unknown): value is Id => typeof value === "string" && parseId(value) !== null;
export const idSchema = z.custom<Id>(isId);
export const instantSchema = z.int().nonnegative().transform(instantOf);

const isKind = (value: unknown): value is Kind => typeof value === "string" && /^\w+\.\w+$/.test(value);
export const refusalSchema = z.object({
  refused: z.literal(true),
  kind: z.custom<Kind>(isKind),
  clause: z.string(),
  madeBy: z.union([idSchema, z.null()]),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
