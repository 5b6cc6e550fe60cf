/**
 * `folkmoot found NAME --template TEMPLATE`: founds a community without a browser. The surprising rule: the founder's key is on disk before the
 * founding is handed in, since a community whose founder lost the key to a broken line could never begin.
 */
import { rmSync } from "node:fs";
import { actSigningBytes } from "../../core/log/act.ts";
import { writeAct, Wordings } from "../../core/desk.ts";
import { ZERO_ID } from "../../core/hash.ts";
import { command } from "../../core/registry.ts";
import { foundingBody, template, templateIds } from "../../core/templates/index.ts";
import type { Id } from "../../core/kernel/types.ts";
import type { WireSubmission } from "../../core/wire/submission.ts";
import { nativeSigner } from "../../node/crypto/ed25519.ts";
import type { Call, Command } from "../call.ts";
import type { Door } from "../door/door.ts";
import { openFoundingDoor } from "../door/open.ts";
import { UsageError, type Exit } from "../exits.ts";
import { updateKey, writeKey, type DeviceKey } from "../keys/keyFile.ts";
import { newKeyFile } from "../keys/keyring.ts";
import { exitFor, resultJson, resultLines } from "../outcomes.ts";
import type { Result } from "../remote/nodeClient.ts";
import { chance, sign } from "../signing.ts";

const SEED_BYTES = 32;

export const found: Command = {
  positionals: [{ name: "NAME", count: "one" }],
  options: ["template", "purpose", "my-name", "locale", "listed", "data", "node", "key"],
  run: async (call) => {
    const name = call.positional(0) ?? "";
    if (name.trim() === "") throw new UsageError("cli.argumentNeeded", { argument: "NAME" });
    const door = openFoundingDoor(call);
    try {
      return await founding(call, door, name);
    } finally {
      await door.close();
    }
  },
};

const founding = async (call: Call, door: Door, name: string): Promise<Exit> => {
  const seed = chance(SEED_BYTES);
  const { id, submission } = await foundingAct(call, seed, await door.prepare(), name);
  const publicKey = nativeSigner(seed).publicKey;
  const file = newKeyFile(call, id, publicKey);
  const key = writeKey(file, { community: id, seq: 1, previous: id, node: door.address }, seed);
  const results = await door.found(withName(call, key, submission));
  const isFounded = results[0]?.kind === "recorded";
  if (!isFounded) rmSync(file);
  return isFounded ? told(call, door, key) : refused(call, results);
};

type Founding = { readonly id: Id; readonly submission: WireSubmission };

const foundingAct = async (call: Call, seed: Uint8Array, nodeKey: Id, name: string): Promise<Founding> => {
  const chosen = call.choice("template", templateIds, "neighbourhood");
  const texts = new Wordings(chance);
  const purpose = call.text("purpose");
  const body = foundingBody(template(chosen), {
    name: texts.text(name),
    purpose: purpose === null ? null : texts.text(purpose),
    locale: call.text("locale") ?? "en",
    nodeKey,
    changes: call.has("listed") ? [{ path: "publish.isListed", value: true }] : [],
  });
  const signer = nativeSigner(seed);
  const author = { kind: "device", key: signer.publicKey } as const;
  const { written } = writeAct(
    { origin: ZERO_ID, author, seq: 0, previous: null, seen: null },
    { command: command("charter.found", body), at: call.terminal.now(), chance, texts },
  );
  const signature = await signer.sign(actSigningBytes(written.bytes));
  return {
    id: written.id,
    submission: {
      acts: [[written.bytes, signature]],
      texts: written.texts.map(({ salt, utf8 }) => [salt, utf8]),
    },
  };
};

/** With the founder's own name as a second act, where it was given. */
const withName = (call: Call, key: DeviceKey, { acts, texts }: WireSubmission): WireSubmission => {
  const name = call.text("my-name");
  if (name === null) return { acts, texts };
  const body = { name: { wording: name }, about: null };
  const { submission } = sign(key, [{ kind: "member.introduce", body }], call.terminal.now());
  return { acts: [...acts, ...submission.acts], texts: [...texts, ...submission.texts] };
};

const told = (call: Call, door: Door, { community, file, ...key }: DeviceKey): Exit => {
  const { address } = door;
  updateKey({ community, file, ...key }, { node: address });
  const page = address === null ? null : `${address}/c/${community}/`;
  call.answer({ community, key: file, device: key.signer.publicKey, page }, () => [
    call.say("cli.found.done", { community }),
    call.say("cli.found.keyAt", { file }),
    page === null ? call.say("cli.found.serve") : call.say("cli.found.page", { page }),
    call.say("cli.found.next"),
  ]);
  return call.done();
};

const refused = (call: Call, results: readonly Result[]): Exit => {
  call.answer(results.map(resultJson), () => results.slice(0, 1).flatMap((result) => resultLines(call, result)));
  return exitFor(results);
};
