/** The log in an export. A file that is damaged is read no further: `verify` says where. */
import { createReadStream } from "node:fs";
import type { Audience, Entry, Id } from "../../core/kernel/types.ts";
import { isMalformed, signedAct } from "../../core/log/act.ts";
import { signedHash } from "../../core/log/entry.ts";
import { MalformedExport, type ExportEntry } from "../../core/log/exportFormat.ts";
import { readExport } from "../../core/log/exportReader.ts";
import { wordsOf } from "../../core/log/text.ts";
import { FailedError } from "../exits.ts";
import { HeldSource } from "./heldSource.ts";
import type { LogSource } from "./source.ts";

export const exportedSource = async (file: string): Promise<LogSource> => {
  const entries: Entry[] = [];
  const words = new Map<Id, string>();
  let head: { readonly origin: Id; readonly audience: Audience } | null = null;
  try {
    for await (const part of readExport(createReadStream(file))) {
      if (part.kind === "header") head = part.header;
      else if (part.kind === "entries") for (const entry of part.entries) entries.push(entryOf(entry));
      else if (part.kind === "texts") for (const text of part.texts) words.set(text.hash, wordsOf(text) ?? "");
    }
  } catch (error) {
    if (error instanceof MalformedExport) throw new FailedError("cli.show.damaged", { file }, error);
    throw error;
  }
  if (head === null) throw new FailedError("cli.show.damaged", { file });
  return new HeldSource(head.origin, head.audience, entries, words);
};

/** Bytes that are no act keep their place and do nothing, as in the verifier. */
const entryOf = ({ index, at, signed }: ExportEntry): Entry => {
  if ("withheld" in signed) return { index, at, signed };
  const act = signedAct(signed.bytes, signed.signature);
  return { index, at, signed: isMalformed(act) ? { withheld: signedHash(signed.bytes, signed.signature) } : act };
};
