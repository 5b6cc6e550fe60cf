/**
 * What ends, in words: the same sentence on a screen, on the public page, in a calendar file and in the terminal. The surprising rule:
 * a decision about a person is named by nobody here, since a calendar goes wherever its owner's telephone sends it.
 */
import type { Ending } from "../core/season/endings.ts";
import type { Speaker } from "./speaker.ts";

type Finding = Pick<Speaker<string>, "find">;

/** An ending with the text that names it already read; null where it is no longer kept. */
export type NamedEnding = Pick<Ending, "what" | "title" | "isPersonal"> & { readonly name: string | null };

/** "The accord with City Bakery ends". @param isOutside for a file that leaves the community's own screens. */
export const endingWords = (voice: Finding, ending: NamedEnding, isOutside = false): string => {
  const title = isOutside && ending.isPersonal ? said(voice, "season.personal") : titleOf(voice, ending);
  return said(voice, `calendar.${ending.what}`, title);
};

const titleOf = (voice: Finding, { title, name }: NamedEnding): string => {
  if ("path" in title) return ruleName(voice, title.path);
  if ("office" in title) return voice.find(`office.${title.office}`) ?? title.office;
  return name ?? said(voice, "season.nameless");
};

const said = ({ find }: Finding, key: string, title?: string): string => {
  const words = find(key, { title: title ?? "" });
  if (words === null) throw new Error(`no words for ${key}`);
  return words;
};

/** `classes.weighty.quorumPercent`, `accord.defaultMonths`, `redLine.no-secrecy`, `systems.guests` in words. */
export const ruleName = ({ find }: Finding, path: string): string => {
  const [sort, ...rest] = path.split(".");
  const word = rest.join(".");
  if (sort === "redLine") {
    const line = find(`redLine.${word}`) ?? find("redLine.other", { line: word }) ?? word;
    return find("rules.redLine", { line }) ?? path;
  }
  if (sort === "narrowing") return find("rules.narrowing", { act: find(`act.kind.${word}`) ?? path }) ?? path;
  const ofClass = /^classes\.(\w+)\.(\w+)$/.exec(path);
  if (ofClass === null) return find(`rule.${path}`) ?? path;
  const [, of = "", field = ""] = ofClass;
  const values = { rule: find(`rule.${field}`) ?? field, class: find(`class.${of}`) ?? of };
  return find("rules.ofClass", values) ?? path;
};
