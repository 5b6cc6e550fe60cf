/**
 * Writes this device's acts: checks one against the standing, signs it, puts it in the outbox. Screens give wordings as
 * `{ wording: "…" }` where the act will name a text; here each becomes the hash of a text that travels beside the act, and
 * `{ attached: … }` becomes a command that travels inside it.
 */
import { actSigningBytes } from "../../core/log/act.ts";
import { writeAct, Wordings } from "../../core/desk.ts";
import { withHashes, type Attached, type Plain } from "../../core/plain.ts";
import { instantOf } from "../../core/kernel/time.ts";
import type { Evidence, Id, Instant, Kind, Refusal, Seen } from "../../core/kernel/types.ts";
import { command } from "../../core/registry.ts";
import { signerOf } from "../crypto/ed25519.ts";
import { OperatingError } from "../bridge/protocol.ts";
import { refusalOf } from "./rehearse.ts";
import type { Replica } from "./replica.ts";

export type { Attached, Plain };

/** An act as a screen gives it. */
export type Draft = {
  readonly kind: Kind;
  readonly body: Plain;
  readonly after?: readonly Id[];
  readonly evidence?: readonly Evidence[];
  /** For acts that nobody would take back, such as introducing oneself. */
  readonly atOnce?: boolean;
  /** Whether it is accepted the standing held here cannot tell, and the node is asked. */
  readonly isUnseen?: boolean;
};

export const chance = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

/** The refusal that the act would meet now, or null. */
export const checkDraft = (replica: Replica, draft: Draft, time: number): Refusal | null => {
  const { key } = replica;
  if (key === null) throw new OperatingError("fault", "a device without a key cannot act");
  const world = replica.worldAhead();
  const body = withHashes(draft.body, new Wordings(chance));
  return refusalOf(world, key.publicKey, { ...draft, body }, instantOf(Math.max(time, world.at)));
};

/** Signs the act and puts it in the outbox; a refusal, and nothing done, when the standing already refuses it. */
export const sendDraft = async (replica: Replica, draft: Draft, time: number): Promise<Refusal | Id> => {
  const refusal = draft.isUnseen === true ? null : checkDraft(replica, draft, time);
  if (refusal !== null) return refusal;
  const { written, signature } = await signDraft(replica, draft, instantOf(time));
  await replica.outbox.add({
    id: written.id,
    kind: draft.kind,
    bytes: written.bytes,
    signature,
    texts: written.texts,
    madeAt: time,
    holdUntil: draft.atOnce === true ? time : time + replica.outbox.holdMs,
    state: "waiting",
    index: null,
    refusal: null,
  });
  return written.id;
};

const signDraft = async (replica: Replica, draft: Draft, at: Instant) => {
  const { key, known } = replica;
  if (key === null) throw new OperatingError("fault", "a device without a key cannot act");
  const texts = new Wordings(chance);
  const { body, kind, after = [], evidence = [] } = draft;
  const { seq, previous } = await takePlace(replica);
  const author = { kind: "device", key: key.publicKey } as const;
  const place = { origin: known.origin, author, seq, previous, seen: seenBy(replica) };
  const { written } = writeAct(place, {
    command: command(kind, withHashes(body, texts)),
    at,
    chance,
    texts,
    after,
    evidence,
  });
  await notePrevious(replica, written.id);
  const signature = await (await signerOf(key)).sign(actSigningBytes(written.bytes));
  return { written, signature };
};

/** The last checkpoint this device verified: whoever is told another history by the node can see that it was. */
const seenBy = ({ audit }: Replica): Seen | null =>
  audit.verified === null ? null : { size: audit.verified.checkpoint.size, root: audit.verified.checkpoint.root };

/** The next number of this key. It is taken in a transaction, so that two pages never take the same. */
const takePlace = async ({ database }: Replica): Promise<{ readonly seq: number; readonly previous: Id | null }> => {
  const transaction = database.transaction("places", "readwrite", { durability: "strict" });
  const place = (await transaction.store.get("device")) ?? { seq: 0, previous: null };
  void transaction.store.put({ ...place, seq: place.seq + 1 }, "device");
  await transaction.done;
  return place;
};

const notePrevious = async ({ database }: Replica, previous: Id): Promise<void> => {
  const transaction = database.transaction("places", "readwrite");
  const place = await transaction.store.get("device");
  if (place !== undefined) void transaction.store.put({ ...place, previous }, "device");
  await transaction.done;
};
