/** Worlds that once broke a promise. Each is lived through again, as far as it broke then and a little further. */
import { expect, it } from "vitest";
import { installNativeHash } from "../node/crypto/sha256.ts";
import { simulate, type Run } from "./simulation.ts";

const SLOW_MS = 120_000;
installNativeHash();

const worlds: readonly (readonly [what: string, run: Run])[] = [
  ["a second old copy brought back while the first is still in", { seed: "9", steps: 200, without: ["fork"] }],
  ["a fork whose other side was always the longer one", { seed: "2", steps: 280 }],
  ["a disk that was full when nobody had anything to say", { seed: "121", steps: 60 }],
];

it.each(worlds)(
  "every promise is kept in a world with %s",
  async (_what, run) => {
    const { violation } = await simulate(run);
    expect(violation).toBeNull();
  },
  SLOW_MS,
);
