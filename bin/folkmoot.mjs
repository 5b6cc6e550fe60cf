#!/usr/bin/env node
/**
 * `npx folkmoot COMMAND`, run from the root of the checkout: the command line. Only `serve` needs the web app, so no
 * other command waits for a build.
 */
import { ready, runMain } from "./ready.mjs";

const args = process.argv.slice(2);
await ready({ web: args[0] === "serve" });
await runMain("src/cli/main.ts", args);
