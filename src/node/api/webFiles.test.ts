/** The app's files as a browser asks for them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWebFiles, type WebFiles } from "./webFiles.ts";

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

describe("a file", () => {
  it.each([
    ["gzip, deflate, br", "br", "brotli"],
    ["gzip", "gzip", "gzip"],
    ["br;q=0, gzip", "gzip", "gzip"],
    ["identity", null, "plain"],
  ])("for a browser that takes %s comes as %s", async (accepted, encoding, body) => {
    const answer = ask("/assets/app-x1.js", accepted);
    expect(answer?.headers.get("content-encoding")).toBe(encoding);
    expect(await answer?.text()).toBe(body);
    expect(answer?.headers.get("vary")).toBe("accept-encoding");
  });

  it("with its content's hash in its name may be kept for ever, and the page itself is asked for again", () => {
    expect(ask("/assets/app-x1.js")?.headers.get("cache-control")).toContain("immutable");
    const page = ask("/");
    expect(page?.headers.get("cache-control")).toBe("no-cache");
    expect(ask("/", "", page?.headers.get("etag") ?? "")?.status).toBe(304);
  });
});

describe("an address", () => {
  it.each(["/", "/index.html", "/found", "/of/1234/proposals/3"])("%s shows the app", async (path) => {
    expect(await ask(path)?.text()).toContain("the app");
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
  expect(await none.answer({ path: "/", acceptEncoding: "", ifNoneMatch: undefined })?.text()).toContain("npm start");
});
