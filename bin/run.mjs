/** `node bin/run.mjs FILE ARGS`: makes the checkout ready and runs the `main(argv)` of one TypeScript module. */
import { watchParents } from "./parents.mjs";
import { ready, runMain } from "./ready.mjs";

const [file, ...args] = process.argv.slice(2);
if (file === undefined) throw new Error("Which module? node bin/run.mjs FILE ARGS");
watchParents();
await ready({ web: false });
await runMain(file, args);
