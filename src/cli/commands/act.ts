/**
 * `folkmoot act KIND [JSON|-]`: signs an act of any kind with the local key and hands it in. With --check it only says whether the rules would
 * refuse it now: nothing is signed, no number is used.
 */
import type { Call, Command } from "../call.ts";
import { exits, UsageError, type Exit } from "../exits.ts";
import { parseId } from "../../core/hash.ts";
import { readNewDevice } from "../../core/wire/codes.ts";
import type { Evidence, Id } from "../../core/kernel/types.ts";
import { kindNamed, parseBody } from "../bodies.ts";
import { openDoor } from "../door/open.ts";
import { chosenKey } from "../keys/keyring.ts";
import type { DeviceKey } from "../keys/keyFile.ts";
import { codeIn } from "../links.ts";
import { exitFor, refusalJson, refusalLines, resultJson, resultLines } from "../outcomes.ts";
import { rehearse } from "../rehearsal.ts";
import { lookAtHead } from "../seen.ts";
import { sign, type Draft } from "../signing.ts";

export const act: Command = {
  positionals: [
    { name: "KIND", count: "one" },
    { name: "JSON|-", count: "optional" },
  ],
  options: ["check", "data", "community", "node", "key", "after", "code"],
  run: async (call) => {
    const draft = await draftIn(call);
    const key = chosenKey(call);
    return call.has("check") ? check(call, key, draft) : handIn(call, key, draft);
  },
};

const draftIn = async (call: Call): Promise<Draft> => {
  const kind = kindNamed(call.positional(0) ?? "");
  const given = call.positional(1) ?? "{}";
  const body = parseBody(given === "-" ? await call.terminal.input() : given);
  return { kind, body, after: call.texts("after").map(idOfAct), evidence: evidenceIn(call) };
};

const idOfAct = (text: string): Id => {
  const id = parseId(text);
  if (id === null) throw new UsageError("cli.notAnId", { option: "--after" });
  return id;
};

/** The signature of a new device for the one that vouches for it, in the link that `join` printed there. */
const evidenceIn = (call: Call): readonly Evidence[] => {
  const link = call.text("code");
  if (link === null) return [];
  const device = readNewDevice(codeIn(link));
  if (device === null) throw new UsageError("cli.notALink");
  return [{ kind: "device", key: device.key, signature: device.signature }];
};

const check = async (call: Call, key: DeviceKey, draft: Draft): Promise<Exit> => {
  const refusal = await rehearse(call, key, draft);
  const json = refusal === null ? { outcome: "allowed" } : { outcome: "refused", refusal: refusalJson(refusal) };
  call.answer(json, () => (refusal === null ? [call.say("cli.act.allowed")] : refusalLines(call, refusal)));
  return refusal === null ? exits.done : exits.refused;
};

const handIn = async (call: Call, key: DeviceKey, draft: Draft): Promise<Exit> => {
  const door = openDoor(call, key.community, key.node);
  try {
    await lookAtHead(door, key);
    const { submission } = sign(key, [draft], call.terminal.now());
    const results = await door.submit(key.community, submission, key.signer);
    call.answer(results.length === 1 ? resultJson(one(results)) : results.map(resultJson), () =>
      results.flatMap((result) => resultLines(call, result)),
    );
    return exitFor(results);
  } finally {
    await door.close();
  }
};

const one = <T>([first]: readonly T[]): T => {
  if (first === undefined) throw new Error("The node gave no answer for an act.");
  return first;
};
