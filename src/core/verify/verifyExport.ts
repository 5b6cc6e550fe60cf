/**
 * One command's worth of verification: the pieces of an export in, a report out. The surprising rule: a file that breaks off or
 * was changed anywhere is not half a log but no log, so a damaged container is a report of that one fault.
 */
import { isMalformed, signedAct } from "../log/act.ts";
import { openCheckpoint } from "../log/checkpoint.ts";
import { MalformedExport, type ExportEntry, type ExportHeader } from "../log/exportFormat.ts";
import { readExport, type ExportPart } from "../log/exportReader.ts";
import { parseVerifierKey } from "../log/note.ts";
import { ZERO_ID } from "../hash.ts";
import { Audit } from "./verify.ts";
import type { Report } from "./report.ts";
import type { Verifier } from "../log/ed25519.ts";
import type { Id } from "../kernel/types.ts";

export type Progress = (entries: number, of: number) => void;
export type Verification =
  | { readonly kind: "judged"; readonly header: ExportHeader; readonly report: Report }
  /** The container itself is damaged: which rule of its format, at which byte, in which entry. */
  | { readonly kind: "damaged"; readonly rule: string; readonly offset: number; readonly entry: number | null };

type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Verifies a whole export. Never throws on what the export says, only on what cannot be read at all. */
export const verifyExport = async (
  pieces: Pieces,
  verifier: Verifier,
  onProgress: Progress = () => {},
): Promise<Verification> => {
  const reading = new Reading(verifier, onProgress);
  try {
    for await (const part of readExport(pieces)) await reading.take(part);
  } catch (fault) {
    if (fault instanceof MalformedExport)
      return { kind: "damaged", rule: fault.rule, offset: fault.offset, entry: fault.entry };
    throw fault;
  }
  return reading.close();
};

class Reading {
  private readonly verifier: Verifier;
  private readonly onProgress: Progress;
  private header: ExportHeader | null = null;
  private audit: Audit | null = null;
  private size = 0;

  constructor(verifier: Verifier, onProgress: Progress) {
    this.verifier = verifier;
    this.onProgress = onProgress;
  }

  async take(part: ExportPart): Promise<void> {
    if (part.kind === "header") {
      this.header = part.header;
      this.size = part.size;
      this.audit = new Audit(part.header.audience, this.verifier);
    } else if (part.kind === "entries") {
      for (const entry of part.entries) await this.entry(entry);
      const last = part.entries.at(-1);
      if (last !== undefined) this.onProgress(last.index + 1, this.size);
    } else if (part.kind === "texts") {
      for (const text of part.texts) this.audit?.text(text);
    }
  }

  private async entry({ index, at, signed }: ExportEntry): Promise<void> {
    if ("withheld" in signed) return this.audit?.entry({ index, at, signed });
    const act = signedAct(signed.bytes, signed.signature);
    if (!isMalformed(act)) return this.audit?.entry({ index, at, signed: act });
    return this.audit?.malformed({ index, at, ...signed }, act);
  }

  async close(): Promise<Verification> {
    const { header, audit } = this;
    if (header === null || audit === null) return { kind: "damaged", rule: "truncated", offset: 0, entry: null };
    const key = parseVerifierKey(header.vkey);
    const opened = key === null ? { fault: "noKey" } : await openCheckpoint(header.checkpoint, key, this.verifier);
    if ("fault" in opened) audit.faults.add(null, "checkpoint.signature", { why: opened.fault });
    const head = "fault" in opened ? { size: this.size, root: null } : opened.checkpoint;
    const nodeKey: Id = key?.publicKey ?? ZERO_ID;
    const report = await audit.close({ size: head.size, root: head.root, origin: header.origin, nodeKey });
    return { kind: "judged", header, report };
  }
}
