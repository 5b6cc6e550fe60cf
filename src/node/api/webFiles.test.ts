/** The app's files as a browser asks for them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWebFiles, type FileAnswer, type WebFiles } from "./webFiles.ts";

let folder: string;
let web: WebFiles;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "folkmoot-web-"));
  mkdirSync(join(folder, "assets"));
  mkdirSync(join(folder, ".vite"));
  writeFileSync(join(folder, "index.html"), "<!doctype html>the app");
  writeFileSync(join(folder, "assets", "app-x1.js"), "plain");
  writeFileSync(join(folder, "assets", "app-x1.js.br"), "brotli");
  writeFileSync(join(folder, "assets", "app-x1.js.gz"), "gzip");
  writeFileSync(join(folder, ".vite", "manifest.json"), "{}");
  web = await openWebFiles(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const ask = (path: string, acceptEncoding = "", ifNoneMatch?: string) =>
  web.answer({ path, acceptEncoding, ifNoneMatch });

const textOf = (answer: FileAnswer | null) => new TextDecoder().decode(answer?.body ?? new Uint8Array());

describe("a file", () => {
  it.each([
    ["gzip, deflate, br", "br", "brotli"],
    ["gzip", "gzip", "gzip"],
    ["br;q=0, gzip", "gzip", "gzip"],
    ["identity", null, "plain"],
  ])("for a browser that takes %s comes as %s", (accepted, encoding, body) => {
    const answer = ask("/assets/app-x1.js", accepted);
    expect(answer?.headers["content-encoding"] ?? null).toBe(encoding);
    expect(textOf(answer)).toBe(body);
    expect(answer?.headers["vary"]).toBe("accept-encoding");
  });

  it("with its content's hash in its name may be kept for ever, and the page itself is asked for again", () => {
    expect(ask("/assets/app-x1.js")?.headers["cache-control"]).toContain("immutable");
    const page = ask("/");
    expect(page?.headers["cache-control"]).toBe("no-cache");
    expect(ask("/", "", page?.headers["etag"] ?? "")?.body).toBeNull();
  });
});

describe("an address", () => {
  it.each(["/", "/index.html", "/found", "/of/1234/proposals/3"])("%s shows the app", (path) => {
    expect(textOf(ask(path))).toContain("the app");
  });

  it.each([
    "/assets/old.js",
    "/api/x",
    "/log/x",
    "/c/x",
    "/favicon.ico",
    "/.vite/manifest.json",
    "/assets/../index.html",
  ])("%s shows nothing", (path) => {
    expect(ask(path)).toBeNull();
  });
});

it("a node whose app is not built says how to build it", async () => {
  const none = await openWebFiles(join(folder, "nowhere"));
  expect(textOf(none.answer({ path: "/", acceptEncoding: "", ifNoneMatch: undefined }))).toContain("npm start");
});
