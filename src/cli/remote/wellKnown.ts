/** What a node says of itself and of the public communities it hosts, as any stranger may ask. */
import { z } from "zod";
import { idSchema } from "./schemas.ts";
import { requestJson } from "./request.ts";

const nodeSchema = z.object({
  version: z.string(),
  communities: z.array(z.object({ id: idSchema, name: z.union([z.string(), z.null()]), log: z.string() })),
});
export type NodeFacts = z.infer<typeof nodeSchema>;

export const requestNode = (address: string): Promise<NodeFacts> =>
  requestJson(nodeSchema, `${address}/.well-known/folkmoot`);
