/**
 * `node … node.ts FOLDER NOW [WEB]`: a whole node over that folder, with its clock at NOW, and beside it a bare TCP server that writes the
 * same bytes to whoever is connected: the raw limit of a fan-out, in the same process and at the same time.
 */
import { createServer, type Socket } from "node:net";
import { instantOf } from "../../src/core/kernel/time.ts";
import { WITHOUT_LIMIT, type Rates, type Sort } from "../../src/node/limits/limits.ts";
import { systemClock } from "../../src/node/ports/systemClock.ts";
import type { Clock } from "../../src/node/ports/clock.ts";
import { startNode, type RunningNode } from "../../src/node/serve.ts";
import { orderShape, sharedMs, type Ready, type Times } from "./protocol.ts";
import { freePort } from "../../tests/node/ports.ts";

const unlimited: Readonly<Record<Sort, typeof WITHOUT_LIMIT>> = {
  read: WITHOUT_LIMIT,
  page: WITHOUT_LIMIT,
  write: WITHOUT_LIMIT,
  found: WITHOUT_LIMIT,
  session: WITHOUT_LIMIT,
  witness: WITHOUT_LIMIT,
};
const rates: Rates = { stranger: unlimited, device: unlimited, community: unlimited };

const times: Times = { stored: {}, broadcast: {} };
const listeners = new Set<Socket>();

const [folder = "", now = "0", webDir = folder] = process.argv.slice(2);
const ahead = Number(now) - systemClock.now();
const clock: Clock = { ...systemClock, now: () => instantOf(systemClock.now() + ahead) };
const node = await startNode({
  dataDir: folder,
  port: await freePort(),
  rates,
  clock,
  settings: { logLevel: "error" },
  webDir,
});
await watch(node);
const raw = createServer((socket) => {
  socket.setNoDelay(true);
  listeners.add(socket);
  socket.write("id: 0\n\n"); // from here on it hears
  socket.on("close", () => listeners.delete(socket));
  socket.on("error", () => socket.destroy());
});
const rawPort = await freePort();
raw.listen(rawPort, "127.0.0.1", () => {
  const ready: Ready = { port: Number(new URL(node.address).port), rawPort };
  process.send?.(ready);
});

process.on("disconnect", () => process.exit()); // the bench is gone
process.on("message", (message) => {
  const order = orderShape.parse(message);
  if (order.order === "broadcast") broadcast(order.id, order.bytes);
  else if (order.order === "tell") process.send?.(times);
  else void node.stop().then(() => process.exit());
});

function broadcast(id: number, bytes: number): void {
  const frame = Buffer.from(`id: ${id}\n`.padEnd(bytes - 2, "x") + "\n\n");
  times.broadcast[id] = sharedMs();
  for (const socket of listeners) socket.write(frame);
}

/** Notes when each size is stored: the moment from which everybody may know. */
async function watch({ communities }: RunningNode): Promise<void> {
  for (const origin of communities.list()) {
    const community = await communities.find(origin);
    community?.confirmClock();
    community?.subscribe(({ head }) => (times.stored[head.size] = sharedMs()));
  }
}
