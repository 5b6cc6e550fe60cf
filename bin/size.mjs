/**
 * `npm run size`: what a phone must fetch, gzipped, before it can show the first screen: the page, its script with all
 * that it imports at once, and their styles. What is imported later on (languages, scanning, charts) does not count.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ready, root } from "./ready.mjs";

const BYTES_MAX = 90_000;
const PAGE = "index.html";
const web = join(root, "dist", "web");

/** @typedef {{ file: string, imports?: string[], css?: string[] }} Chunk */

/** @param {Record<string, Chunk>} manifest @param {string} name @param {Set<string>} files */
const collect = (manifest, name, files) => {
  const chunk = manifest[name];
  if (chunk === undefined) throw new Error(`the build's manifest does not name ${name}`);
  if (files.has(chunk.file)) return files;
  for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
  for (const imported of chunk.imports ?? []) collect(manifest, imported, files);
  return files;
};

await ready({ web: true });
const manifest = JSON.parse(readFileSync(join(web, ".vite", "manifest.json"), "utf8"));
const files = [PAGE, ...collect(manifest, PAGE, new Set())];
const sizes = files.map((file) => ({ file, bytes: gzipSync(readFileSync(join(web, file)), { level: 9 }).length }));
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
for (const { file, bytes } of sizes) process.stdout.write(`${String(bytes).padStart(7)}  ${file}\n`);
process.stdout.write(`${String(total).padStart(7)}  first screen, gzipped (at most ${BYTES_MAX})\n`);
process.exitCode = total <= BYTES_MAX ? 0 : 1;
