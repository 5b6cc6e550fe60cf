/**
 * The terminal as a value: where words go, where they come from, what the environment says. Commands touch nothing of the process
 * but through this, so that tests run them in-process. What is asked for goes to standard output, everything else to standard error.
 */
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { instantOf } from "../core/kernel/time.ts";
import type { Instant } from "../core/kernel/types.ts";

export type Terminal = {
  out(text: string): void;
  err(text: string): void;
  /** Bytes to standard output, no faster than they are taken. */
  bytesOut(bytes: Uint8Array): Promise<void>;
  /** All of standard input. */
  input(): Promise<string>;
  /** Whether somebody watches standard error. */
  readonly isWatched: boolean;
  /** Whether standard output is a screen. */
  readonly isScreen: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  now(): Instant;
  /** When the process is asked to stop; a command that does not wait for it just ends. */
  askedToStop(): Promise<void>;
};

export const processTerminal = (): Terminal => {
  // Whoever reads our output may stop reading (`folkmoot show | head`): that is no failure.
  process.stdout.on("error", ignoreClosedPipe);
  return {
    out: (words) => void process.stdout.write(words),
    err: (words) => void process.stderr.write(words),
    bytesOut: async (bytes) => {
      if (!process.stdout.write(bytes)) await once(process.stdout, "drain");
    },
    input: () => text(process.stdin),
    isWatched: process.stderr.isTTY,
    isScreen: process.stdout.isTTY,
    env: process.env,
    now: () => instantOf(Date.now()),
    askedToStop: () =>
      new Promise((resolve) => {
        for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
      }),
  };
};

const ignoreClosedPipe = (error: Error): void => {
  if ("code" in error && error.code === "EPIPE") process.exit();
  throw error;
};
