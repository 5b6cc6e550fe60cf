/**
 * Holds every answer that a test gets to the document that the node itself serves at /openapi.json: status, media type, and of JSON every
 * field. So a route whose answer and description part fails in whatever test first asks it.
 */
import { z } from "zod";

const schema = z.record(z.string(), z.unknown());
const response = z.object({ content: z.record(z.string(), z.object({ schema })).optional() });
const documentShape = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.object({ responses: z.record(z.string(), response) }))),
  components: z.object({ schemas: z.record(z.string(), schema) }),
});
type Document = z.infer<typeof documentShape>;
type Described = Document["paths"][string][string];

/** Throws where an answer is not one that the document describes. */
export class Answers {
  readonly #document: Document;
  readonly #forms = new Map<unknown, z.ZodType>();
  checked = 0;

  constructor(document: unknown) {
    this.#document = documentShape.parse(document);
  }

  async check(method: string, path: string, answer: Response): Promise<void> {
    const described = this.#operation(method.toLowerCase(), path.replace(/\?.*$/, ""));
    if (described === null || answer.status === 304) return;
    const where = `${method} ${path}: ${answer.status}`;
    const found = described.responses[String(answer.status)] ?? described.responses["default"];
    if (found === undefined) throw new Error(`${where} is not described`);
    const [type = ""] = (answer.headers.get("content-type") ?? "").split(";");
    const content = found.content?.[type];
    if (type !== "" && content === undefined) throw new Error(`${where} is ${type}, which is not described`);
    this.checked += 1;
    if (content === undefined || !type.endsWith("json")) return;
    const read = this.#formOf(content.schema).safeParse(await answer.clone().json());
    if (!read.success) throw new Error(`${where} is not as described: ${z.prettifyError(read.error)}`);
  }

  #operation(method: string, path: string): Described | null {
    for (const [template, methods] of Object.entries(this.#document.paths)) {
      const pattern = template.replaceAll(/\{path\}/g, ".+").replaceAll(/\{\w+\}/g, "[^/]+");
      if (new RegExp(`^${pattern}$`).test(path)) return methods[method] ?? null;
    }
    return null;
  }

  #formOf(of: Readonly<Record<string, unknown>>): z.ZodType {
    const known = this.#forms.get(of);
    if (known !== undefined) return known;
    const whole = JSON.stringify({ ...of, $defs: this.#document.components.schemas });
    const form = z.fromJSONSchema(schema.parse(JSON.parse(whole.replaceAll("#/components/schemas/", "#/$defs/"))));
    this.#forms.set(of, form);
    return form;
  }
}
