/** Vectors for signed notes, keys, checkpoints with cosignatures, and proofs of single entries, by the fixed keys. */
import { hexOf, idOf } from "../../src/core/hash.ts";
import { checkpointKey, checkpointText, signCheckpoint, type Checkpoint } from "../../src/core/log/checkpoint.ts";
import { cosign, cosignatureMessage } from "../../src/core/log/cosignature.ts";
import {
  ED25519_COSIGNATURE,
  ED25519_NOTE,
  formatNote,
  formatVerifierKey,
  parseNote,
  signNote,
  verifierKey,
  type NoteSignature,
} from "../../src/core/log/note.ts";
import { formatProof } from "../../src/core/log/proof.ts";
import { origin } from "./acts.ts";
import { ana, node, witness, type Json, type Vectors } from "./cast.ts";
import { leaves, tree } from "./trees.ts";

const WITNESS_NAME = "witness.example/w1";
const SECONDS = 1_764_590_460;

export const nodeKey = checkpointKey(origin, node.publicKey);
const witnessKey = verifierKey(WITNESS_NAME, ED25519_COSIGNATURE, witness.publicKey);
const checkpoint: Checkpoint = { origin, size: tree.size, root: idOf(tree.root()) };

/** The note with more signatures below those it has. */
function withSignatures(note: string, more: readonly NoteSignature[]): string {
  const parsed = parseNote(note);
  if ("malformed" in parsed) throw new Error(parsed.malformed);
  return formatNote({ text: parsed.text, signatures: [...parsed.signatures, ...more] });
}

const POEM =
  "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n" +
  "— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n";
const LINE = `— a ${"A".repeat(88)}\n`;

const BAD_NOTES: readonly (readonly [string, string, string])[] = [
  ["nothing", "", "noSignatures"],
  ["no signatures", "text\n", "noSignatures"],
  ["nothing below the blank line", "text\n\n", "noSignatures"],
  ["no newline at the end", `text\n\n${LINE.slice(0, -1)}`, "noSignatures"],
  ["no blank line", `text\n${LINE}`, "noSignatures"],
  ["a tab", `te\txt\n\n${LINE}`, "control"],
  ["a carriage return", `text\r\n\n${LINE}`, "control"],
  ["a hyphen for the dash", `text\n\n${LINE.replace("—", "-")}`, "badLine"],
  ["two spaces", `text\n\n${LINE.replace("a ", "a  ")}`, "badLine"],
  ["a plus in the name", `text\n\n${LINE.replace("a ", "a+b ")}`, "badLine"],
  ["a wide space in the name", `text\n\n${LINE.replace("a ", "a\u3000b ")}`, "badLine"],
  ["no signature after the name", "text\n\n— a\n", "badLine"],
  ["a key id and nothing more", "text\n\n— a AAAAAA==\n", "badLine"],
  ["bits after the end of base 64", "text\n\n— a AAAAAAB=\n", "badLine"],
  ["101 signatures", `text\n\n${LINE.repeat(101)}`, "tooMany"],
];

export async function noteVectors(): Promise<Vectors> {
  const text = "A note has a text,\n\nwith empty lines if need be.\n";
  const name = "ana.example/notes";
  const key = verifierKey(name, ED25519_NOTE, ana.publicKey);
  const signed = formatNote({ text, signatures: [await signNote(text, name, ana)] });
  const stranger = { name: "stranger.example", keyId: 7, bytes: new Uint8Array(64) };
  const vkey = formatVerifierKey(key);
  const valid: Json[] = [
    { name: "signed once", note: signed, text, vkey },
    { name: "signed by a stranger too", note: withSignatures(signed, [stranger]), text, vkey },
  ];
  return {
    description:
      "Valid notes are signed by `vkey` (the example of the specification has no published key). Malformed ones are refused by form, `rule` is ours; unsigned " +
      "ones are well formed but not to be believed.",
    specificationExample: POEM,
    valid,
    malformed: BAD_NOTES.map(([what, note, rule]) => ({ name: what, note, rule })),
    unsigned: [
      { name: "the text changed", note: signed.replace("A note", "a note"), vkey, verdict: "badSignature" },
      { name: "a stranger's only", note: formatNote({ text, signatures: [stranger] }), vkey, verdict: "notSigned" },
      { name: "another name", note: signed.replace(name, "ana.example/other"), vkey, verdict: "notSigned" },
    ],
    keys: [
      vkey,
      formatVerifierKey(nodeKey),
      formatVerifierKey(witnessKey),
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ],
    invalidKeys: [
      vkey.replace("+", "*"),
      vkey.replace("ana", "bea"),
      vkey.slice(0, -4),
      `${vkey}\n`,
      vkey.replace(/\+\w{8}\+/, "+00000000+"),
    ],
  };
}

export async function checkpointVectors(): Promise<Vectors> {
  const text = checkpointText(checkpoint);
  const signed = await signCheckpoint(checkpoint, node);
  const cosignature = await cosign(text, SECONDS, WITNESS_NAME, witness);
  return {
    description:
      "The checkpoint of the log of tree.json, signed by the node and cosigned by a witness at `seconds`. Invalid texts are no checkpoints; " +
      "invalid notes are refused with `fault`.",
    origin,
    size: checkpoint.size,
    root: checkpoint.root,
    vkey: formatVerifierKey(nodeKey),
    text,
    note: signed,
    witnessVkey: formatVerifierKey(witnessKey),
    seconds: SECONDS,
    cosignedMessage: hexOf(cosignatureMessage(text, SECONDS)),
    cosignedNote: withSignatures(signed, [cosignature]),
    invalidTexts: badCheckpointTexts(text),
    invalidNotes: [
      { name: "another size", note: signed.replace("\n300\n", "\n301\n"), fault: "badSignature" },
      { name: "no signature of the log", note: formatNote({ text, signatures: [cosignature] }), fault: "notSigned" },
      {
        name: "another log",
        note: await signCheckpoint({ ...checkpoint, origin: checkpoint.root }, node),
        fault: "wrongOrigin",
      },
    ],
    badCosignature: withSignatures(signed, [
      { ...cosignature, bytes: cosignature.bytes.map((byte, i) => (i === 7 ? byte ^ 1 : byte)) },
    ]),
  };
}

function badCheckpointTexts(text: string): readonly Json[] {
  const [first = "", size = "", root = ""] = text.split("\n");
  return [
    { name: "an extension line", text: `${text}extension\n` },
    { name: "no newline at the end", text: text.slice(0, -1) },
    { name: "a leading zero", text: `${first}\n0${size}\n${root}\n` },
    { name: "a size beyond 2^53", text: `${first}\n9007199254740993\n${root}\n` },
    { name: "a short root", text: `${first}\n${size}\n${root.slice(4)}\n` },
    { name: "capitals in the origin", text: text.replace(origin, origin.toUpperCase()) },
    { name: "another sort of log", text: text.replace("folkmoot/", "example.com/") },
  ];
}

export async function proofVectors(): Promise<Vectors> {
  const note = await signCheckpoint(checkpoint, node);
  const proofOf = (index: number, extra: Uint8Array | null): string =>
    formatProof({ extra, index, hashes: tree.inclusionProof(index), checkpoint: note });
  const good = proofOf(257, null);
  const leaf = (index: number): string => hexOf(leaves[index] ?? new Uint8Array(0));
  return {
    description:
      "Proofs of single entries of the log of checkpoint.json. Malformed ones are no proofs; wrong ones do not verify, with `fault`.",
    vkey: formatVerifierKey(nodeKey),
    valid: [
      { name: "an entry", leaf: leaf(257), proof: good },
      { name: "the first", leaf: leaf(0), proof: proofOf(0, null) },
      { name: "with an extra line", leaf: leaf(299), proof: proofOf(299, Uint8Array.of(1, 2, 3)) },
    ],
    malformed: [
      { name: "another version", proof: good.replace("@v1", "@v2") },
      { name: "a leading zero", proof: good.replace("index ", "index 0") },
      { name: "no index", proof: good.replace("index 257\n", "") },
      { name: "a hash that is none", proof: good.replace("index 257\n", "index 257\nAAAA\n") },
    ],
    wrong: [
      { name: "another leaf", leaf: leaf(256), proof: good, fault: "notIncluded" },
      { name: "another place", leaf: leaf(257), proof: good.replace("index 257", "index 256"), fault: "notIncluded" },
      { name: "another root", leaf: leaf(257), proof: good.replace("\n300\n", "\n301\n"), fault: "badSignature" },
    ],
  };
}
