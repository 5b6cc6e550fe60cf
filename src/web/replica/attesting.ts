/**
 * What this device says of results: that its own fold found the same, or what differs. The surprising rule: once a few
 * devices have said that they agree, the others keep silent, since a hundred more would tell nobody anything; but a
 * disagreement is always said.
 */
import { judge } from "../../core/judge.ts";
import { court } from "../../core/nodeActs.ts";
import { assembly, core } from "../../core/registry.ts";
import { resultShape } from "../../core/result.ts";
import { instantOf } from "../../core/kernel/time.ts";
import { chance, sendDraft, type Draft } from "./author.ts";
import type { Opened } from "./device.ts";
import { bodyOf } from "./questions/bodies.ts";
import type { ResultSeen } from "./results.ts";

/** A device that was off for longer has nothing to add. */
const RECENT_MS = 48 * 3_600_000;
const ENOUGH = 5;
/** Devices that are on at the same time speak one after the other. */
const SPREAD_MS = 6000;

export const attest = async ({ replica, link }: Opened, { before, entry }: ResultSeen): Promise<void> => {
  if (entry.at < link.time() - RECENT_MS || !("act" in entry.signed)) return;
  const body = bodyOf({ kind: "result.record", shape: resultShape }, entry.signed.act.command);
  if (body === null) return;
  const { decision } = body;
  const judged = judge(court, before, entry);
  await spread();
  if (link.isStopped) return;
  const { key } = replica;
  const now = instantOf(Math.max(link.time(), replica.world.at));
  const register = core.standing(replica.worldAhead(), assembly, now);
  const result = register.byDecision(decision);
  if (key === null || result === null || !replica.isMine(now)) return;
  if (register.statementOf(result.ordinal, key.publicKey) !== null) return;
  const draft = ((): Draft | null => {
    if (judged.kind === "disagrees")
      return { kind: "result.dispute", body: { decision, reason: judged.on[0] ?? "outcome" }, atOnce: true };
    if (judged.kind === "rootUnseen" || result.attested >= ENOUGH) return null;
    return { kind: "result.attest", body: { decision, membersRoot: judged.membersRoot }, atOnce: true };
  })();
  if (draft !== null) await sendDraft(replica, draft, link.time());
};

const spread = (): Promise<void> => {
  const [high = 0, low = 0] = chance(2);
  return new Promise((resolve) => {
    setTimeout(resolve, ((high * 256 + low) * SPREAD_MS) / 65_536);
  });
};
