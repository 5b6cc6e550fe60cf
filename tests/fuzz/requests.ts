/**
 * Requests that are nearly what the node's own document (/openapi.json) describes: each route with parameters, bodies, headers and
 * callers that fit, that just do not, and that nobody would think of. A route that is new is fuzzed without a word here.
 */
import fc, { type Arbitrary } from "fast-check";
import { z } from "zod";
import { submissionBytes } from "../../src/core/wire/submission.ts";
import { Dice } from "../../src/simulate/dice.ts";
import type { Asked } from "../node/apiHost.ts";
import { mutated } from "./mutating.ts";
import { actOfEachKind, demo } from "./samples.ts";

const schemaShape = z.record(z.string(), z.unknown());
type Schema = z.infer<typeof schemaShape>;
const operationShape = z.object({
  parameters: z.array(z.object({ name: z.string(), in: z.string(), schema: schemaShape })).default([]),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema: schemaShape })) }).optional(),
});
const documentShape = z.object({
  paths: z.record(z.string(), z.record(z.string(), operationShape)),
  components: z.object({ schemas: z.record(z.string(), schemaShape) }),
});
export const readDocument = (document: unknown) => documentShape.parse(document);
type Document = z.infer<typeof documentShape>;
type Operation = z.infer<typeof operationShape>;

const HOSTILE = [
  "",
  "0",
  "-1",
  "1e309",
  "9007199254740993",
  "null",
  "__proto__",
  "constructor",
  "toString",
  "..",
  "../../etc/passwd",
];
const STRANGE = [
  "\u0000",
  "\ud800",
  "\u202e",
  "%",
  "%00",
  "%c3%28",
  "<script>alert(1)</script>",
  "'; DROP TABLE entries;--",
  "{{7*7}}",
  "\r\nx: y",
];
const hostile = fc.oneof(
  fc.constantFrom(...HOSTILE, ...STRANGE, "x".repeat(5000), "[".repeat(2000)),
  fc.string({ unit: "binary", maxLength: 40 }),
);
const anything = fc.oneof(hostile, fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(-0, 1e308, 2 ** 53, -1, 0.5));

/** What fits the schema as far as JSON Schema says; a pattern is taken for an id's, which most are. */
const valueFor = (schema: Schema, { components }: Document, known: readonly string[]): Arbitrary<unknown> => {
  const inner = (value: unknown): Arbitrary<unknown> =>
    valueFor(schemaShape.parse(value), { components, paths: {} }, known);
  const { $ref, type, properties, items, minimum = 0, maximum = 100 } = schema;
  if (typeof $ref === "string") return inner(components.schemas[$ref.split("/").at(-1) ?? ""] ?? {});
  for (const choice of [schema["enum"], "const" in schema ? [schema["const"]] : undefined])
    if (Array.isArray(choice)) return fc.constantFrom<unknown>(...z.array(z.unknown()).parse(choice));
  for (const choice of [schema["anyOf"], schema["oneOf"]])
    if (Array.isArray(choice)) return fc.oneof(...choice.map(inner));
  if (properties !== undefined)
    return fc.record(
      Object.fromEntries(
        Object.entries(schemaShape.parse(properties)).map(([name, field]) => [name, mostly(inner(field))]),
      ),
    );
  if (items !== undefined) return fc.array(inner(items), { maxLength: 4 });
  if (type === "boolean") return fc.boolean();
  if (type === "integer" || type === "number") return fc.integer({ min: edge(minimum, 0), max: edge(maximum, 100) });
  return fc.oneof(fc.constantFrom(...known), hostile);
};
const edge = (said: unknown, otherwise: number): number =>
  typeof said === "number" ? Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, said)) : otherwise;

/** Five times in six as it should be. */
const mostly = <T>(arbitrary: Arbitrary<T>): Arbitrary<unknown> =>
  fc.oneof({ weight: 5, arbitrary }, { weight: 1, arbitrary: anything });

const submissions = [
  submissionBytes({ acts: [], texts: [] }),
  ...actOfEachKind.map(({ bytes, signature }) =>
    submissionBytes({
      acts: [[bytes, signature]],
      texts: demo.texts.slice(0, 2).map(({ salt, utf8 }) => [salt, utf8]),
    }),
  ),
];
const cbor = fc
  .string({ minLength: 1, maxLength: 12 })
  .map((seed) => Uint8Array.from(mutated(submissions, new Dice(seed))));

const headerValue = fc.oneof(
  fc.constantFrom(
    "*/*",
    "application/json",
    "application/cbor; charset=x",
    "text/html",
    "ar, en;q=0.1",
    'W/"x"',
    "bytes=0-",
    "chunked",
  ),
  fc.constantFrom(
    "http://node.test",
    "https://evil.example",
    "null",
    "cross-site",
    "same-origin",
    "1, 2, 3",
    "Bearer x",
    "Basic eA==",
    "9".repeat(40),
  ),
  fc.string({ unit: "grapheme-ascii", maxLength: 30 }),
);
const headers = fc.dictionary(
  fc.constantFrom(
    "accept",
    "accept-language",
    "accept-encoding",
    "content-type",
    "if-none-match",
    "if-modified-since",
    "range",
    "last-event-id",
    "origin",
    "sec-fetch-site",
    "x-forwarded-for",
    "x-forwarded-proto",
    "authorization",
  ),
  headerValue,
  { maxKeys: 3 },
);

export type Fuzzy = { readonly path: string; readonly asked: Asked };

/** @param known ids that mean something @param tokens of callers of each kind */
export const requestsTo = (
  document: Document,
  known: readonly string[],
  tokens: readonly (string | undefined)[],
): Arbitrary<Fuzzy> => {
  const operations = Object.entries(document.paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
    )
    // Or soon nobody would be signed in any more.
    .filter(({ path, method }) => method !== "DELETE" || !path.endsWith("/session"));
  return fc.constantFrom(...operations).chain(({ path, method, operation }) =>
    fc
      .record({
        path: pathOf(path, operation, document, known),
        method: fc.oneof(
          { weight: 15, arbitrary: fc.constant(method) },
          { weight: 1, arbitrary: fc.constantFrom("PUT", "PATCH", "OPTIONS", "HEAD", "POST") },
        ),
        token: fc.constantFrom(...tokens),
        headers,
        body: bodyOf(operation, document, known),
      })
      .map(({ path: at, body, ...asked }) => ({
        path: at,
        asked: { ...asked, ...(asked.method === "GET" || asked.method === "HEAD" ? {} : body) },
      })),
  );
};

const pathOf = (
  path: string,
  { parameters }: Operation,
  document: Document,
  known: readonly string[],
): Arbitrary<string> => {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const queries = parameters.filter((one) => one.in === "query");
  const segment = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: hostile });
  return fc
    .tuple(
      fc.tuple(
        ...inPath.map((name) =>
          name === "community"
            ? fc.oneof({ weight: 8, arbitrary: fc.constant(known[0] ?? "") }, { weight: 1, arbitrary: segment })
            : segment,
        ),
      ),
      fc.tuple(
        ...queries.map(({ name, schema }) =>
          fc.option(
            fc
              .array(mostly(valueFor(schema, document, known)), { maxLength: 3 })
              .map((values) => values.map((value) => `${name}=${escaped(String(value))}`).join("&")),
          ),
        ),
      ),
    )
    .map(([names, query]) => {
      const filled = names.reduce(
        (text, name, place) => text.replace(`{${inPath[place] ?? ""}}`, () => escaped(name)),
        path,
      );
      const asked = query.filter((one) => one !== null).join("&");
      return asked === "" ? filled : `${filled}?${asked}`;
    });
};

const escaped = (text: string): string => encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, "\ufffd"));

const bodyOf = (
  { requestBody }: Operation,
  document: Document,
  known: readonly string[],
): Arbitrary<Pick<Asked, "json" | "cbor">> => {
  const schema = requestBody?.content["application/json"]?.schema;
  if (schema === undefined)
    return fc.oneof(
      { weight: requestBody === undefined ? 1 : 9, arbitrary: cbor.map((bytes) => ({ cbor: bytes })) },
      { weight: 1, arbitrary: fc.constant({}) },
    );
  const fitting = mostly(valueFor(schema, document, known)).map((json) => ({ json }));
  return fc.oneof({ weight: 9, arbitrary: fitting }, { weight: 1, arbitrary: cbor.map((bytes) => ({ cbor: bytes })) });
};
