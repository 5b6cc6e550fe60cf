/** The machine's own source of unpredictable bytes, and the only place where the node asks for any. */
import { randomBytes } from "node:crypto";
import type { Random } from "./random.ts";

export const systemRandom: Random = { bytes: (length) => new Uint8Array(randomBytes(length)) };
