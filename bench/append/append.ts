/**
 * Durable append: how fast acts are verified, folded, stored with a synced commit and answered, held against one thread that only
 * verifies signatures. In batches, one act per request, and at half of that rate how long an answer takes.
 */
import { actSigningBytes } from "../../src/core/log/act.ts";
import { verifyNatively } from "../../src/node/crypto/ed25519.ts";
import { openVerifierPool } from "../../src/node/crypto/verifierPool.ts";
import type { SignedAct } from "../../src/core/kernel/types.ts";
import type { Submission } from "../../src/node/sequencer/submission.ts";
import { medianBusy, quantile, wallMs } from "../clock.ts";
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
const CALLERS = 8;
const CALLERS_ALONE = 200;
const RAW_SAMPLE = 6_000;
const MS_PER_S = 1000;
const US_PER_MS = 1000;
const CORES = 2;

export const measure = (): Promise<readonly Figure[]> =>
  inFolder(async (folder) => {
    const pool = openVerifierPool(2);
    const acts = TURNS * (ACTS_IN_BATCHES + ACTS_ALONE) + ACTS_AT_HALF_LOAD;
    const prepared = await prepare(folder, pool, { people: PEOPLE, acts });
    const take = takerOf(prepared.signed);
    const raw = await RawVerifiers.open(1, prepared.signed.slice(0, RAW_SAMPLE));
    const [raws, batched, alone, costs]: [number[], number[], number[], number[]] = [[], [], [], []];
    for (let turn = 0; turn < TURNS; turn += 1) {
      raws.push(await raw.rate());
      const before = process.cpuUsage();
      batched.push(await rateOf(prepared, take(ACTS_IN_BATCHES), BATCH));
      costs.push(usedUs(before) / ACTS_IN_BATCHES);
      alone.push(await rateOf(prepared, take(ACTS_ALONE), 1));
    }
    const cost = rawCostUs(prepared.signed.slice(0, RAW_SAMPLE));
    const best = { raw: Math.max(...raws), batched: Math.max(...batched), alone: Math.max(...alone) };
    const waits = await waitsAt(prepared, take(ACTS_AT_HALF_LOAD), best.alone / 2);
    await prepared.community.stop();
    await Promise.all([raw.close(), pool.close()]);
    return [
      { what: "one thread that only verifies", value: best.raw, unit: "signatures/s" },
      { what: `durable append, ${BATCH} acts a request`, value: best.batched, unit: "acts/s" },
      ratio(`durable append, ${BATCH} acts a request ÷ raw`, best.batched / best.raw, { atLeast: 1 }),
      { what: `processor time of all threads, ${BATCH} acts a request`, value: Math.min(...costs), unit: "µs/act" },
      {
        what: "the same ÷ raw, were both cores free: by processor time",
        value: (CORES * cost) / Math.min(...costs),
        unit: "×",
      },
      { what: "durable append, one act a request", value: best.alone, unit: "acts/s" },
      ratio("durable append, one act a request ÷ raw", best.alone / best.raw, { atLeast: 0.5 }),
      { what: "answer at half of that rate, median", value: quantile(waits, 0.5), unit: "ms" },
      { what: "answer at half of that rate, p99", value: quantile(waits, 0.99), unit: "ms", target: { atMost: 25 } },
    ];
  });

/** What one verification costs this thread, in µs of processor time, with keys imported before. */
const rawCostUs = (acts: readonly SignedAct[]): number => {
  const verifyAll = (): void => {
    for (const { act, bytes, signature } of acts) verifyNatively(act.author.key, actSigningBytes(bytes), signature);
  };
  return (medianBusy(TURNS, verifyAll) / acts.length) * US_PER_MS;
};

const usedUs = (before: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(before);
  return user + system;
};

const takerOf = (acts: readonly SignedAct[]): ((count: number) => readonly SignedAct[]) => {
  let at = 0;
  return (count) => acts.slice(at, (at += count));
};

/** Acts per second with so many callers that each wait for their answer before they hand in the next acts of their people. */
const rateOf = async (
  { community, submission }: Prepared,
  acts: readonly SignedAct[],
  perRequest: number,
): Promise<number> => {
  const callers = perRequest === 1 ? CALLERS_ALONE : CALLERS;
  const lanes = Array.from({ length: callers }, (_, caller) =>
    acts.filter((_act, place) => (place % PEOPLE) % callers === caller),
  );
  const requests = lanes.map((lane) =>
    Array.from({ length: Math.ceil(lane.length / perRequest) }, (_, place) =>
      submission(lane.slice(place * perRequest, (place + 1) * perRequest)),
    ),
  );
  const begun = wallMs();
  const call = async (own: readonly Submission[], caller: number): Promise<void> => {
    for (const request of own) requireRecorded(await community.submit(request, `caller ${caller}`));
  };
  await Promise.all(requests.map(call));
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
