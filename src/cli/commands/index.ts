/**
 * All commands by name, in the order of the help. The surprising rule: a command's module is loaded only when it is called, so that
 * `verify` starts fast and needs nothing of the node.
 */
import type { Command } from "../call.ts";

const loaders = {
  kinds: async () => (await import("./kinds.ts")).kindsCommand,
  show: async () => (await import("./show.ts")).show,
  verify: async () => (await import("./verify.ts")).verify,
} as const satisfies Readonly<Record<string, () => Promise<Command>>>;

export type CommandName = keyof typeof loaders;
export const isCommand = (name: string): name is CommandName => name in loaders;
export const commandNames: readonly CommandName[] = Object.keys(loaders).filter(isCommand);

export type Loaded = { readonly name: CommandName; readonly command: Command };
/** Null where there is no such command. */
export const loadCommand = async (name: string): Promise<Loaded | null> =>
  isCommand(name) ? { name, command: await loaders[name]() } : null;
