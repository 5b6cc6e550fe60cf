/** The browser that the other tests trust: it stores, keeps, signs and shows what a member's browser would. */
import { createServer, type Server } from "node:http";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freshProfile } from "./chromium.ts";
import { openPerson, picturesOf, violationsOn } from "./launch.ts";

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
<meta name="viewport" content="width=device-width"></head>
<body><main><h1>Folkmoot</h1><p lang="ar" dir="rtl">المجلس يقرر</p></main></body></html>`;
const WORKER = `addEventListener("fetch", (event) => {
  if (event.request.url.endsWith("/kept")) event.respondWith(new Response("from the worker"));
});
addEventListener("activate", (event) => event.waitUntil(clients.claim()));`;

let server: Server;
let address: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const isWorker = request.url === "/worker.js";
    response.setHeader("content-type", isWorker ? "text/javascript" : "text/html");
    response.setHeader("content-security-policy", "default-src 'self'");
    response.end(isWorker ? WORKER : PAGE);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("the server has no port");
  address = `http://127.0.0.1:${bound.port}/`;
});

afterAll(() => server.close());

it("a key made in the browser signs, and never leaves it", async () => {
  const person = await openPerson();
  await person.page.goto(address);
  const key = await person.page.evaluate(async () => {
    const pair = await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
    if (!("privateKey" in pair)) throw new Error("no pair of keys");
    const signature = await crypto.subtle.sign("Ed25519", pair.privateKey, new Uint8Array([1, 2, 3]));
    return { bytes: signature.byteLength, isExtractable: pair.privateKey.extractable };
  });
  await person.close();
  expect(key).toEqual({ bytes: 64, isExtractable: false });
});

it("a service worker answers for the page", async () => {
  const person = await openPerson();
  await person.page.goto(address);
  const answer = await person.page.evaluate(async () => {
    await navigator.serviceWorker.register("/worker.js");
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller === null) {
      await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve));
    }
    return (await fetch("/kept")).text();
  });
  await person.close();
  expect(answer).toBe("from the worker");
});

it("what a profile stored is there when its person comes back, and for nobody else", async () => {
  const profile = freshProfile();
  const store = async (value: string | null, folder: string | null): Promise<string | null> => {
    const person = await openPerson(folder === null ? {} : { profile: folder });
    await person.page.goto(address);
    const kept = await person.page.evaluate(
      (put) =>
        new Promise<string | null>((resolve, reject) => {
          const opening = indexedDB.open("test", 1);
          opening.onupgradeneeded = () => opening.result.createObjectStore("things");
          opening.onerror = () => reject(new Error("no database"));
          opening.onsuccess = () => {
            const transaction = opening.result.transaction("things", "readwrite", { durability: "strict" });
            const things = transaction.objectStore("things");
            const reading = things.get("one");
            if (put !== null) things.put(put, "one");
            transaction.oncomplete = () => resolve(typeof reading.result === "string" ? reading.result : null);
          };
        }),
      value,
    );
    await person.close();
    return kept;
  };
  expect(await store("mine", profile.folder)).toBeNull();
  expect(await store(null, profile.folder)).toBe("mine");
  expect(await store(null, null)).toBeNull();
  profile.remove();
});

it("pictures show letters of more than one script, on a phone and at a desk", async () => {
  const person = await openPerson();
  await person.page.goto(address);
  const widths = await person.page.evaluate(() => {
    const widthOf = (text: string): number => {
      const context = document.createElement("canvas").getContext("2d");
      if (context === null) throw new Error("no canvas");
      context.font = "40px sans-serif";
      return context.measureText(text).width;
    };
    return { arabic: widthOf("المجلس"), latin: widthOf("Folkmoot"), missing: widthOf("\uE000".repeat(6)) };
  });
  const files = await picturesOf(person.page, "launch");
  await person.close();
  expect(new Set(Object.values(widths)).size).toBe(3);
  expect(files.map((file) => readFileSync(file).subarray(1, 4).toString())).toEqual(["PNG", "PNG"]);
});

it("axe finds a fault that is there, and none on a page without", async () => {
  const person = await openPerson({ screen: "desktop" });
  await person.page.goto(address);
  expect(await violationsOn(person.page)).toEqual([]);
  await person.page.evaluate(() => document.querySelector("main")?.append(document.createElement("img")));
  expect((await violationsOn(person.page)).join()).toContain("image-alt");
  expect(person.faults).toEqual([]);
  await person.close();
});
