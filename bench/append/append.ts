/**
 * Durable append: how fast acts are verified, folded, stored with a synced commit and answered, held against one thread that only
 * verifies signatures. In batches, one act per request, and at half of that rate how long an answer takes.
 */
import { openVerifierPool } from "../../src/node/crypto/verifierPool.ts";
import type { SignedAct } from "../../src/core/kernel/types.ts";
import { quantile, wallMs } from "../clock.ts";
import { ratio, type Figure } from "../figure.ts";
import { RawVerifiers } from "../raw/verifiers.ts";
import { inFolder } from "../town/townFile.ts";
import { prepare, requireRecorded, type Prepared } from "./people.ts";

const PEOPLE = 1_000;
const TURNS = 3;
const ACTS_IN_BATCHES = 6_000;
const ACTS_ALONE = 4_000;
const ACTS_AT_HALF_LOAD = 4_000;
const BATCH = 100;
/** Fewer acts in flight than there are people, so that nobody says two things at once. */
const CALLERS = 6;
const CALLERS_ALONE = 200;
const RAW_SAMPLE = 6_000;
const MS_PER_S = 1000;

export const measure = (): Promise<readonly Figure[]> =>
  inFolder(async (folder) => {
    const pool = openVerifierPool(2);
    const acts = TURNS * (ACTS_IN_BATCHES + ACTS_ALONE) + ACTS_AT_HALF_LOAD;
    const prepared = await prepare(folder, pool, { people: PEOPLE, acts });
    const take = takerOf(prepared.signed);
    const raw = await RawVerifiers.open(1, prepared.signed.slice(0, RAW_SAMPLE));
    const [raws, batched, alone]: [number[], number[], number[]] = [[], [], []];
    for (let turn = 0; turn < TURNS; turn += 1) {
      raws.push(await raw.rate());
      batched.push(await rateOf(prepared, take(ACTS_IN_BATCHES), BATCH));
      alone.push(await rateOf(prepared, take(ACTS_ALONE), 1));
    }
    const best = { raw: Math.max(...raws), batched: Math.max(...batched), alone: Math.max(...alone) };
    const waits = await waitsAt(prepared, take(ACTS_AT_HALF_LOAD), best.alone / 2);
    await prepared.community.stop();
    await Promise.all([raw.close(), pool.close()]);
    return [
      { what: "one thread that only verifies", value: best.raw, unit: "signatures/s" },
      { what: `durable append, ${BATCH} acts a request`, value: best.batched, unit: "acts/s" },
      ratio(`durable append, ${BATCH} acts a request ÷ raw`, best.batched / best.raw, { atLeast: 1 }),
      { what: "durable append, one act a request", value: best.alone, unit: "acts/s" },
      ratio("durable append, one act a request ÷ raw", best.alone / best.raw, { atLeast: 0.5 }),
      { what: "answer at half of that rate, median", value: quantile(waits, 0.5), unit: "ms" },
      { what: "answer at half of that rate, p99", value: quantile(waits, 0.99), unit: "ms", target: { atMost: 25 } },
    ];
  });

const takerOf = (acts: readonly SignedAct[]): ((count: number) => readonly SignedAct[]) => {
  let at = 0;
  return (count) => acts.slice(at, (at += count));
};

/** Acts per second with so many callers that each wait for their answer before they hand in the next. */
const rateOf = async (
  { community, submission }: Prepared,
  acts: readonly SignedAct[],
  perRequest: number,
): Promise<number> => {
  const requests = Array.from({ length: Math.ceil(acts.length / perRequest) }, (_, place) =>
    submission(acts.slice(place * perRequest, (place + 1) * perRequest)),
  );
  const callers = perRequest === 1 ? CALLERS_ALONE : CALLERS;
  const begun = wallMs();
  let next = 0;
  const call = async (caller: string): Promise<void> => {
    for (let request = requests[next++]; request !== undefined; request = requests[next++])
      requireRecorded(await community.submit(request, caller));
  };
  await Promise.all(Array.from({ length: callers }, (_, caller) => call(`caller ${caller}`)));
  return (acts.length / (wallMs() - begun)) * MS_PER_S;
};

/** How long each answer takes when acts come at this rate whatever happens, in ms. */
const waitsAt = (
  { community, submission }: Prepared,
  acts: readonly SignedAct[],
  perSecond: number,
): Promise<readonly number[]> =>
  new Promise((resolve, reject) => {
    const requests = acts.map((act) => submission([act]));
    const waits: number[] = [];
    const begun = wallMs();
    let next = 0;
    const submitDue = (): void => {
      const due = Math.min(requests.length, Math.floor(((wallMs() - begun) / MS_PER_S) * perSecond));
      while (next < due) handIn(next++);
      if (next < requests.length) setTimeout(submitDue, 1);
    };
    const handIn = (place: number): void => {
      const request = requests[place];
      if (request === undefined) return;
      const wantedAt = begun + (place / perSecond) * MS_PER_S;
      community.submit(request, `caller ${place % CALLERS}`).then((answers) => {
        requireRecorded(answers);
        waits.push(wallMs() - wantedAt);
        if (waits.length === requests.length) resolve(waits);
      }, reject);
    };
    submitDue();
  });
