/** Dependencies point one way: everybody may use the core, the core uses nobody, and nobody imports the web app. */
import { posix } from "node:path";
import { expect, it } from "vitest";
import { components, importsOf, isTest, scripts } from "./sources.ts";

/** What each part may import of the others, besides itself. */
const MAY_USE: Readonly<Record<string, readonly string[]>> = {
  core: [],
  words: ["core"],
  node: ["core", "words"],
  web: ["core", "words"],
  simulate: ["core", "node", "words"],
  cli: ["core", "node", "simulate", "words"],
};
/** The only packages the core may use; all are pure. */
const CORE_PACKAGES = /^(?:@noble\/hashes|@noble\/ed25519|cborg)(?:\/|$)/;

type Import = { readonly from: string; readonly to: string; readonly isPackage: boolean };

const importsIn = (path: string): readonly Import[] =>
  importsOf(path).map((specifier) =>
    specifier.startsWith(".")
      ? { from: path, to: posix.join(posix.dirname(path), specifier), isPackage: false }
      : { from: path, to: specifier, isPackage: true },
  );

const partOf = (path: string): string | null => /^src\/([^/]+)\//.exec(path)?.[1] ?? null;
const institutionOf = (path: string): string | null => /^src\/core\/institutions\/([^/]+)\//.exec(path)?.[1] ?? null;
const isRegistry = (path: string): boolean => /^src\/core\/registry[./]/.test(path);

const imports = [...scripts, ...components].flatMap(importsIn);
const ofProduct = imports.filter(({ from }) => !isTest(from));
const said = (found: readonly Import[]): readonly string[] => found.map(({ from, to }) => `${from} imports ${to}`);

it("a part of the product imports only the parts below it", () => {
  const faults = ofProduct.filter(({ from, to, isPackage }) => {
    const [user, used] = [partOf(from), partOf(to)];
    return !isPackage && user !== null && used !== null && user !== used && !(MAY_USE[user] ?? []).includes(used);
  });
  expect(said(faults)).toEqual([]);
});

it("nobody imports the web app", () => {
  const faults = imports.filter(
    ({ from, to, isPackage }) => !isPackage && partOf(to) === "web" && partOf(from) !== "web",
  );
  expect(said(faults)).toEqual([]);
});

it("the core uses only pure packages, and the web app nothing of Node", () => {
  const faults = ofProduct.filter(({ from, to, isPackage }) => {
    if (!isPackage) return false;
    return (partOf(from) === "core" && !CORE_PACKAGES.test(to)) || (partOf(from) === "web" && to.startsWith("node:"));
  });
  expect(said(faults)).toEqual([]);
});

it("institutions do not import each other, and only the registry imports them", () => {
  const faults = ofProduct.filter(({ from, to }) => {
    if (institutionOf(to) === null || partOf(from) !== "core" || isRegistry(from)) return false;
    return institutionOf(from) !== institutionOf(to);
  });
  expect(said(faults)).toEqual([]);
});

it("an import names its file, so that it runs without a build", () => {
  const faults = imports.filter(
    ({ to, isPackage }) => !isPackage && !/\.(?:ts|mjs|json|svelte|css|svg)(?:\?\w+)?$/.test(to),
  );
  expect(said(faults)).toEqual([]);
});
