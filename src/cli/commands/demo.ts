/**
 * `folkmoot demo`: writes the demo community into a node's folder, or gives another visitor's way into the one that is there. It is made of
 * real acts, so everything else here works on it too.
 */
import { openVerifierPool } from "../../node/crypto/verifierPool.ts";
import { systemClock } from "../../node/ports/systemClock.ts";
import { systemRandom } from "../../node/ports/systemRandom.ts";
import { NodeFolder } from "../../node/store/nodeFolder.ts";
import { demoDesk } from "../../simulate/demo/demoDesk.ts";
import type { Call, Command } from "../call.ts";
import { FailedError, type Exit } from "../exits.ts";
import { folderPath } from "../folder.ts";

export const demo: Command = {
  positionals: [],
  options: ["data"],
  run: async (call) => {
    const folder = new NodeFolder(folderPath(call));
    const unlock = folder.lock();
    const verifier = openVerifierPool();
    try {
      const desk = await demoDesk(true)({ folder, clock: systemClock, random: systemRandom, verifier });
      const visit = await desk.visit();
      if (visit === null) throw new FailedError("cli.demo.full", { folder: folder.path });
      return told(call, visit);
    } finally {
      await verifier.close();
      unlock();
    }
  },
};

const told = (call: Call, { community, code }: { readonly community: string; readonly code: string }): Exit => {
  const link = `/join#${code}`;
  call.answer({ community, link }, () => [
    call.say("cli.demo.done", { community }),
    call.say("cli.demo.serve"),
    call.say("cli.demo.link"),
    link,
  ]);
  return call.done();
};
