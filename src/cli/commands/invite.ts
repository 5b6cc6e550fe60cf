/**
 * `folkmoot invite`: a one-use key goes into a link and into a QR code; who holds either may join once. The surprising rule: the link is shown
 * once and kept nowhere, so whoever finds this machine later finds no open invitation.
 */
import { DAY_MS, instantOf } from "../../core/kernel/time.ts";
import { invitationCode } from "../../core/wire/codes.ts";
import { nativeSigner } from "../../node/crypto/ed25519.ts";
import type { Call, Command } from "../call.ts";
import { openDoor } from "../door/open.ts";
import type { Exit } from "../exits.ts";
import { isoOf } from "../instants.ts";
import { chosenKey } from "../keys/keyring.ts";
import type { DeviceKey } from "../keys/keyFile.ts";
import { qrLines } from "../links.ts";
import { exitFor, resultJson, resultLines } from "../outcomes.ts";
import { lookAtHead } from "../seen.ts";
import { chance, sign } from "../signing.ts";
import type { Door } from "../door/door.ts";

const SEED_BYTES = 32;
const DAYS = 7;
const DAYS_MAX = 365;

export const invite: Command = {
  positionals: [],
  options: ["guest", "days", "note", "address", "data", "community", "node", "key"],
  run: async (call) => {
    const key = chosenKey(call);
    const door = openDoor(call, key.community, key.node);
    try {
      return await handIn(call, key, door);
    } finally {
      await door.close();
    }
  },
};

const handIn = async (call: Call, key: DeviceKey, door: Door): Promise<Exit> => {
  const seed = chance(SEED_BYTES);
  const now = call.terminal.now();
  const expiresAt = instantOf(now + (call.whole("days", 1, DAYS_MAX) ?? DAYS) * DAY_MS);
  const note = call.text("note");
  const body = {
    key: nativeSigner(seed).publicKey,
    role: call.has("guest") ? "guest" : "member",
    expiresAt,
    note: note === null ? null : { wording: note },
  };
  await lookAtHead(door, key);
  const { ids, submission } = sign(key, [{ kind: "member.invite", body }], now);
  const results = await door.submit(key.community, submission, key.signer);
  const [invitation] = ids;
  if (exitFor(results) !== 0 || invitation === undefined) {
    call.answer(results.map(resultJson), () => results.flatMap((result) => resultLines(call, result)));
    return exitFor(results);
  }
  const address = call.text("address") ?? door.address ?? key.node;
  const link = `${address ?? ""}/join#${invitationCode({ origin: key.community, invitation, seed })}`;
  call.answer({ invitation, link, expiresAt: isoOf(expiresAt) }, () => [
    call.say("cli.invite.done", { days: call.whole("days", 1, DAYS_MAX) ?? DAYS }),
    link,
    ...(address === null ? [call.say("cli.invite.noAddress")] : qrLines(link, call.terminal.isScreen)),
  ]);
  return call.done();
};
