/**
 * A Vite plugin that writes `.br` and `.gz` beside every asset that gains from it. The server then only picks a file by
 * the request's Accept-Encoding and never spends a member's waiting time on compressing.
 */
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const COMPRESSIBLE = /\.(?:css|html|js|json|map|svg|txt|wasm|webmanifest)$/;
/** Below about one network packet compression saves nothing. */
const BYTES_MIN = 1024;

const compressFile = (file: string): void => {
  const bytes = readFileSync(file);
  if (bytes.length < BYTES_MIN) return;
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
};

export const precompress = (): Plugin => ({
  name: "folkmoot-precompress",
  apply: "build",
  enforce: "post",
  writeBundle: {
    order: "post",
    handler: ({ dir }) => {
      if (dir === undefined) throw new Error("precompress works on an output folder");
      for (const file of readdirSync(dir, { recursive: true, encoding: "utf8" })) {
        if (COMPRESSIBLE.test(file) && !file.startsWith(".vite")) compressFile(join(dir, file));
      }
    },
  },
});
