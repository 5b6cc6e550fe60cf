/**
 * One call of a command: what was given, where words go, in which voice. And the shape of a command itself, which help and
 * documentation are made from.
 */
import { exits, UsageError, type Exit } from "./exits.ts";
import { harmless, harmlessJson } from "./harmless.ts";
import { parseInstant } from "./instants.ts";
import type { Given, OptionName } from "./options.ts";
import type { Terminal } from "./terminal.ts";
import type { Key, Voice } from "./words.ts";
import type { Values } from "../words/speaker.ts";
import type { Instant } from "../core/kernel/types.ts";

export type Positional = { readonly name: string; readonly count: "one" | "optional" | "many" };
export type Command = {
  readonly positionals: readonly Positional[];
  /** Besides --help and --json, which all have. */
  readonly options: readonly OptionName[];
  run(call: Call): Promise<Exit>;
};

/** Plain data as JSON has it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

export class Call {
  readonly terminal: Terminal;
  readonly voice: Voice;
  readonly #given: Given;

  constructor(terminal: Terminal, voice: Voice, given: Given) {
    this.terminal = terminal;
    this.voice = voice;
    this.#given = given;
  }

  // ---- what was given

  positional(place: number): string | null {
    return this.#given.positionals[place] ?? null;
  }
  get positionals(): readonly string[] {
    return this.#given.positionals;
  }
  has(option: OptionName): boolean {
    return this.#given.options.has(option);
  }
  text(option: OptionName): string | null {
    return this.#given.options.get(option)?.at(-1) ?? null;
  }
  texts(option: OptionName): readonly string[] {
    return this.#given.options.get(option) ?? [];
  }
  needed(option: OptionName): string {
    const value = this.text(option);
    if (value === null) throw new UsageError("cli.optionNeeded", { option: `--${option}` });
    return value;
  }
  whole(option: OptionName, min: number, max: number): number | null {
    const value = this.text(option);
    if (value === null) return null;
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (!(number >= min && number <= max)) throw new UsageError("cli.notWhole", { option: `--${option}`, min, max });
    return number;
  }
  instant(option: OptionName): Instant | null {
    const value = this.text(option);
    if (value === null) return null;
    const instant = parseInstant(value);
    if (instant === null) throw new UsageError("cli.notATime", { option: `--${option}` });
    return instant;
  }
  /** One of a few words; `fallback` where the option was not given. */
  choice<W extends string>(option: OptionName, words: readonly W[], fallback: W): W {
    const value = this.text(option);
    if (value === null) return fallback;
    const chosen = words.find((word) => word === value);
    if (chosen === undefined)
      throw new UsageError("cli.notAChoice", { option: `--${option}`, words: words.join(", ") });
    return chosen;
  }

  // ---- what is said

  get wantsJson(): boolean {
    return this.has("json");
  }
  say(key: Key, values?: Values): string {
    return this.voice.say(key, values);
  }
  print(line: string): void {
    this.terminal.out(`${harmless(line.trimEnd())}\n`);
  }
  tell(key: Key, values?: Values): void {
    this.print(this.say(key, values));
  }
  /** Beside the answer: progress, warnings, what to do next. */
  note(key: Key, values?: Values): void {
    this.terminal.err(`${harmless(this.say(key, values))}\n`);
  }
  /** The whole answer for programs: keys in the order written, two blanks of indentation, nothing of this machine. */
  json(answer: Json): void {
    this.print(harmlessJson(JSON.stringify(answer, null, 2)));
  }
  /** The answer, for programs or for people. */
  answer(json: Json, lines: () => readonly string[]): void {
    if (this.wantsJson) this.json(json);
    else for (const line of lines()) this.print(line);
  }

  done(): Exit {
    return exits.done;
  }
}
