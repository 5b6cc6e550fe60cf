/** Worlds that once broke a promise. Each is lived through again, as far as it broke then and a little further. */
import { expect, it } from "vitest";
import { installNativeHash } from "../node/crypto/sha256.ts";
import { simulate, type Run } from "./simulation.ts";

const SLOW_MS = 120_000;
installNativeHash();

type Known = {
  readonly what: string;
  /** The fault without which the world would show nothing, now that people have other habits. */
  readonly fault: string;
  readonly run: Run;
};
const worlds: readonly Known[] = [
  {
    what: "a second old copy brought back while the first is still in",
    fault: "oldCopy",
    run: { seed: "9", steps: 200, without: ["fork"] },
  },
  { what: "a fork whose other side was always the longer one", fault: "fork", run: { seed: "2", steps: 280 } },
  { what: "a fork whose victims went away one by one", fault: "fork", run: { seed: "800009", steps: 330 } },
  {
    what: "a node that waits for its clock while everybody is on holiday",
    fault: "clockJump",
    run: { seed: "700007", steps: 230 },
  },
  {
    what: "a full disk that could not store the refusal of what was promised",
    fault: "fullDisk",
    run: { seed: "1815967", steps: 260, without: ["fork", "oldCopy"] },
  },
];

it.each(worlds)(
  "every promise is kept in a world with $what",
  async ({ fault, run }) => {
    const { violation, counts } = await simulate(run);
    expect(violation).toBeNull();
    expect(counts["faults"]?.[fault]).toBeGreaterThan(0);
  },
  SLOW_MS,
);
