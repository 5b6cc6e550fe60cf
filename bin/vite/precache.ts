/**
 * A Vite plugin that puts the list of the app's files into the service worker, where the source says `__PRECACHE__`:
 * pairs of address and revision. Files with a hash in their name have revision null, since their address changes with
 * them. The service worker must be one file without imports: browsers keep old imports while the new worker waits.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Plugin, Rolldown } from "vite";

const WORKER = "service-worker.js";
const PLACEHOLDER = /\b__PRECACHE__\b/g;
const HASHED = "assets/";

type Kept = readonly [address: string, revision: string | null];

const revisionOf = (content: string | Uint8Array): string =>
  createHash("sha256").update(content).digest("hex").slice(0, 16);

const keptOfBundle = (bundle: Rolldown.OutputBundle): readonly Kept[] =>
  Object.values(bundle)
    .filter(({ fileName }) => fileName !== WORKER && !fileName.startsWith(".vite") && !fileName.endsWith(".map"))
    .map((file) => {
      const content = file.type === "chunk" ? file.code : file.source;
      const address = file.fileName === "index.html" ? "/" : `/${file.fileName}`;
      return [address, file.fileName.startsWith(HASHED) ? null : revisionOf(content)];
    });

const keptOfPublic = (folder: string): readonly Kept[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((file) => [file.slice(folder.length).replaceAll("\\", "/"), revisionOf(readFileSync(file))])
    : [];

export const precache = (): Plugin => {
  let publicFolder = "";
  return {
    name: "folkmoot-precache",
    apply: "build",
    configResolved: (config) => {
      publicFolder = config.publicDir;
    },
    generateBundle: {
      order: "post",
      handler: (_options, bundle) => {
        const worker = bundle[WORKER];
        if (worker?.type !== "chunk") return;
        if (worker.imports.length > 0)
          throw new Error(`${WORKER} must stand alone, and imports ${worker.imports.join()}`);
        const kept = [...keptOfBundle(bundle), ...keptOfPublic(publicFolder)].sort(([a], [b]) => (a < b ? -1 : 1));
        worker.code = worker.code.replaceAll(PLACEHOLDER, JSON.stringify(kept));
      },
    },
  };
};
