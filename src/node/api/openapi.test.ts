/** The document at /openapi.json: valid (OpenAPI 3.1), whole, and true of what is served. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { ApiHost } from "../../../tests/node/apiHost.ts";
import { accessTable } from "./access.ts";

const description = z.string().min(1);
const schemaShape = z.union([z.boolean(), z.record(z.string(), z.unknown())]);
const content = z.record(z.string().regex(/^[\w.+-]+\/[\w.+*-]+$/), z.object({ schema: schemaShape }));
const parameter = z.object({
  name: z.string().min(1),
  in: z.enum(["path", "query", "header", "cookie"]),
  required: z.boolean().optional(),
  schema: schemaShape,
});
const operation = z.strictObject({
  summary: z.string().min(1),
  parameters: z.array(parameter).optional(),
  requestBody: z
    .strictObject({ description: description.optional(), required: z.boolean().optional(), content })
    .optional(),
  responses: z.record(
    z.string().regex(/^(?:[1-5]\d\d|default)$/),
    z.object({ description, content: content.optional() }),
  ),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
});
const documentShape = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.object({ title: z.string(), version: z.string(), license: z.object({ name: z.string() }) }),
  paths: z.record(z.string().startsWith("/"), z.partialRecord(z.enum(["get", "post", "delete"]), operation)),
  components: z.object({
    schemas: z.record(z.string(), schemaShape),
    parameters: z.record(z.string(), z.unknown()),
    securitySchemes: z.record(z.string(), z.object({ type: z.string() })),
  }),
  webhooks: z.record(z.string(), z.unknown()).optional(),
});
type Document = z.infer<typeof documentShape>;

let api: ApiHost;
let raw: unknown;
let document: Document;
beforeAll(async () => {
  api = new ApiHost();
  raw = await api.json("/openapi.json");
  document = documentShape.parse(raw);
});
afterAll(() => api.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({ path, method, described })),
  );

/** Every object in the document, wherever it stands. */
function* objectsIn(value: unknown): Generator<Readonly<Record<string, unknown>>> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield value as Readonly<Record<string, unknown>>;
  for (const inner of Object.values(value)) yield* objectsIn(inner);
}

const TYPES = ["string", "number", "integer", "boolean", "object", "array", "null"];

describe("the document", () => {
  it("has the form that the specification asks for", () => {
    expect(operations().length).toBeGreaterThan(20);
  });

  it("declares every parameter that a path names, and no other of a path", () => {
    for (const { path, described } of operations()) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "").sort();
      const declared = (described.parameters ?? []).filter((one) => one.in === "path");
      expect(declared.map(({ name }) => name).sort()).toEqual(named);
      expect(declared.every(({ required }) => required === true)).toBe(true);
    }
  });

  it("refers to nothing that is not in it", () => {
    for (const { $ref } of objectsIn(raw)) {
      if (typeof $ref !== "string") continue;
      const [root, ...steps] = $ref.split("/");
      const found = steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], raw);
      expect([root, found !== undefined]).toEqual(["#", true]);
    }
  });

  it("uses only the types that JSON has", () => {
    for (const { type, in: place, scheme } of objectsIn(raw))
      if (place === undefined && scheme === undefined && type !== undefined && typeof type !== "object")
        expect(TYPES).toContain(type);
  });

  it("names every route of the node but the app's own files", () => {
    const described = new Set(operations().map(({ path, method }) => `${method.toUpperCase()} ${path}`));
    const lines = [...accessTable("anyone").keys()].map((line) => line.replaceAll(/:(\w+)(?:\{[^}]*\})?/g, "{$1}"));
    const known = ["GET /*", "GET /openapi.json", "GET /c/page.css", "GET /c/{community}"];
    expect(lines.filter((line) => !described.has(line) && !known.includes(line))).toEqual([]);
  });

  it("is what answers are held to: what it does not describe fails the test that got it", async () => {
    const held = await api.answers();
    const json = (body: unknown, status = 200): Response => Response.json(body, { status });
    const whole: unknown = await (await api.ask("/healthz")).json();
    await expect(held.check("GET", "/healthz", json(whole))).resolves.toBeUndefined();
    await expect(held.check("GET", "/healthz", json({ status: 7 }))).rejects.toThrow("not as described");
    await expect(held.check("GET", "/healthz", json(whole, 500))).rejects.toThrow("not described");
    await expect(held.check("GET", "/metrics", json({}))).rejects.toThrow("not described");
    expect(held.checked).toBeGreaterThan(0);
  });

  it("says of every operation what a problem looks like", () => {
    for (const { described } of operations()) expect(Object.keys(described.responses)).toContain("default");
  });
});
