/** The founding act's body, from a template's JSON read as data, docs/formats/commands.md and src/core/templates/README.md. */
import { readFileSync } from "node:fs";
import type { Bytes } from "./keys.ts";
import { textOf, type Value } from "./texts.ts";

const RULES_VERSION = 2;
const SORTS = ["all", "any", "not", "is", "over", "under"];

type Json = { readonly [key: string]: unknown };
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isDatum = (value: unknown): value is number | string | boolean =>
  typeof value === "number" || typeof value === "string" || typeof value === "boolean";

const objectIn = (value: unknown): Json => {
  if (!isObject(value)) throw new Error("the template has an object here");
  return value;
};
const datumIn = (value: unknown): number | string | boolean => {
  if (!isDatum(value)) throw new Error("the template has a plain value here");
  return value;
};
const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Groups are paths: `{ "accord": { "defaultMonths": 6 } }` is `accord.defaultMonths`. */
const termsIn = (group: Json, path: readonly string[] = []): readonly Value[] =>
  Object.entries(group).flatMap(([name, value]) =>
    isObject(value) ? termsIn(value, [...path, name]) : [[[...path, name].join("."), datumIn(value)]],
  );

/** `{ "is": { fact, value } }` is `[3, fact, value, []]`. */
const conditionIn = (when: Json): Value => {
  const [[sort, of] = ["", {}]] = Object.entries(when);
  const { fact, value } = objectIn(of);
  return [SORTS.indexOf(sort), datumIn(fact), datumIn(value), []];
};

const redLineIn = (redLine: Json): Value => [
  datumIn(redLine["line"]),
  listIn(redLine["kinds"]).map(datumIn),
  conditionIn(objectIn(redLine["when"])),
  null,
];

const officeIn = (office: Json): Value => [
  datumIn(office["office"]),
  datumIn(office["seats"]),
  listIn(office["powers"]).map(datumIn),
];

const template = objectIn(
  JSON.parse(readFileSync(new URL("../../src/core/templates/neighbourhood.json", import.meta.url), "utf8")),
);

/** A value of the template, by its path. */
export const termOf = (path: string): number | string | boolean =>
  datumIn(path.split(".").reduce<unknown>((at, name) => objectIn(at)[name], template["terms"]));

export const foundingBody = (nodeKey: Bytes): readonly Value[] => [
  datumIn(template["id"]),
  RULES_VERSION,
  textOf("Millbrook Lane"),
  textOf("To keep the lane, the well and each other."),
  "en",
  nodeKey,
  termsIn(objectIn(template["terms"])),
  listIn(template["redLines"]).map((line) => redLineIn(objectIn(line))),
  [],
  listIn(template["offices"]).map((office) => officeIn(objectIn(office))),
];
