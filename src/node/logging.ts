/**
 * The node's own log: what happened to the node, one line of JSON each, on standard error. The surprising rule: it holds no
 * content, no name, no key, no community and no address of anybody, so that it can be shown to whoever helps.
 */
import { destination, pino, type Logger } from "pino";

const STANDARD_ERROR = 2;

/** @param level as in the settings; `silent` for tests. */
export const openLog = (level: string): Logger =>
  pino(
    {
      level,
      base: null,
      formatters: { level: (label) => ({ level: label }) },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
    },
    destination({ dest: STANDARD_ERROR, sync: true }),
  );
