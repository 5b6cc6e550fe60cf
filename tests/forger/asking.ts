/** The only place where the forger's files meet the product: what its verifier says of them. */
import { snapshotHead, snapshotPages } from "../../src/core/kernel/snapshot.ts";
import { instantOf } from "../../src/core/kernel/time.ts";
import type { Entry } from "../../src/core/kernel/types.ts";
import { isMalformed, signedAct } from "../../src/core/log/act.ts";
import { core, institutionNames } from "../../src/core/registry.ts";
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

export type Snapshot = { readonly head: Bytes; readonly pages: ReadonlyMap<string, Bytes> };

/** The product's own snapshot of the log, as it would store or send it. */
export const snapshotAsked = (ledger: Ledger): Snapshot => {
  const entries = ledger.entries.map(({ at, act, signature }, index): Entry => {
    const signed = signedAct(act, signature);
    if (isMalformed(signed)) throw new Error(`entry ${index} is malformed`);
    return { index, at: instantOf(at), signed };
  });
  const world = core.replay(core.begin(), entries);
  const pages = new Map<string, Bytes>();
  snapshotPages(
    world,
    (name) => pages.has(name),
    (name, bytes) => pages.set(name, bytes),
  );
  return { head: snapshotHead(world, institutionNames), pages };
};
