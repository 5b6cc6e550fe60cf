/**
 * `folkmoot serve`: runs a node until it is asked to stop. The surprising rule: the one line on standard output ends in the node's
 * address and comes when it answers; everything else goes to standard error.
 */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startNode } from "../../node/serve.ts";
import { demoDesk } from "../../simulate/demo/demoDesk.ts";
import type { Call, Command } from "../call.ts";
import type { Exit } from "../exits.ts";
import { ADDRESS_FILE, folderPath } from "../folder.ts";

const PORT = 8080;
const PORT_MAX = 65_535;

export const serve: Command = {
  positionals: [],
  options: ["port", "host", "data", "demo"],
  run: async (call: Call): Promise<Exit> => {
    const dataDir = folderPath(call);
    const port = call.whole("port", 0, PORT_MAX) ?? PORT;
    const host = call.text("host");
    const demo = demoDesk(call.has("demo"));
    const node = await startNode({ dataDir, port, demo, ...(host === null ? {} : { host }) });
    const addressFile = join(dataDir, ADDRESS_FILE);
    writeFileSync(addressFile, `${node.address}\n`);
    call.tell("cli.serve.ready", { address: node.address });
    await call.terminal.askedToStop();
    await node.stop();
    rmSync(addressFile, { force: true });
    return call.done();
  },
};
