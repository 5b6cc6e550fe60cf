import { describe, expect, test } from "vitest";
import { bytesOf, hexOf, idOf, sha256 } from "../hash.ts";
import { base64Of } from "./base64.ts";
import {
  checkpointKey,
  checkpointText,
  openCheckpoint,
  originLine,
  parseCheckpoint,
  signCheckpoint,
  type Checkpoint,
} from "./checkpoint.ts";
import { cosign, cosignatureMessage, verifyCosignatures } from "./cosignature.ts";
import { portableSigner, portableVerifier } from "./ed25519Portable.ts";
import { leafHash } from "./merkle.ts";
import { ED25519_COSIGNATURE, formatNote, parseNote, verifierKey, type Note } from "./note.ts";
import { formatProof, parseProof, verifyProof, type EntryProof } from "./proof.ts";
import { Tree } from "./tree.ts";

const origin = idOf(sha256(Uint8Array.of(1)));
const root = idOf(sha256(Uint8Array.of(2)));
const node = portableSigner(new Uint8Array(32).fill(3));
const key = checkpointKey(origin, node.publicKey);
const checkpoint: Checkpoint = { origin, size: 12, root };
const root64 = base64Of(bytesOf(root));

function noteOf(text: string): Note {
  const note = parseNote(text);
  if ("malformed" in note) throw new Error(note.malformed);
  return note;
}

describe("a checkpoint", () => {
  test("is three lines, and read back", () => {
    expect(checkpointText(checkpoint)).toBe(`folkmoot/${origin}\n12\n${root64}\n`);
    expect(parseCheckpoint(checkpointText(checkpoint))).toEqual(checkpoint);
    expect(parseCheckpoint(checkpointText({ ...checkpoint, size: 0 }))?.size).toBe(0);
    expect(() => checkpointText({ ...checkpoint, size: -1 })).toThrow();
  });

  test.each([
    ["no newline at the end", `folkmoot/${origin}\n12\n${root64}`],
    ["a line more", `folkmoot/${origin}\n12\n${root64}\nextension\n`],
    ["an empty line more", `folkmoot/${origin}\n12\n${root64}\n\n`],
    ["another project's origin", `example.com/log\n12\n${root64}\n`],
    ["capitals in the origin", `folkmoot/${origin.toUpperCase()}\n12\n${root64}\n`],
    ["a leading zero", `folkmoot/${origin}\n012\n${root64}\n`],
    ["a sign", `folkmoot/${origin}\n+12\n${root64}\n`],
    ["an exponent", `folkmoot/${origin}\n1e3\n${root64}\n`],
    ["a size beyond 2^53", `folkmoot/${origin}\n9007199254740993\n${root64}\n`],
    ["a short root", `folkmoot/${origin}\n12\n${root64.slice(4)}\n`],
    ["a root in other base 64", `folkmoot/${origin}\n12\n${root64.replace("=", "")}\n`],
  ])("with %s is none", (_, text) => {
    expect(parseCheckpoint(text)).toBeNull();
  });

  test("is believed when the log's key signed it", async () => {
    const note = await signCheckpoint(checkpoint, node);
    expect(await openCheckpoint(note, key, portableVerifier)).toMatchObject({ checkpoint });
  });

  test("is not believed otherwise, and why is said", async () => {
    const note = await signCheckpoint(checkpoint, node);
    const other = portableSigner(new Uint8Array(32).fill(4));
    const faultOf = async (text: string, by = key): Promise<unknown> => {
      const opened = await openCheckpoint(text, by, portableVerifier);
      return "fault" in opened ? opened.fault : "none";
    };
    expect(await faultOf(note.replace("\n12\n", "\n13\n"))).toBe("badSignature");
    expect(await faultOf(note, checkpointKey(origin, other.publicKey))).toBe("notSigned");
    expect(await faultOf(note, checkpointKey(root, node.publicKey))).toBe("wrongOrigin");
    expect(await faultOf(note.replace("folkmoot/", "folkmote/"))).toBe("notCheckpoint");
    expect(await faultOf(note.slice(0, -1))).toBe("noSignatures");
  });
});

describe("a cosignature", () => {
  const witness = portableSigner(new Uint8Array(32).fill(5));
  const witnessKey = verifierKey("witness.example/w1", ED25519_COSIGNATURE, witness.publicKey);
  const cosigned = async (): Promise<Note> => {
    const note = noteOf(await signCheckpoint(checkpoint, node));
    const signature = await cosign(note.text, 1_679_315_147, witnessKey.name, witness);
    return noteOf(formatNote({ text: note.text, signatures: [...note.signatures, signature] }));
  };

  test("signs the header, the time and the checkpoint", () => {
    const message = cosignatureMessage(checkpointText(checkpoint), 1_679_315_147);
    expect(new TextDecoder().decode(message)).toBe(
      `cosignature/v1\ntime 1679315147\nfolkmoot/${origin}\n12\n${root64}\n`,
    );
    expect(() => cosignatureMessage("", 0.5)).toThrow();
    expect(() => cosignatureMessage("", -1)).toThrow();
  });

  test("of a witness we know says when it looked; the log's own signature stays good", async () => {
    const note = await cosigned();
    expect(await verifyCosignatures(note, [witnessKey], portableVerifier)).toEqual({
      good: [{ witness: witnessKey, seconds: 1_679_315_147 }],
      bad: [],
    });
    expect(await openCheckpoint(formatNote(note), key, portableVerifier)).toMatchObject({ checkpoint });
  });

  test("of a witness we do not know is ignored", async () => {
    const stranger = verifierKey("stranger.example", ED25519_COSIGNATURE, node.publicKey);
    expect(await verifyCosignatures(await cosigned(), [stranger], portableVerifier)).toEqual({ good: [], bad: [] });
  });

  test("with another time, another text or another length is bad", async () => {
    const { text, signatures } = await cosigned();
    const spoilt = async (note: Note): Promise<number> =>
      (await verifyCosignatures(note, [witnessKey], portableVerifier)).bad.length;
    const change = (bytes: (old: Uint8Array) => Uint8Array): Note => ({
      text,
      signatures: signatures.map((one) => (one.name === witnessKey.name ? { ...one, bytes: bytes(one.bytes) } : one)),
    });
    expect(await spoilt(change((old) => old.map((byte, i) => (i === 7 ? byte ^ 1 : byte))))).toBe(1);
    expect(await spoilt(change((old) => old.map((byte, i) => (i === 0 ? 255 : byte))))).toBe(1);
    expect(await spoilt(change((old) => old.subarray(8)))).toBe(1);
    expect(await spoilt({ text: text.replace("\n12\n", "\n13\n"), signatures })).toBe(1);
    expect(await spoilt({ text, signatures })).toBe(0);
  });

  test("is not verified with a key of another sort", async () => {
    await expect(verifyCosignatures(await cosigned(), [key], portableVerifier)).rejects.toThrow();
  });
});

describe("a proof of one entry", () => {
  const leaves = Array.from({ length: 11 }, (_, i) => new Uint8Array(40).fill(i));
  const tree = new Tree();
  for (const leaf of leaves) tree.append(leafHash(leaf));
  const proofOf = async (index: number): Promise<EntryProof> => ({
    extra: null,
    index,
    hashes: tree.inclusionProof(index),
    checkpoint: await signCheckpoint({ origin, size: tree.size, root: idOf(tree.root()) }, node),
  });

  test("is a text that shows the entry is there", async () => {
    for (const [index, leaf] of leaves.entries()) {
      const read = parseProof(formatProof(await proofOf(index)));
      if (read === null) throw new Error("it is a proof");
      expect(await verifyProof(read, leaf, key, portableVerifier)).toMatchObject({ checkpoint: { size: 11 } });
      expect(await verifyProof(read, new Uint8Array(40).fill(99), key, portableVerifier)).toEqual({
        fault: "notIncluded",
      });
      expect(await verifyProof({ ...read, index: (index + 1) % 11 }, leaf, key, portableVerifier)).toEqual({
        fault: "notIncluded",
      });
    }
  });

  test("is worth no more than its checkpoint", async () => {
    const proof = await proofOf(3);
    const forged = { ...proof, checkpoint: proof.checkpoint.replace("\n11\n", "\n12\n") };
    expect(await verifyProof(forged, leaves[3] ?? new Uint8Array(0), key, portableVerifier)).toEqual({
      fault: "badSignature",
    });
  });

  test("carries extra bytes", async () => {
    const text = formatProof({ ...(await proofOf(3)), extra: Uint8Array.of(1, 2) });
    expect(text).toMatch(/^c2sp\.org\/tlog-proof@v1\nextra AQI=\nindex 3\n/);
    expect(hexOf(parseProof(text)?.extra ?? new Uint8Array(0))).toBe("0102");
  });

  test("of another form is none", async () => {
    const good = formatProof(await proofOf(3));
    const lines = good.split("\n");
    for (const bad of [
      "",
      good.replace("@v1", "@v2"),
      good.replace("index 3", "index 03"),
      good.replace("index 3", "index 9007199254740993"),
      good.replace("index 3", "index -3"),
      good.replace("index 3\n", ""),
      good.replace("index 3", "extra !\nindex 3"),
      good.replace("index 3", `extra ${"A".repeat(65_540)}\nindex 3`),
      lines.with(2, "AAAA").join("\n"),
      lines.with(2, "not base 64").join("\n"),
      [...lines.slice(0, 3), ...new Array<string>(60).fill(lines[3] ?? ""), ...lines.slice(3)].join("\n"),
      lines.slice(0, 4).join("\n"),
    ])
      expect(parseProof(bad)).toBeNull();
    expect(originLine(origin)).toBe(lines[lines.indexOf("") + 1]);
  });
});
