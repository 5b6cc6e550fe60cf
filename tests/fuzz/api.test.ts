/**
 * The whole HTTP interface under nearly valid requests by callers of every kind: whatever is asked, the answer is one that
 * the node's document describes, never a failure of the node, and never anything of its inside.
 */
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Outside } from "../../src/node/attention/outside.ts";
import { SENT } from "../../src/node/attention/message.ts";
import type { Carriers } from "../../src/node/attention/carriers.ts";
import { RATES, WITHOUT_LIMIT, type Rates } from "../../src/node/limits/limits.ts";
import { ApiHost } from "../node/apiHost.ts";
import { oneOfEach } from "../node/callers.ts";
import { readDocument, requestsTo, type Fuzzy } from "./requests.ts";
import { demoActs } from "./samples.ts";

const RUNS = 1200;
const SEED = 20_260_101;

const anySort = (rates: Rates["device"]): Rates["device"] => ({
  ...rates,
  ...Object.fromEntries(Object.keys(rates).map((sort) => [sort, WITHOUT_LIMIT])),
});
const rates: Rates = {
  stranger: anySort(RATES.stranger),
  device: anySort(RATES.device),
  community: anySort(RATES.community),
};

/** Messages go nowhere: what is fuzzed here is this node, not others. */
const nowhere = { send: () => Promise.resolve(SENT) };
const carriers: Carriers = {
  outside: new Outside(false),
  pushKey: "",
  push: nowhere,
  mail: null,
  webhook: nowhere,
  ntfy: nowhere,
};

let api: ApiHost;
let requests: fc.Arbitrary<Fuzzy>;
beforeAll(async () => {
  const { settings } = new ApiHost().parts;
  api = new ApiHost({ settings: { ...settings, rates } }, carriers);
  const { village, tokens } = await oneOfEach(api);
  const known = [village.origin, village.founder.key, ...demoActs.slice(0, 3).map(({ id }) => id), "1", "0", "en"];
  requests = requestsTo(readDocument(await api.json("/openapi.json")), known, Object.values(tokens));
});
afterAll(() => api.close());

/** Frames of a stack, and places of sources and modules. */
const INSIDE = /\n\s+at |node_modules|node:internal|\.ts:\d+|\/src\/node\/|SQLITE_|ZodError/;

const refusalOf = async ({ path, asked }: Fuzzy): Promise<string | null> => {
  const answer = await api.ask(path, asked);
  if (answer.status === 500) return "the node failed";
  if (answer.headers.get("content-security-policy") === null) return "an answer without its headers";
  const isStream = /octet-stream|event-stream/.test(answer.headers.get("content-type") ?? "");
  if (isStream) {
    await answer.body?.cancel();
    return null;
  }
  const found = INSIDE.exec(await answer.text());
  return found === null ? null : `the answer shows ${found[0]}`;
};

it("no request makes the node fail, or say something that is not described", async () => {
  await fc.assert(
    fc.asyncProperty(requests, async (request) => {
      expect(await refusalOf(request)).toBeNull();
    }),
    { seed: SEED, numRuns: RUNS, endOnFailure: true },
  );
  expect((await api.answers()).checked).toBeGreaterThan(RUNS / 2);
  expect(api.logged.filter((line) => line.includes('"event":"failed"'))).toEqual([]);
});
