/**
 * A whole export checked, signatures and rules and texts, against two workers that do nothing but verify the same signatures with
 * node:crypto. Both are what a person waits, in turns, so that a busy minute of the machine strikes both.
 */
import { readFileSync } from "node:fs";
import { verifyExport } from "../../src/core/verify/verifyExport.ts";
import { openVerifierPool } from "../../src/node/crypto/verifierPool.ts";
import { median, wallMs } from "../clock.ts";
import { ratio, type Figure } from "../figure.ts";
import { RawVerifiers } from "../raw/verifiers.ts";
import { decoded, inFolder, recordedIn, writeTown } from "../town/townFile.ts";

const ACTS = 10_000;
const TURNS = 3;
const WORKERS = 2;
const MS_PER_S = 1000;

export const measure = (): Promise<readonly Figure[]> =>
  inFolder(async (folder) => {
    const file = await writeTown(folder, { people: 300, proposals: 12, signing: "signed" }, ACTS);
    const bytes = readFileSync(file);
    const acts = (await recordedIn(file)).map(decoded).map(({ signed }) => signed);
    const raw = await RawVerifiers.open(WORKERS, acts);
    const pool = openVerifierPool(WORKERS);
    const checks: number[] = [];
    const bare: number[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      const begun = wallMs();
      const verified = await verifyExport([bytes], pool);
      checks.push((acts.length / (wallMs() - begun)) * MS_PER_S);
      if (verified.kind !== "judged" || verified.report.faults.length > 0)
        throw new Error("the town's export has faults");
      bare.push(await raw.rate());
    }
    await pool.close();
    await raw.close();
    return [
      { what: "full check of a members' export", value: median(checks), unit: "acts/s" },
      { what: "two workers verifying its signatures only", value: median(bare), unit: "signatures/s" },
      ratio("full check ÷ two workers' raw rate", median(checks) / median(bare), { atLeast: 0.8 }),
    ];
  });
