/**
 * The command line's entry: `main` takes the arguments after the program's name and answers the exit code. It never calls
 * process.exit itself, so that tests can run a command in-process.
 */
import packageFile from "../../package.json" with { type: "json" };
import { installNativeHash } from "../node/crypto/sha256.ts";
import { Call } from "./call.ts";
import { loadCommand, type Loaded } from "./commands/index.ts";
import { exits, UsageError, type Exit } from "./exits.ts";
import { explain } from "./failures.ts";
import { helpOf, overview } from "./help.ts";
import { COMMON, languageIn, readArguments } from "./options.ts";
import { speakTo } from "./remote/request.ts";
import { processTerminal, type Terminal } from "./terminal.ts";
import { isLanguage } from "../words/languages.ts";
import { TAGS, voiceFor, type Voice } from "./words.ts";

export const main = async (argv: readonly string[], terminal: Terminal = processTerminal()): Promise<number> => {
  const { asked, rest } = languageIn(argv);
  const voice = await voiceFor(terminal.env, asked);
  const wantsJson = rest.includes("--json");
  try {
    if (asked !== null && !isLanguage(asked)) throw new UsageError("cli.notAChoice", { option: "--lang", words: TAGS });
    speakTo(voice.language);
    return await run(rest, terminal, voice);
  } catch (error) {
    return explain(error, { terminal, voice, wantsJson, command: rest[0] ?? "" });
  }
};

const run = async ([name, ...args]: readonly string[], terminal: Terminal, voice: Voice): Promise<Exit> => {
  if (name === undefined || name === "--help" || name === "help") return showHelp(args[0], terminal, voice);
  if (name === "--version") {
    terminal.out(`${packageFile.version}\n`);
    return exits.done;
  }
  const loaded = await loadCommand(name);
  if (loaded === null) throw new UsageError("cli.unknownCommand", { command: name });
  if (args.includes("--help")) return showHelp(name, terminal, voice);
  const given = readArguments(args, [...loaded.command.options, ...COMMON]);
  requirePositionals(loaded, given.positionals);
  installNativeHash();
  return loaded.command.run(new Call(terminal, voice, given));
};

const showHelp = async (name: string | undefined, terminal: Terminal, voice: Voice): Promise<Exit> => {
  const loaded = name === undefined ? null : await loadCommand(name);
  terminal.out(loaded === null ? overview(voice, packageFile.version) : helpOf(loaded.name, loaded.command, voice));
  return exits.done;
};

const requirePositionals = ({ name, command: { positionals } }: Loaded, given: readonly string[]): void => {
  const isOpenEnded = positionals.some(({ count }) => count === "many");
  const missing = positionals[given.length];
  if (missing !== undefined && missing.count !== "optional")
    throw new UsageError("cli.argumentNeeded", { argument: missing.name, command: name });
  if (given.length > positionals.length && !isOpenEnded) throw new UsageError("cli.tooMany", { command: name });
};
