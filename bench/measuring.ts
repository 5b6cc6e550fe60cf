/** `node … measuring.ts NAME`: one bench, alone in its process; its figures go to standard output as one line of JSON. */
import { installNativeHash } from "../src/node/crypto/sha256.ts";
import { benches } from "./benches.ts";

const [name = ""] = process.argv.slice(2);
const bench = benches[name];
if (bench === undefined) throw new Error(`There is no bench ${name}.`);
installNativeHash();
const { measure } = await bench.load();
process.stdout.write(`${JSON.stringify(await measure())}\n`, () => process.exit());
