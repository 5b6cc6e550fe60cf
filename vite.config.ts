/**
 * Builds the web app: root src/web, output dist/web. Assets are written compressed beside themselves, since the server
 * does not compress; and the service worker gets the list of files to keep, since it cannot ask for it when offline.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { precache } from "./bin/vite/precache.ts";
import { precompress } from "./bin/vite/precompress.ts";
import { edition } from "./src/node/store/edition.ts";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const serviceWorker = at("src/web/service-worker.ts");

export default defineConfig({
  root: at("src/web"),
  plugins: [svelte({ configFile: false }), precache(), precompress()],
  define: { CORE_EDITION: edition() },
  // As modules, so that what only old browsers need is fetched only there.
  worker: { format: "es" },
  build: {
    outDir: at("dist/web"),
    emptyOutDir: true,
    manifest: true,
    target: "es2023",
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        app: at("src/web/index.html"),
        ...(existsSync(serviceWorker) ? { "service-worker": serviceWorker } : {}),
      },
      output: {
        entryFileNames: (chunk) => (chunk.name === "service-worker" ? "[name].js" : "assets/[name]-[hash].js"),
      },
    },
  },
});
