/**
 * `folkmoot verify FILE|URL`: checks a whole log offline, from an export alone, or from a node's public export and then its tiles. It ends
 * with 0 where nothing is wrong and with 1 where anything is, naming the first fault: which entry, which rule.
 */
import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { parseId } from "../../core/hash.ts";
import type { Verifier } from "../../core/log/ed25519.ts";
import { verifyExport } from "../../core/verify/verifyExport.ts";
import type { Id } from "../../core/kernel/types.ts";
import { openVerifierPool } from "../../node/crypto/verifierPool.ts";
import type { Call, Command } from "../call.ts";
import { exits, UsageError, type Exit } from "../exits.ts";
import { addressOf, requestPieces } from "../remote/request.ts";
import { exportAt } from "../verify/address.ts";
import { watched } from "../verify/progress.ts";
import { checkServed, servedAt } from "../verify/served.ts";
import { faultsOf, jsonOf, linesOf, type Checked } from "../verify/verdict.ts";

export const verify: Command = {
  positionals: [{ name: "FILE|URL", count: "one" }],
  options: ["community", "expect-origin"],
  run: async (call) => {
    const expectedOrigin = idIn(call);
    const verifier = openVerifierPool();
    try {
      const checked = { ...(await check(call, verifier)), expectedOrigin };
      call.answer(jsonOf(checked), () => linesOf(call, checked));
      return verdictOf(checked);
    } finally {
      await verifier.close();
    }
  },
};

const verdictOf = (checked: Checked): Exit => (faultsOf(checked).length === 0 ? exits.done : exits.refused);

const idIn = (call: Call): Id | null => {
  const text = call.text("expect-origin");
  if (text === null) return null;
  const id = parseId(text.replace(/^folkmoot\//, ""));
  if (id === null) throw new UsageError("cli.notAnId", { option: "--expect-origin" });
  return id;
};

type Found = Omit<Checked, "expectedOrigin">;

const check = async (call: Call, verifier: Verifier): Promise<Found> => {
  const what = call.positional(0) ?? "";
  if (addressOf(what) !== null) return checkAddress(call, what, verifier);
  await access(what);
  return { verification: await checkPieces(call, createReadStream(what), verifier), served: null };
};

const checkAddress = async (call: Call, what: string, verifier: Verifier): Promise<Found> => {
  const { url, log } = await exportAt(what, call.text("community"));
  const verification = await checkPieces(call, requestPieces(url), verifier);
  if (log === null || verification.kind === "damaged") return { verification, served: null };
  const { header, report } = verification;
  return { verification, served: await checkServed(servedAt(log), { ...report, vkey: header.vkey }, verifier) };
};

const checkPieces = async (call: Call, pieces: AsyncIterable<Uint8Array>, verifier: Verifier) => {
  const { onProgress, end } = watched(call);
  try {
    return await verifyExport(pieces, verifier, onProgress);
  } finally {
    end();
  }
};
