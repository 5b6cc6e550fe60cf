/**
 * Makes every file of vectors from the fixed keys: `npx tsx vectors/generate.ts` writes them beside this module, and a test compares.
 * The surprising rule: once logs exist the files are frozen; a difference then means that a format broke, not that a file is old.
 */
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { actVectors } from "./generate/acts.ts";
import type { Vectors } from "./generate/cast.ts";
import { cborVectors } from "./generate/cbor.ts";
import { evidenceVectors, leafVectors } from "./generate/entries.ts";
import { exportVectors } from "./generate/exports.ts";
import { checkpointVectors, noteVectors, proofVectors } from "./generate/notes.ts";
import { signatureVectors, textVectors } from "./generate/signatures.ts";
import { tileVectors, treeVectors } from "./generate/trees.ts";

/** The contents of each file, by its name. */
export async function allVectors(): Promise<ReadonlyMap<string, string>> {
  const files: Readonly<Record<string, Vectors>> = {
    "cbor.json": cborVectors(),
    "act.json": await actVectors(),
    "evidence.json": await evidenceVectors(),
    "signature.json": await signatureVectors(),
    "leaf.json": await leafVectors(),
    "tree.json": treeVectors(),
    "tiles.json": tileVectors(),
    "note.json": await noteVectors(),
    "checkpoint.json": await checkpointVectors(),
    "proof.json": await proofVectors(),
    "text.json": textVectors(),
    "export.json": await exportVectors(),
  };
  return new Map(Object.entries(files).map(([name, vectors]) => [name, `${JSON.stringify(vectors, null, 1)}\n`]));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  for (const [name, text] of await allVectors()) writeFileSync(new URL(name, import.meta.url), text);
