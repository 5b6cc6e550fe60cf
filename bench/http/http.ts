/**
 * Acts handed in over HTTP, one per request, to a real node in a process of its own: how many are stored durably in a second, held
 * against one thread that only verifies signatures; and at half of that rate, how long an answer takes.
 */
import { median, quantile, wallMs } from "../clock.ts";
import { ratio, type Figure } from "../figure.ts";
import { RawVerifiers } from "../raw/verifiers.ts";
import { Line, requestBytes } from "../served/line.ts";
import { tokenFor } from "../served/signIn.ts";
import { introducing, withTownNode, type TownNode } from "../served/townNode.ts";
import { inFolder } from "../town/townFile.ts";

const PEOPLE = 64;
const LINES = 128;
const TURNS = 3;
const ACTS = 3_000;
const RAW_SAMPLE = 5_000;
const MS_PER_S = 1000;

export const measure = (): Promise<readonly Figure[]> =>
  inFolder((folder) =>
    withTownNode(folder, introducing(PEOPLE, (TURNS + 1) * ACTS), async (node) => {
      const requests = await requestsTo(node);
      const lines = await Promise.all(Array.from({ length: LINES }, () => Line.open(node.port)));
      const raw = await RawVerifiers.open(1, node.acts.slice(0, RAW_SAMPLE));
      const [raws, rates]: [number[], number[]] = [[], []];
      for (let turn = 0; turn < TURNS; turn += 1) {
        raws.push(await raw.rate());
        rates.push(await rateOf(lines, requests.slice(turn * ACTS, (turn + 1) * ACTS)));
      }
      const waits = await waitsAt(lines, requests.slice(TURNS * ACTS), median(rates) / 2);
      for (const line of lines) line.close();
      await raw.close();
      return [
        { what: "one thread that only verifies", value: median(raws), unit: "signatures/s" },
        { what: "durable append over HTTP, one act a request", value: median(rates), unit: "acts/s" },
        ratio("durable append over HTTP ÷ raw", median(rates) / median(raws), { atLeast: 0.5 }),
        { what: "answer over HTTP at half of that rate, median", value: quantile(waits, 0.5), unit: "ms" },
        {
          what: "answer over HTTP at half of that rate, p99",
          value: quantile(waits, 0.99),
          unit: "ms",
          target: { atMost: 25 },
        },
      ];
    }),
  );

/** One request per act, each with the session of the device that signed it. */
const requestsTo = async (node: TownNode): Promise<readonly Buffer[]> => {
  const tokens = await Promise.all(node.people.map((person) => tokenFor(node, person)));
  return node.submissions.map((submission, place) =>
    requestBytes(
      "POST",
      `/api/communities/${node.origin}/acts`,
      node.port,
      { "content-type": "application/cbor", authorization: `Bearer ${tokens[place % tokens.length] ?? ""}` },
      submission,
    ),
  );
};

const RECORDED = '"kind":"recorded"';
const handIn = async (line: Line, request: Buffer): Promise<void> => {
  const { status, body } = await line.ask(request);
  if (status !== 200 || !body.includes(RECORDED)) throw new Error(`the node answered ${status}: ${body.toString()}`);
};

/** Acts per second when every line hands in the next as soon as it has its answer. */
const rateOf = async (lines: readonly Line[], requests: readonly Buffer[]): Promise<number> => {
  const begun = wallMs();
  let next = 0;
  const work = async (line: Line): Promise<void> => {
    for (let request = requests[next++]; request !== undefined; request = requests[next++]) await handIn(line, request);
  };
  await Promise.all(lines.map(work));
  return (requests.length / (wallMs() - begun)) * MS_PER_S;
};

/** How long each answer takes, in ms from when it was its turn, when acts come at this rate whatever happens. */
const waitsAt = async (
  lines: readonly Line[],
  requests: readonly Buffer[],
  perSecond: number,
): Promise<readonly number[]> => {
  const begun = wallMs();
  const waits: number[] = [];
  let next = 0;
  const work = async (line: Line): Promise<void> => {
    for (let place = next++; place < requests.length; place = next++) {
      const turn = begun + (place / perSecond) * MS_PER_S;
      const early = turn - wallMs();
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      const request = requests[place];
      if (request !== undefined) await handIn(line, request);
      waits.push(wallMs() - turn);
    }
  };
  await Promise.all(lines.map(work));
  return waits;
};
