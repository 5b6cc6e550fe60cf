/** The only place where the forger's files meet the product: what its verifier says of them. */
import { verifyExport, type Verification } from "../../src/core/verify/verifyExport.ts";
import type { Report } from "../../src/core/verify/report.ts";
import { verifierPool } from "../life/verifier.ts";
import type { Bytes } from "./keys.ts";

export const asked = (bytes: Bytes): Promise<Verification> => verifyExport([bytes], verifierPool);

export const reported = async (bytes: Bytes): Promise<Report> => {
  const verification = await asked(bytes);
  if (verification.kind === "judged") return verification.report;
  throw new Error(`damaged: ${verification.rule} at byte ${verification.offset}, entry ${String(verification.entry)}`);
};
