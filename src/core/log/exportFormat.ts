/**
 * What an export is made of (docs/formats/export.md): one file with everything that whoever may read it needs to check a community's
 * log. The surprising rule: the file is canonical. The same entries and texts give the same bytes, and its last 32 bytes are the hash
 * of all before them, so that any changed byte is found.
 */
import type { Audience, Id, Instant } from "../kernel/types.ts";
import type { Recorded } from "./entry.ts";
import { utf8Of } from "./utf8.ts";

/** The first bytes of an export: what it is, and the version of this format. */
export const EXPORT_MAGIC = utf8Of("folkmoot/export/v1\n");

/** In the order of their numbers in the file. */
export const EXPORT_AUDIENCES: readonly Audience[] = ["public", "members"];

/** A key's name is 73 characters and the rest 54: other logs' names could be longer, ours are not. */
export const VKEY_BYTES_MAX = 512;
/** A checkpoint's note with a hundred cosignatures takes 20 KiB. */
export const CHECKPOINT_BYTES_MAX = 65_535;

export type ExportHeader = {
  readonly audience: Audience;
  readonly origin: Id;
  /** The verifier key of the node whose checkpoint this is, as `name+id+base64`. */
  readonly vkey: string;
  /** The checkpoint's note with its signatures; its size is the number of entries that follow. */
  readonly checkpoint: string;
};

/** An entry whose act is undecoded: what is in a log is judged by whoever verifies it, not by who carries it. */
export type ExportEntry = {
  readonly index: number;
  readonly at: Instant;
  readonly signed: Recorded;
};

/** What follows the entries: a text, or the end of them. */
export const TEXT_TAG = 1;
export const END_TAG = 0;

export type ExportRule =
  | "notAnExport" // does not begin as one, or is of another version
  | "audience"
  | "verifierKey" // not a verifier key, or not one for this origin
  | "checkpoint" // not a checkpoint's note of this origin
  | "time" // a time after the year 9999
  | "actLength" // more bytes than an act may have
  | "textTag"
  | "textLength"
  | "badText" // not UTF-8
  | "textOrder" // texts come by their hashes, each once
  | "digest" // the file was changed or damaged somewhere
  | "truncated"
  | "trailing";

/** An export that is damaged or made wrongly: which rule, at which byte, and in which entry if it is in one. */
export class MalformedExport extends Error {
  readonly rule: ExportRule;
  readonly offset: number;
  readonly entry: number | null;
  constructor(rule: ExportRule, offset: number, entry: number | null) {
    super(`${rule} at byte ${offset}${entry === null ? "" : `, in entry ${entry}`}`);
    this.rule = rule;
    this.offset = offset;
    this.entry = entry;
  }
}
