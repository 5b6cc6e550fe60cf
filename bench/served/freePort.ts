/** A port that is free just now and below those that the system hands out for outgoing connections. */
import { createServer } from "node:net";

const FIRST = 12_000;
const COUNT = 8_000;

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });

let next = FIRST + ((process.pid * 37) % COUNT);

export const freePort = async (): Promise<number> => {
  for (let tried = 0; tried < COUNT; tried += 1) {
    next = next + 1 < FIRST + COUNT ? next + 1 : FIRST;
    if (await isFree(next)) return next;
  }
  throw new Error(`no port from ${FIRST} on is free`);
};
