/**
 * The built web app as files in memory, each with what the build compressed beside it. The surprising rule: any address
 * that is none of the node's own shows the app, since the app finds its own way by the address.
 */
import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { extname, join, sep } from "node:path";

type Encoding = "br" | "gzip";
type WebFile = {
  readonly type: string;
  readonly etag: string;
  readonly isHashed: boolean;
  readonly bodies: Readonly<Partial<Record<Encoding | "plain", Uint8Array<ArrayBuffer>>>>;
};

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};
const ENDINGS: readonly (readonly [ending: string, encoding: Encoding])[] = [
  [".br", "br"],
  [".gz", "gzip"],
];
/** Their names change with their content, so whoever has one has it for good. */
const HASHED = "/assets/";
const PAGE = "/index.html";
const YEAR = "public, max-age=31536000, immutable";
/** Addresses of the node's own; what is not found there is not found, instead of being the app. */
const OWN = /^\/(?:api|log|c|witness|assets|\.well-known)(?:\/|$)/;

export type FileRequest = {
  readonly path: string;
  readonly acceptEncoding: string;
  readonly ifNoneMatch: string | undefined;
};

export type FileAnswer = {
  readonly headers: Record<string, string>;
  /** Null where the browser has it already. */
  readonly body: Uint8Array<ArrayBuffer> | null;
};

export class WebFiles {
  readonly #files: ReadonlyMap<string, WebFile>;
  constructor(files: ReadonlyMap<string, WebFile>) {
    this.#files = files;
  }

  /** Null where there is nothing to show. */
  answer({ path, acceptEncoding, ifNoneMatch }: FileRequest): FileAnswer | null {
    const file = this.#files.get(path) ?? (OWN.test(path) || extname(path) !== "" ? undefined : this.#files.get(PAGE));
    if (file === undefined) return null;
    const headers = {
      "content-type": file.type,
      "cache-control": file.isHashed ? YEAR : "no-cache",
      etag: file.etag,
      vary: "accept-encoding",
    };
    if (ifNoneMatch?.split(/\s*,\s*/).includes(file.etag) === true) return { headers, body: null };
    const encoding = (["br", "gzip"] as const).find(
      (offered) =>
        file.bodies[offered] !== undefined && new RegExp(`\\b${offered}\\b(?!\\s*;\\s*q=0)`).test(acceptEncoding),
    );
    const body = file.bodies[encoding ?? "plain"] ?? null;
    return {
      headers: encoding === undefined ? headers : { ...headers, "content-encoding": encoding },
      body,
    };
  }
}

/** Reads the folder of the built app; without one there is no app, and every screen says how to build it. */
export const openWebFiles = async (folder: string): Promise<WebFiles> => {
  const names = await namesIn(folder);
  const files = new Map<string, WebFile>();
  const encoded = new Set(names.filter((name) => ENDINGS.some(([ending]) => name.endsWith(ending))));
  for (const name of names) {
    if (encoded.has(name)) continue;
    const path = `/${name.split(sep).join("/")}`;
    files.set(path, await fileOf(folder, name, path, encoded));
  }
  if (!files.has(PAGE)) files.set(PAGE, notBuilt);
  return new WebFiles(files);
};

const namesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const names = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
    return names.filter((name) => !name.startsWith("."));
  } catch {
    return [];
  }
};

const fileOf = async (folder: string, name: string, path: string, encoded: ReadonlySet<string>): Promise<WebFile> => {
  const plain = new Uint8Array(await readFile(join(folder, name)));
  const bodies: Partial<Record<Encoding | "plain", Uint8Array<ArrayBuffer>>> = { plain };
  for (const [ending, encoding] of ENDINGS)
    if (encoded.has(name + ending)) bodies[encoding] = new Uint8Array(await readFile(join(folder, name + ending)));
  return {
    type: TYPES[extname(name)] ?? "application/octet-stream",
    etag: etagOf(plain),
    isHashed: path.startsWith(HASHED),
    bodies,
  };
};

/** A weak tag: the encodings of one content share it. */
export const etagOf = (content: Uint8Array | string): string =>
  `W/"${createHash("sha256").update(content).digest("base64url").slice(0, 22)}"`;

const NOT_BUILT = new TextEncoder().encode(
  "<!doctype html><html lang=en><meta charset=utf-8><title>Folkmoot</title><p>This node runs, but its app is not built. Run <code>npm start</code>, which builds it.</p></html>",
);
const notBuilt: WebFile = {
  type: "text/html; charset=utf-8",
  etag: etagOf(NOT_BUILT),
  isHashed: false,
  bodies: { plain: NOT_BUILT },
};
