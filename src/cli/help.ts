/**
 * The help of each command, made from its own declaration and the catalogue, so that it cannot say what is not so.
 */
import { commandNames, type CommandName } from "./commands/index.ts";
import type { Command, Positional } from "./call.ts";
import { COMMON, placeholderOf, type OptionName } from "./options.ts";
import { TAGS, type Key, type Voice } from "./words.ts";

const WIDTH = 100;
const OPTION_COLUMNS = 28;
const COMMAND_COLUMNS = 12;

export const overview = (voice: Voice, version: string): string =>
  [
    voice.say("cli.overview", { version }),
    "",
    ...commandNames.flatMap((name) => row(name, voice.say(summaryKey(name)), COMMAND_COLUMNS)),
    "",
    voice.say("cli.overviewEnd"),
    "",
  ].join("\n");

export const helpOf = (name: CommandName, { positionals, options }: Command, voice: Voice): string => {
  const usage = ["folkmoot", name, ...positionals.map(shownPositional), voice.say("cli.help.options")].join(" ");
  const all: readonly OptionName[] = [...options, ...COMMON];
  return [
    voice.say("cli.help.usage", { usage }),
    "",
    ...wrapped(voice.say(summaryKey(name)), WIDTH),
    ...paragraphs(voice.find(`cli.${name}.about`)),
    "",
    ...all.flatMap((option) => row(shownOption(option), optionWords(name, option, voice), OPTION_COLUMNS)),
    "",
    ...wrapped(voice.say("cli.help.exits"), WIDTH),
    "",
  ].join("\n");
};

const summaryKey = (name: CommandName): Key => `cli.${name}.summary`;

/** What an option does, in this command where that differs. */
const optionWords = (name: CommandName, option: OptionName, voice: Voice): string => {
  const words = voice.find(`cli.${name}.${option}`) ?? voice.find(`cli.option.${option}`, { tags: TAGS });
  if (words === null) throw new Error(`no words for ${name} --${option}`);
  return words;
};

const shownPositional = ({ name, count }: Positional): string => {
  switch (count) {
    case "one":
      return name;
    case "optional":
      return `[${name}]`;
    case "many":
      return `${name}…`;
  }
};
const shownOption = (option: OptionName): string => {
  const placeholder = placeholderOf(option);
  return placeholder === null ? `--${option}` : `--${option} ${placeholder}`;
};

const paragraphs = (about: string | null): readonly string[] =>
  about === null ? [] : about.split("\n").flatMap((paragraph) => ["", ...wrapped(paragraph, WIDTH)]);

/** A term and what it means beside it; below it where the term is long. */
const row = (term: string, meaning: string, columns: number): readonly string[] => {
  const [first = "", ...rest] = wrapped(meaning, WIDTH - columns);
  const indented = rest.map((line) => " ".repeat(columns) + line);
  const start = `  ${term}`;
  return start.length < columns
    ? [start.padEnd(columns) + first, ...indented]
    : [start, " ".repeat(columns) + first, ...indented];
};

const wrapped = (words: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let line = "";
  for (const word of words.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
};
