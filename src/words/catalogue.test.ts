/** Everything that can be said has words, no words are left over, and every message is one that the formatter understands. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { refusals as ofAuthority } from "../core/authority.ts";
import { refusals as ofAccords } from "../core/institutions/accords/refusals.ts";
import { refusals as ofAssembly } from "../core/institutions/assembly/refusals.ts";
import { refusals as ofCharter } from "../core/institutions/charter/refusals.ts";
import { refusals as ofCommunity } from "../core/institutions/community/refusals.ts";
import { refusals as ofDeliberation } from "../core/institutions/deliberation/refusals.ts";
import { kinds } from "../core/registry.ts";
import { mirroredMessage } from "./pseudo.ts";

const here = fileURLToPath(new URL(".", import.meta.url));
const sources = fileURLToPath(new URL("..", import.meta.url));

const isWords = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === "object" && value !== null && Object.values(value).every((wording) => typeof wording === "string");
const wordsIn = (file: string): Readonly<Record<string, string>> => {
  const read: unknown = JSON.parse(readFileSync(`${here}en/${file}`, "utf8"));
  if (!isWords(read)) throw new Error(`${file} is not a list of wordings`);
  return read;
};
const files = readdirSync(`${here}en`).filter((file) => file.endsWith(".json"));
const wordings = files.flatMap((file) =>
  Object.entries(wordsIn(file)).map(([key, wording]) => ({ file, key, wording })),
);
const keys = new Set(wordings.map(({ key }) => key));

const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (path) => /\.(?:ts|svelte)$/.test(path) && !path.endsWith(".test.ts"),
  );
const code = filesUnder(sources)
  .map((path) => readFileSync(`${sources}/${path}`, "utf8"))
  .join("\n");
/** Words of the kernel's own checks and the node's, which no institution lists. */
const ofKernel = [...code.matchAll(/\brefuse\(\s*"([a-z]\w*\.\w+)"/g)].map(([, kind = ""]) => kind);
const written = [...ofKernel, "act.sequenceUsed", "act.sequenceTooOld"];
const refusals = [
  ...new Set([
    ...written,
    ...ofAuthority,
    ...ofCharter,
    ...ofAssembly,
    ...ofAccords,
    ...ofCommunity,
    ...ofDeliberation,
  ]),
];

describe("the catalogue", () => {
  it("says of every refusal what is refused and what can be done", () => {
    const needed = refusals.flatMap((kind) => [`refusal.${kind}`, `refusal.${kind}.next`]);
    expect(needed.filter((key) => !keys.has(key))).toEqual([]);
  });

  it("names every kind of act, for the record", () => {
    expect([...kinds.keys()].map((kind) => `act.kind.${kind}`).filter((key) => !keys.has(key))).toEqual([]);
  });

  it("says one thing under one key", () => {
    const differing = wordings.filter(({ key, wording }) =>
      wordings.some((other) => other.key === key && other.wording !== wording),
    );
    expect(differing.map(({ file, key }) => `${file} ${key}`)).toEqual([]);
  });

  it("has no words that nothing says", () => {
    const said = new Set([...code.matchAll(/"([\w-]+(?:\.[\w-]+)+)"/g)].map(([, key = ""]) => key));
    const patterns = [...new Set([...code.matchAll(/`([\w-]+\.[^`\s]*)`/g)].map(([, text = ""]) => text))]
      .filter((text) => text.includes("${"))
      .map((text) => new RegExp(`^${text.replaceAll(".", "\\.").replaceAll(/\$\{.*?\}(?=\\.|$|[^}]*$)/g, ".+")}$`));
    const isKnownRefusal = (key: string): boolean => refusals.some((kind) => key === kind || key === `${kind}.next`);
    const isSaid = (key: string): boolean => {
      if (said.has(key)) return true;
      const refused = /^refusal\.(\w+\..+)$/.exec(key)?.[1];
      if (refused !== undefined) return isKnownRefusal(refused);
      return patterns.some((pattern) => pattern.test(key));
    };
    expect(wordings.filter(({ key }) => !isSaid(key)).map(({ file, key }) => `${file} ${key}`)).toEqual([]);
  });

  it("holds messages that can be formatted, in the mirrored language too", () => {
    const faults = wordings.flatMap(({ key, wording }) =>
      [wording, mirroredMessage(wording)].flatMap((message) => {
        try {
          new IntlMessageFormat(message, "en", undefined, { ignoreTag: true });
          return [];
        } catch (error) {
          return [`${key}: ${String(error)}`];
        }
      }),
    );
    expect(faults).toEqual([]);
  });

  it("keeps placeholders and their plurals when a message is mirrored", () => {
    expect(mirroredMessage("{count, plural, one {# day} other {# days}} of {name}")).toMatch(
      /^\{count, plural, one \{# [^a-z]+\} other \{# [^a-z]+\}\} [^a-z]+ \{name\}$/,
    );
  });
});
