/**
 * What went wrong, in words, with the code to end with. The surprising rule: an error that nobody foresaw is shown with its trace,
 * since it is a bug and its trace is what whoever mends it needs; a failure of the world outside never is.
 */
import { isCommand } from "./commands/index.ts";
import { exits, FailedError, UsageError, type Exit } from "./exits.ts";
import { harmless, harmlessJson } from "./harmless.ts";
import type { Terminal } from "./terminal.ts";
import type { Voice } from "./words.ts";

type Place = {
  readonly terminal: Terminal;
  readonly voice: Voice;
  readonly wantsJson: boolean;
  readonly command: string;
};

/** Says on standard error what went wrong and what to do; answers the exit code. */
export const explain = (error: unknown, place: Place): Exit => {
  const [exit, words] = wordsFor(error, place);
  const said = place.wantsJson ? harmlessJson(JSON.stringify({ error: words, exit })) : harmless(words);
  place.terminal.err(`${said}\n`);
  return exit;
};

const wordsFor = (error: unknown, { voice, command }: Place): readonly [Exit, string] => {
  if (error instanceof UsageError)
    return [exits.usage, `${voice.say(error.key, error.values)}\n${seeHelp(voice, command)}`];
  if (error instanceof FailedError) return [exits.failed, voice.say(error.key, error.values)];
  if (isSystemError(error)) return [exits.failed, systemWords(error, voice)];
  if (isForeseen(error)) return [exits.failed, foreseenWords(error, voice)];
  return [exits.failed, `${voice.say("cli.bug")}\n${error instanceof Error ? (error.stack ?? error.message) : ""}`];
};

const seeHelp = (voice: Voice, command: string): string =>
  isCommand(command) ? voice.say("cli.seeHelp", { command }) : voice.say("cli.seeOverview");

/** What to do about a failure of the node's own, and its message, which is for whoever mends it. */
const foreseenWords = ({ name, message }: Error, voice: Voice): string =>
  voice.find(`cli.failure.${name}`, { message }) ?? message;

/** The node's own failures say what to do in their message; their classes have names of their own. */
const isForeseen = (error: unknown): error is Error =>
  error instanceof Error && error.name.endsWith("Error") && !BUILT_IN.has(error.name);
const BUILT_IN = new Set([
  "Error",
  "TypeError",
  "RangeError",
  "SyntaxError",
  "ReferenceError",
  "EvalError",
  "URIError",
]);

type SystemError = Error & { readonly code: string; readonly path?: string };
const isSystemError = (error: unknown): error is SystemError =>
  error instanceof Error && "code" in error && typeof error.code === "string" && /^E[A-Z]+$/.test(error.code);

const systemWords = (error: SystemError, voice: Voice): string => {
  const values = { code: error.code, path: error.path ?? error.message };
  return voice.find(`cli.system.${error.code}`, values) ?? voice.say("cli.system.other", values);
};
