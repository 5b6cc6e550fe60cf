/**
 * Names for what a decision brings about: an attached command has no act of its own, so the thing it creates is named by
 * the decision and the command's place in it.
 */
import { bytesOf, concatBytes, idOf, sha256 } from "../hash.ts";
import { utf8Of } from "../log/utf8.ts";
import type { Audience, Id } from "./types.ts";

const ATTACHED = utf8Of("folkmoot/attached/v1\n");

/** The id of the n-th command of its stratum attached to a decision, by which other acts refer to what it created. */
export const attachedId = (decision: Id, audience: Audience, index: number): Id =>
  idOf(sha256(concatBytes(ATTACHED, bytesOf(decision), Uint8Array.of(audience === "public" ? 0 : 1, index))));
