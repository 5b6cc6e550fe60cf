/**
 * The charter templates: readable data files that a founding starts from. The surprising rule: a template is used once, to
 * write the founding act; from then on the log carries every value itself and the template may change or disappear.
 */
import type { Id } from "../kernel/types.ts";
import { RULES_NEWEST, type FoundingBody } from "../terms/founding.ts";
import type { Term } from "../terms/shapes.ts";
import cooperative from "./co-operative.json" with { type: "json" };
import federation from "./federation.json" with { type: "json" };
import mutualAid from "./mutual-aid.json" with { type: "json" };
import neighbourhood from "./neighbourhood.json" with { type: "json" };
import tenantsUnion from "./tenants-union.json" with { type: "json" };
import { readTemplate, type Template } from "./read.ts";

export type { Template };

const files = {
  neighbourhood,
  "co-operative": cooperative,
  "tenants-union": tenantsUnion,
  "mutual-aid": mutualAid,
  federation,
};
export type TemplateId = keyof typeof files;
export const templateIds: readonly TemplateId[] = [
  "neighbourhood",
  "co-operative",
  "tenants-union",
  "mutual-aid",
  "federation",
];

/** The template as data, read from its file each time: foundings are rare. */
export const template = (id: TemplateId): Template => readTemplate(files[id]);

/** Every value of the template by its path in the catalogue of parameters. */
export const termsOf = ({ terms }: Template): readonly Term[] => terms;

/** What a founder says besides choosing a template; `changes` replace values of the template, so the same bounds hold for them. */
export type Founders = {
  readonly name: Id;
  readonly purpose: Id | null;
  readonly locale: string;
  readonly nodeKey: Id;
  readonly changes?: readonly Term[];
};

/** The body of `charter.found`: the template written out whole, with the newest rules. */
export const foundingBody = (from: Template, { changes = [], ...founders }: Founders): FoundingBody => ({
  ...founders,
  template: from.id,
  rules: RULES_NEWEST,
  terms: termsOf(from).map((term) => changes.find(({ path }) => path === term.path) ?? term),
  redLines: from.redLines,
  narrowings: [],
  offices: from.offices,
});
