/**
 * All commands by name, in the order of the help. The surprising rule: a command's module is loaded only when it is called, so that
 * `verify` starts fast and needs nothing of the node.
 */
import type { Command } from "../call.ts";

const loaders = {
  serve: async () => (await import("./serve.ts")).serve,
  found: async () => (await import("./found.ts")).found,
  invite: async () => (await import("./invite.ts")).invite,
  join: async () => (await import("./join.ts")).join,
  act: async () => (await import("./act.ts")).act,
  kinds: async () => (await import("./kinds.ts")).kindsCommand,
  show: async () => (await import("./show.ts")).show,
  calendar: async () => (await import("./calendar.ts")).calendar,
  verify: async () => (await import("./verify.ts")).verify,
  export: async () => (await import("./export.ts")).exportCommand,
  import: async () => (await import("./import.ts")).importCommand,
  backup: async () => (await import("./backup.ts")).backup,
  restore: async () => (await import("./restore.ts")).restore,
  erase: async () => (await import("./erase.ts")).erase,
  demo: async () => (await import("./demo.ts")).demo,
  notices: async () => (await import("./notices.ts")).notices,
  health: async () => (await import("./health.ts")).health,
} as const satisfies Readonly<Record<string, () => Promise<Command>>>;

export type CommandName = keyof typeof loaders;
export const isCommand = (name: string): name is CommandName => name in loaders;
export const commandNames: readonly CommandName[] = Object.keys(loaders).filter(isCommand);

export type Loaded = { readonly name: CommandName; readonly command: Command };
/** Null where there is no such command. */
export const loadCommand = async (name: string): Promise<Loaded | null> =>
  isCommand(name) ? { name, command: await loaders[name]() } : null;
