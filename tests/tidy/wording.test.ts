/** Every word a member reads comes from a catalogue, so that it can be said in the community's language. */
import { parse, type AST } from "svelte/compiler";
import { expect, it } from "vitest";
import { components, textOf } from "./sources.ts";

const LETTERS = /\p{L}{2,}/u;
/** A key of a catalogue, handed on to be said elsewhere: `deadline.lapses`. */
const KEY = /^[a-z][A-Za-z]*(?:\.[a-z][A-Za-z]*)+$/;
const SPOKEN_ATTRIBUTES = new Set([
  "alt",
  "aria-label",
  "aria-description",
  "aria-roledescription",
  "label",
  "placeholder",
  "title",
]);

type Branch = { readonly type: string; readonly [key: string]: unknown };

const isBranch = (value: unknown): value is Branch =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";

const isText = (branch: Branch): branch is Branch & AST.Text => branch.type === "Text";

/** The wordings written into a component: text between tags, and attributes that are read out or shown. */
function* wordingsIn(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    for (const item of value) yield* wordingsIn(item);
    return;
  }
  if (!isBranch(value)) {
    if (typeof value === "object" && value !== null) for (const item of Object.values(value)) yield* wordingsIn(item);
    return;
  }
  if (isText(value) && LETTERS.test(value.data) && !KEY.test(value.data)) yield value.data.trim();
  if (value.type === "Attribute" && !SPOKEN_ATTRIBUTES.has(String(value["name"]))) return;
  for (const [key, item] of Object.entries(value)) if (key !== "parent") yield* wordingsIn(item);
}

const wordingsOf = (source: string): readonly string[] => [...wordingsIn(parse(source, { modern: true }).fragment)];

it("no component has words of its own", () => {
  const faults = components.flatMap((path) => wordingsOf(textOf(path)).map((wording) => `${path}: ${wording}`));
  expect(faults).toEqual([]);
});

it("the rule itself finds what it must", () => {
  expect(wordingsOf('<p class="big">{say("hello")} · <b>now</b></p>')).toEqual(["now"]);
  expect(wordingsOf('<button aria-label="Close" title={say("x")}>×</button>')).toEqual(["Close"]);
});
