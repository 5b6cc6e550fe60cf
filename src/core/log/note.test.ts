import { describe, expect, test } from "vitest";
import { bytesOf, idOf } from "../hash.ts";
import { base64Of } from "./base64.ts";
import { portableSigner, portableVerifier } from "./ed25519Portable.ts";
import {
  ED25519_COSIGNATURE,
  ED25519_NOTE,
  formatNote,
  formatVerifierKey,
  parseNote,
  parseVerifierKey,
  signNote,
  verifierKey,
  verifyNote,
  type Note,
} from "./note.ts";

/** The example of the specification, word for word. */
const POEM =
  "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n" +
  "— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n";

/** The example of golang.org/x/mod/sumdb/note, whose key and note are published. */
const NEUMANN = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const NEUMANN_NOTE =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
  "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

function noteOf(text: string): Note {
  const note = parseNote(text);
  if ("malformed" in note) throw new Error(note.malformed);
  return note;
}
const ruleOf = (text: string): string => {
  const note = parseNote(text);
  return "malformed" in note ? note.malformed : "none";
};
const neumann = parseVerifierKey(NEUMANN);
if (neumann === null) throw new Error("the published key is one");
const sig = base64Of(new Uint8Array(68));

describe("a signed note", () => {
  test("of the specification is read: its text keeps its blank line", () => {
    const note = noteOf(POEM);
    expect(note.text).toMatch(/sole:\n\ned è subito sera\.\n$/);
    expect(note.signatures).toMatchObject([{ name: "quasimodo.example/salvatore", keyId: 0x367ba04b }]);
    expect(note.signatures[0]?.bytes.length).toBe(64);
    expect(formatNote(note)).toBe(POEM);
  });

  test("of Go's implementation verifies, and with a letter changed does not", async () => {
    expect(await verifyNote(noteOf(NEUMANN_NOTE), neumann, portableVerifier)).toBe("signed");
    expect(await verifyNote(noteOf(NEUMANN_NOTE.replace("If", "if")), neumann, portableVerifier)).toBe("badSignature");
    expect(await verifyNote(noteOf(POEM), neumann, portableVerifier)).toBe("notSigned");
  });

  test("is signed by several, and the first signature of a key counts", async () => {
    const signer = portableSigner(bytesOf("0618".padEnd(64, "0")));
    const { text, signatures } = noteOf(NEUMANN_NOTE);
    const mine = await signNote(text, "me.example", signer);
    const key = verifierKey("me.example", ED25519_NOTE, signer.publicKey);
    const both = noteOf(
      formatNote({ text, signatures: [...signatures, mine, { ...mine, bytes: new Uint8Array(64) }] }),
    );
    expect(await verifyNote(both, key, portableVerifier)).toBe("signed");
    expect(await verifyNote(both, neumann, portableVerifier)).toBe("signed");
  });

  test("made of what is no note is a bug", () => {
    expect(() => formatNote({ text: "no newline", signatures: noteOf(POEM).signatures })).toThrow();
    expect(() => formatNote({ text: "text\n", signatures: [] })).toThrow();
    expect(() =>
      formatNote({ text: "a\n", signatures: [{ name: "a b", keyId: 1, bytes: new Uint8Array(64) }] }),
    ).toThrow();
  });

  test.each([
    ["", "noSignatures"],
    ["text\n", "noSignatures"],
    ["text\n\n", "noSignatures"],
    [`text\n\n— a ${sig}`, "noSignatures"],
    [`text\n— a ${sig}\n`, "noSignatures"],
    [`text\n\n— a ${sig}\n\n`, "noSignatures"],
    [`te\txt\n\n— a ${sig}\n`, "control"],
    [`text\r\n\n— a ${sig}\n`, "control"],
    [`text\n\n- a ${sig}\n`, "badLine"],
    [`text\n\n— a  ${sig}\n`, "badLine"],
    [`text\n\n—  ${sig}\n`, "badLine"],
    [`text\n\n— a+b ${sig}\n`, "badLine"],
    [`text\n\n— a\u2003b ${sig}\n`, "badLine"],
    [`text\n\n— a\u0085b ${sig}\n`, "badLine"],
    [`text\n\n— a ${sig} \n`, "badLine"],
    [`text\n\n— a\n`, "badLine"],
    [`text\n\n— a AAAAAA==\n`, "badLine"],
    [`text\n\n— a AAAAAAB=\n`, "badLine"],
    [`text\n\n— a ${sig}\nmore\n`, "badLine"],
    [`text\n\n${`— a ${sig}\n`.repeat(101)}`, "tooMany"],
    [`${"x".repeat(262_144)}\n\n— a ${sig}\n`, "tooLong"],
    [`text\n\n${`— a ${sig}\n`.repeat(100)}`, "none"],
    [`\n\n— a ${sig}\n`, "none"],
    [`text\n\n— a AAAAAAA=\n`, "none"],
  ])("%j: %s", (text, rule) => {
    expect(ruleOf(text)).toBe(rule);
  });
});

describe("a verifier key", () => {
  test("goes both ways and its id is the start of its hash", () => {
    expect(neumann.keyId).toBe(0xc74f20a3);
    expect(formatVerifierKey(neumann)).toBe(NEUMANN);
    const key = verifierKey("a.example", ED25519_COSIGNATURE, idOf(new Uint8Array(32)));
    expect(parseVerifierKey(formatVerifierKey(key))).toEqual(key);
    expect(key.keyId).not.toBe(verifierKey("a.example", ED25519_NOTE, key.publicKey).keyId);
  });

  test.each([
    "",
    "PeterNeumann",
    "PeterNeumann+c74f20a3",
    "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T=",
    "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "PeterNeumann+c74f20a3+AhpcAQ==",
    "PeterNeumann+c74f20a3+AhpcAQcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    `${NEUMANN}\n`,
  ])("%j is none", (vkey) => {
    expect(parseVerifierKey(vkey)).toBeNull();
  });

  test("of a name with a space is a bug, and a witness's key verifies no note", async () => {
    expect(() => verifierKey("a b", ED25519_NOTE, neumann.publicKey)).toThrow();
    const witness = verifierKey("w.example", ED25519_COSIGNATURE, neumann.publicKey);
    await expect(verifyNote(noteOf(POEM), witness, portableVerifier)).rejects.toThrow();
  });
});
