/** The only place where the forger's files meet the product: what its verifier says of them. */
import { verifyExport, type Verification } from "../../src/core/verify/verifyExport.ts";
import type { Report } from "../../src/core/verify/report.ts";
import { verifierPool } from "../life/verifier.ts";
import type { Bytes } from "./keys.ts";
import type { Changes, Ledger } from "./ledger.ts";

/** Which entry, which rule. */
type Named = readonly (readonly [entry: number | null, rule: string])[];

export const asked = (bytes: Bytes): Promise<Verification> => verifyExport([bytes], verifierPool);

export const reported = async (bytes: Bytes): Promise<Report> => {
  const verification = await asked(bytes);
  if (verification.kind === "judged") return verification.report;
  throw new Error(`damaged: ${verification.rule} at byte ${verification.offset}, entry ${String(verification.entry)}`);
};

const faultsIn = async (bytes: Bytes): Promise<Named> =>
  (await reported(bytes)).faults.map(({ entry, rule }) => [entry, rule]);

export const faultsForMembers = (ledger: Ledger, changes?: Changes): Promise<Named> =>
  faultsIn(ledger.export(false, changes).bytes);

export const faultsForPublic = (ledger: Ledger, changes?: Changes): Promise<Named> =>
  faultsIn(ledger.export(true, changes).bytes);

/** The root that the documents do not let a stranger compute: the verifier's report gives it for the log so far. */
export const rootAsked = async (ledger: Ledger): Promise<Bytes> => {
  const { membersRoot } = await reported(ledger.export(false).bytes);
  if (membersRoot === null) throw new Error("a members' export has a members' root");
  return new Uint8Array(Buffer.from(membersRoot, "hex"));
};
