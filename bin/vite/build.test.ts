import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { build } from "vite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { precache } from "./precache.ts";
import { precompress } from "./precompress.ts";

let folder: string;
const out = (path: string): string => join(folder, "out", path);

const buildWith = (worker: string) => {
  writeFileSync(join(folder, "service-worker.ts"), worker);
  return build({
    root: folder,
    configFile: false,
    logLevel: "silent",
    plugins: [precache(), precompress()],
    build: {
      outDir: out(""),
      emptyOutDir: true,
      rolldownOptions: {
        input: { app: join(folder, "index.html"), "service-worker": join(folder, "service-worker.ts") },
        output: { entryFileNames: ({ name }) => (name === "service-worker" ? "[name].js" : "assets/[name]-[hash].js") },
      },
    },
  });
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "folkmoot-build-"));
  mkdirSync(join(folder, "public"));
  writeFileSync(join(folder, "public", "icon.svg"), `<svg xmlns="http://www.w3.org/2000/svg"/>`);
  writeFileSync(join(folder, "index.html"), `<!doctype html><script type="module" src="/app.ts"></script>`);
  writeFileSync(join(folder, "words.ts"), `export const words = ${JSON.stringify("folkmoot ".repeat(400))};`);
  writeFileSync(join(folder, "app.ts"), `import { words } from "./words.ts"; document.title = words;`);
});
afterAll(() => rmSync(folder, { recursive: true }));

it("the service worker knows every file of the app, and the version of those whose name does not tell it", async () => {
  await buildWith("globalThis.kept = __PRECACHE__;");
  const [, kept = "[]"] = /kept\s*=\s*(.*?);?\s*$/.exec(readFileSync(out("service-worker.js"), "utf8").trim()) ?? [];
  const addresses = [...kept.matchAll(/\[\s*["`]([^"`]+)["`]\s*,\s*(null|["`][0-9a-f]{16}["`])\s*\]/g)];
  const [app = ""] = readdirSync(out("assets")).filter((file) => file.endsWith(".js"));
  expect(addresses.map(([, address, revision]) => [address, revision !== "null"])).toEqual([
    ["/", true],
    [`/assets/${app}`, false],
    ["/icon.svg", true],
  ]);
});

it("a service worker that would need a second file is refused", async () => {
  await expect(
    buildWith(`import { words } from "./words.ts"; globalThis.kept = [__PRECACHE__, words];`),
  ).rejects.toThrow("must stand alone");
});

it("large files lie there compressed, small ones do not", async () => {
  await buildWith("globalThis.kept = __PRECACHE__;");
  const files = readdirSync(out("assets")).map((file) => join(out("assets"), file));
  const [script = ""] = files.filter((file) => file.endsWith(".js"));
  const plain = readFileSync(script);
  expect(gunzipSync(readFileSync(`${script}.gz`)).equals(plain)).toBe(true);
  expect(brotliDecompressSync(readFileSync(`${script}.br`)).equals(plain)).toBe(true);
  expect(readdirSync(out(""))).not.toContain("index.html.gz");
});
