/** What is done inside the page, as text, since it runs there and not here. Each is an expression whose value comes back. */
import type { Id } from "../../src/core/kernel/types.ts";

const databaseOf = (origin: Id): string => `folkmoot-1-${origin}`;

/** Runs with `stores` open; the page of the app is closed then. */
const inDatabase = (origin: Id, stores: readonly string[], mode: "readonly" | "readwrite", work: string): string => `
  new Promise((resolve, reject) => {
    const asked = indexedDB.open(${JSON.stringify(databaseOf(origin))});
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
      const database = asked.result;
      const transaction = database.transaction(${JSON.stringify(stores)}, "${mode}");
      let value = null;
      ${work}
      transaction.oncomplete = () => { database.close(); resolve(value); };
      transaction.onerror = () => reject(transaction.error);
    };
  })`;

/** The device has its log, but no standing: it must replay. */
export const forgetSnapshot = (origin: Id): string =>
  inDatabase(
    origin,
    ["heads", "packs"],
    "readwrite",
    `for (const store of ["heads", "packs"]) transaction.objectStore(store).clear();`,
  );

/** The device has checked no signature yet. */
export const forgetAudit = (origin: Id): string =>
  inDatabase(origin, ["audits"], "readwrite", `transaction.objectStore("audits").clear();`);

/** How many entries the background check has stored as checked. */
export const auditedSoFar = (origin: Id): string =>
  inDatabase(
    origin,
    ["audits"],
    "readonly",
    `transaction.objectStore("audits").get("audit").onsuccess = ({ target }) => (value = target.result?.checked ?? 0);`,
  );

/**
 * Taps this item of the menu: milliseconds until the screen has another heading, waits for no answer, and is painted.
 */
export const tap = (item: string): string => `
  new Promise((resolve) => {
    const link = [...document.querySelectorAll("nav a")].find(({ textContent }) => textContent.trim() === ${JSON.stringify(item)});
    const before = document.querySelector("h1")?.textContent;
    const begun = performance.now();
    const observer = new MutationObserver(() => {
      const isChanged = document.querySelector("h1")?.textContent !== before && document.querySelector("h1") !== null;
      if (!isChanged || document.querySelector("main")?.getAttribute("aria-busy") === "true") return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)));
    });
    observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    link.click();
  })`;

/** One check of a bare loop, in base 64. */
export type BareCheck = readonly [key: string, message: string, signature: string];

/** Signatures per second of WebCrypto and nothing else, so many on their way at once. */
export const bareWebCrypto = (checks: readonly BareCheck[], atOnce: number): string => `
  (async () => {
    const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const checks = ${JSON.stringify(checks)}.map((parts) => parts.map(bytesOf));
    const keys = new Map();
    for (const [key] of checks)
      if (!keys.has(key.join())) keys.set(key.join(), await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]));
    const ready = checks.map(([key, message, signature]) => [keys.get(key.join()), signature, message]);
    const begun = performance.now();
    for (let from = 0; from < ready.length; from += ${atOnce}) {
      const some = ready.slice(from, from + ${atOnce});
      const good = await Promise.all(some.map((check) => crypto.subtle.verify("Ed25519", ...check)));
      if (good.includes(false)) throw new Error("a signature of the town is bad");
    }
    return (ready.length / (performance.now() - begun)) * 1000;
  })()`;
