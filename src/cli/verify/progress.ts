/**
 * How far a long piece of work is, for whoever watches: nothing in the first second, then one line that is rewritten. The surprising rule:
 * it only shows where somebody watches standard error, so that no log of a script fills with it.
 */
import type { Progress } from "../../core/verify/verifyExport.ts";
import type { Call } from "../call.ts";

const QUIET_MS = 1000;
const BETWEEN_MS = 200;
const CLEAR_LINE = "\r\u001b[K";

export type Watched = { readonly onProgress: Progress; readonly end: () => void };

export const watched = ({ terminal, voice }: Call): Watched => {
  let next = terminal.now() + QUIET_MS;
  let isShown = false;
  return {
    onProgress: (entries, of) => {
      if (!terminal.isWatched || terminal.now() < next) return;
      next = terminal.now() + BETWEEN_MS;
      isShown = true;
      terminal.err(CLEAR_LINE + voice.say("cli.verify.progress", { entries, of }));
    },
    end: () => {
      if (isShown) terminal.err(CLEAR_LINE);
    },
  };
};
