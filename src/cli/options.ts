/**
 * Every option there is, and how a command line is read by it. An option means the same wherever it stands. The surprising rule: an
 * option whose value is missing never swallows the next option, which Node's own parser would do without complaint.
 */
import { parseArgs } from "node:util";
import { UsageError } from "./exits.ts";

/** `value`: what stands for the value in the help; absent for a flag. */
type OptionShape = { readonly value?: string; readonly isMany?: boolean };
const shapes = {
  address: { value: "URL", isMany: true },
  after: { value: "ID", isMany: true },
  at: { value: "TIME" },
  audience: { value: "public|members" },
  check: {},
  code: { value: "LINK" },
  community: { value: "ID" },
  data: { value: "DIR" },
  days: { value: "N" },
  demo: {},
  "expect-origin": { value: "ID" },
  file: { value: "FILE" },
  founding: { value: "anyone|operator" },
  guest: {},
  help: {},
  host: { value: "HOST" },
  json: {},
  key: { value: "FILE" },
  label: { value: "TEXT" },
  lang: { value: "TAG" },
  listed: {},
  locale: { value: "TAG" },
  "my-name": { value: "NAME" },
  node: { value: "URL" },
  "node-key": { value: "FILE" },
  note: { value: "TEXT" },
  operator: {},
  out: { value: "FILE" },
  port: { value: "N" },
  purpose: { value: "TEXT" },
  reason: { value: "author|safeguarding|law" },
  store: { value: "URL" },
  template: { value: "TEMPLATE" },
} as const satisfies Readonly<Record<string, OptionShape>>;
export type OptionName = keyof typeof shapes;

/** What stands after the option's name in the help; null for a flag. */
export const placeholderOf = (name: OptionName): string | null => shapeOf(name).value ?? null;
const shapeOf = (name: OptionName): OptionShape => shapes[name];
const isOption = (name: string): name is OptionName => name in shapes;

export type Given = {
  readonly positionals: readonly string[];
  /** The values of each option that was given, in order; of a flag, no values. */
  readonly options: ReadonlyMap<OptionName, readonly string[]>;
};

/** Options that every command takes. */
export const COMMON: readonly OptionName[] = ["json", "lang", "help"];

/**
 * The language asked for, wherever it stands, even before the command's name or instead of one; and what is left to read. It is
 * taken out first, because whatever is wrong with the rest is said in it.
 */
export const languageIn = (
  argv: readonly string[],
): { readonly asked: string | null; readonly rest: readonly string[] } => {
  const place = argv.findIndex((argument) => argument === "--lang" || argument.startsWith("--lang="));
  if (place === -1) return { asked: null, rest: argv };
  const [name, inline] = argv[place]?.split("=") ?? [];
  const asked = name === undefined ? null : (inline ?? argv[place + 1] ?? "");
  return { asked, rest: argv.filter((_, at) => at !== place && (inline !== undefined || at !== place + 1)) };
};

/** Reads the arguments after the command's name. Throws `UsageError`. */
export const readArguments = (args: readonly string[], allowed: readonly OptionName[]): Given => {
  const options = Object.fromEntries(
    allowed.map((name) => [name, { type: placeholderOf(name) === null ? ("boolean" as const) : ("string" as const) }]),
  );
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const positionals: string[] = [];
  const given = new Map<OptionName, readonly string[]>();
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const { name, rawName: option } = token;
    if (!isOption(name) || !allowed.includes(name)) throw new UsageError("cli.unknownOption", { option });
    const values = valuesOf(name, option, token.value, token.inlineValue === true);
    given.set(name, [...(given.get(name) ?? []), ...values]);
    if (shapeOf(name).isMany !== true && (given.get(name)?.length ?? 0) > 1)
      throw new UsageError("cli.optionTwice", { option });
  }
  return { positionals, options: given };
};

const valuesOf = (
  name: OptionName,
  option: string,
  value: string | undefined,
  isInline: boolean,
): readonly string[] => {
  const placeholder = placeholderOf(name);
  if (placeholder === null) {
    if (value !== undefined) throw new UsageError("cli.flagWithValue", { option });
    return [];
  }
  const isMissing = value === undefined || value === "" || (!isInline && value.startsWith("-") && value !== "-");
  if (isMissing) throw new UsageError("cli.missingValue", { option, value: placeholder });
  return [value];
};
