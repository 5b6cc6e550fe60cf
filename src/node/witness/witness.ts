/**
 * A witness of other nodes' logs (C2SP tlog-witness 1.0.0). It cosigns a checkpoint only after a proof that it continues the
 * one cosigned last, and remembers it durably before it answers: so no two cosigned checkpoints of a log can contradict.
 */
import { sameBytes } from "../../core/hash.ts";
import { cosign } from "../../core/log/cosignature.ts";
import type { Verifier } from "../../core/log/ed25519.ts";
import { EMPTY_ROOT, verifyConsistency } from "../../core/log/merkle.ts";
import {
  ED25519_COSIGNATURE,
  ED25519_NOTE,
  formatNote,
  formatVerifierKey,
  parseNote,
  parseVerifierKey,
  verifierKey,
  verifyNote,
  type Note,
  type NoteSignature,
  type VerifierKey,
} from "../../core/log/note.ts";
import { textOf } from "../../core/log/utf8.ts";
import type { WitnessAnswer, WitnessDesk } from "../api/parts.ts";
import type { Clock } from "../ports/clock.ts";
import type { WitnessMemory } from "./memory.ts";
import { readRequest, type AddCheckpoint } from "./request.ts";

const MS_PER_SECOND = 1000;

/** The name of a witness's key: of the key itself, since a host can be seized and a name be taken. */
const nameOf = (publicKey: string): string => `folkmoot/witness/${publicKey}`;

/** Of the logs this node was told to witness, by origin: the keys that may sign each. */
type Logs = ReadonlyMap<string, readonly VerifierKey[]>;

/** A verifier key in the settings that is none, or one of another kind. */
export class UnusableKeyError extends Error {
  constructor(vkey: string, wanted: "log" | "witness") {
    super(`The settings name a verifier key that is not one of a ${wanted}: ${vkey}`);
    this.name = "UnusableKeyError";
  }
}

const logsOf = (vkeys: readonly string[]): Logs => {
  const logs = new Map<string, readonly VerifierKey[]>();
  for (const vkey of vkeys) {
    const key = parseVerifierKey(vkey);
    if (key?.type !== ED25519_NOTE) throw new UnusableKeyError(vkey, "log");
    logs.set(key.name, [...(logs.get(key.name) ?? []), key]);
  }
  return logs;
};

const answer = (status: WitnessAnswer["status"], body: string): WitnessAnswer => ({
  status,
  type: "text/plain; charset=utf-8",
  body: `${body}\n`,
});
const conflict = (size: number): WitnessAnswer => ({ status: 409, type: "text/x.tlog.size", body: `${size}\n` });

/** The witness with this memory, for the logs with these verifier keys. */
export const createWitness = (
  memory: WitnessMemory,
  vkeys: readonly string[],
  { clock, verifier }: { readonly clock: Clock; readonly verifier: Verifier },
): WitnessDesk => {
  const logs = logsOf(vkeys);
  const name = nameOf(memory.signer.publicKey);
  const sign = (text: string): Promise<NoteSignature> =>
    cosign(text, Math.floor(clock.now() / MS_PER_SECOND), name, memory.signer);
  return {
    vkey: formatVerifierKey(verifierKey(name, ED25519_COSIGNATURE, memory.signer.publicKey)),
    addCheckpoint: async (body) => {
      const request = readRequest(textOf(body) ?? "");
      if (request === null) return answer(400, "This is not an add-checkpoint request.");
      const keys = logs.get(request.head.origin);
      if (keys === undefined) return answer(404, "This witness does not know that log.");
      if (!(await isSigned(request.note, keys, verifier))) return answer(403, "No signature by a key of that log.");
      const refusal = advance(memory, request);
      if (refusal !== null) return refusal;
      const { text } = request.note;
      const cosigned = formatNote({ text, signatures: [await sign(text)] });
      return { ...answer(200, ""), body: cosigned.slice(text.length + 1) };
    },
    latest: async (origin) => {
      const note = parseNote(memory.latest(origin)?.checkpoint ?? "");
      if ("malformed" in note) return null;
      return formatNote({ text: note.text, signatures: [...note.signatures, await sign(note.text)] });
    },
  };
};

const isSigned = async (note: Note, keys: readonly VerifierKey[], verifier: Verifier): Promise<boolean> => {
  for (const key of keys) if ((await verifyNote(note, key, verifier)) === "signed") return true;
  return false;
};

/** Checks the request against the memory and remembers the new head; the answer that refuses, or null. */
const advance = (memory: WitnessMemory, { oldSize, proof, head, note }: AddCheckpoint): WitnessAnswer | null => {
  if (oldSize > head.size) return answer(400, "The old size is above the new one.");
  const known = memory.latest(head.origin);
  const knownSize = known?.size ?? 0;
  if (oldSize !== knownSize) return conflict(knownSize);
  const fromRoot = known?.root ?? EMPTY_ROOT;
  if (oldSize === head.size && !sameBytes(fromRoot, head.root)) return conflict(knownSize);
  const isProved =
    oldSize === 0 || oldSize === head.size
      ? proof.length === 0
      : verifyConsistency({ from: oldSize, fromRoot, to: head.size, toRoot: head.root, proof });
  if (!isProved) return answer(422, "The consistency proof does not verify.");
  const remembered = { size: head.size, root: head.root, checkpoint: formatNote(note) };
  return memory.advance(head.origin, oldSize, remembered) ? null : conflict(memory.latest(head.origin)?.size ?? 0);
};
