/**
 * `folkmoot join LINK`: by an invitation, with a key made here; or, where the link is a member's offer, the answer that this device's key is to
 * become one of theirs. The key is on disk before anything is handed in: if the answer is lost, the key is not.
 */
import { rmSync } from "node:fs";
import { evidenceSigningBytes } from "../../core/log/act.ts";
import type { Evidence } from "../../core/kernel/types.ts";
import { newDeviceCode, readInvitation, readOffer, type Invitation, type Offer } from "../../core/wire/codes.ts";
import { nativeSigner } from "../../node/crypto/ed25519.ts";
import type { Call, Command } from "../call.ts";
import { openDoor } from "../door/open.ts";
import { UsageError, type Exit } from "../exits.ts";
import { writeKey } from "../keys/keyFile.ts";
import { newKeyFile } from "../keys/keyring.ts";
import { codeIn, nodeIn, qrLines } from "../links.ts";
import { exitFor, resultJson, resultLines } from "../outcomes.ts";
import { lookAtHead } from "../seen.ts";
import { chance, sign } from "../signing.ts";

const SEED_BYTES = 32;

export const join: Command = {
  positionals: [{ name: "LINK", count: "one" }],
  options: ["my-name", "label", "data", "node", "key"],
  run: (call) => {
    const code = codeIn(call.positional(0) ?? "");
    const invitation = readInvitation(code);
    if (invitation !== null) return joinBy(call, invitation);
    const offer = readOffer(code);
    if (offer === null) throw new UsageError("cli.notALink");
    return answerTo(call, offer);
  },
};

const joinBy = async (call: Call, { origin, invitation, seed }: Invitation): Promise<Exit> => {
  const name = call.needed("my-name");
  const label = call.text("label");
  const node = call.text("node") ?? nodeIn(call.positional(0) ?? "");
  const door = openDoor(call, origin, node);
  try {
    const own = chance(SEED_BYTES);
    const { publicKey } = nativeSigner(own);
    const voucher = nativeSigner(seed);
    const signature = voucher.signNow(evidenceSigningBytes("invitation", origin, publicKey));
    const evidence: Evidence = { kind: "invitation", key: voucher.publicKey, signature };
    const file = newKeyFile(call, origin, publicKey);
    const key = writeKey(file, { community: origin, seq: 0, previous: null, node: door.address ?? node }, own);
    const body = { invitation, name: { wording: name }, label: label === null ? null : { wording: label } };
    await lookAtHead(door, key);
    const { submission } = sign(key, [{ kind: "member.join", body, evidence: [evidence] }], call.terminal.now());
    const results = await door.submit(origin, submission, key.signer);
    const exit = exitFor(results);
    if (exit !== 0) rmSync(file);
    const json = { community: origin, key: exit === 0 ? file : null, results: results.map(resultJson) };
    call.answer(json, () => [
      ...results.flatMap((result) => resultLines(call, result)),
      ...(exit === 0 ? [call.say("cli.join.done", { community: origin, file })] : []),
    ]);
    return exit;
  } finally {
    await door.close();
  }
};

/** The new device signs for the one that vouches for it; nothing is handed in before the helper adds it. */
const answerTo = (call: Call, { origin, helper }: Offer): Promise<Exit> => {
  const node = call.text("node") ?? nodeIn(call.positional(0) ?? "");
  const own = chance(SEED_BYTES);
  const signer = nativeSigner(own);
  const { publicKey } = signer;
  const file = newKeyFile(call, origin, publicKey);
  writeKey(file, { community: origin, seq: 0, previous: null, node }, own);
  const code = newDeviceCode({
    key: publicKey,
    signature: signer.signNow(evidenceSigningBytes("device", origin, helper)),
  });
  const link = `${node ?? ""}/m/${origin}/devices#${code}`;
  call.answer({ community: origin, key: file, device: publicKey, link }, () => [
    call.say("cli.join.answer", { device: publicKey, file }),
    link,
    ...qrLines(link, call.terminal.isScreen),
  ]);
  return Promise.resolve(call.done());
};
