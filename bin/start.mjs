/**
 * `npm start -- ARGS`: makes the checkout ready and runs `folkmoot serve ARGS` in this process. npm does not hand
 * signals on to what it starts, so this process also stops when the one that started it is gone.
 */
import { watchParents } from "./parents.mjs";
import { ready, runMain } from "./ready.mjs";

watchParents();
await ready({ web: true });
await runMain("src/cli/main.ts", ["serve", ...process.argv.slice(2)]);
