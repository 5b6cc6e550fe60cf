/** A session for a device of the town: the challenge, its signature, the token (docs/formats/session.md). */
import { z } from "zod";
import { base64Of } from "../../src/core/log/base64.ts";
import { instantOf } from "../../src/core/kernel/time.ts";
import { signInBytes } from "../../src/core/wire/signIn.ts";
import type { Hand } from "../town/ledger.ts";
import type { TownNode } from "./townNode.ts";

const challengeShape = z.object({ expiresAt: z.number(), nonce: z.string(), address: z.string() });
const sessionShape = z.object({ token: z.string() });

export const tokenFor = async ({ port, origin }: TownNode, { key, signer }: Hand): Promise<string> => {
  if (signer === null) throw new Error("an unsigned town has no sessions");
  const base = `http://127.0.0.1:${port}/api/communities/${origin}/session`;
  const { expiresAt, nonce, address } = challengeShape.parse(await posted(`${base}/challenge`, {}));
  const bytes = signInBytes({ community: origin, address, expiresAt: instantOf(expiresAt), nonce });
  const signature = base64Of(signer.signNow(bytes));
  return sessionShape.parse(await posted(base, { device: key, expiresAt, nonce, signature })).token;
};

const posted = async (address: string, body: object): Promise<unknown> => {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
};
