/** Letting a device in over HTTP: what opens the door, and every way in which it stays shut. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ADDRESS, ApiHost } from "../../../tests/node/apiHost.ts";
import type { Village } from "../../../tests/node/hosted.ts";
import { Person } from "../../../tests/node/people.ts";
import { base64Of } from "../../core/log/base64.ts";
import { parseId } from "../../core/hash.ts";
import { instantOf } from "../../core/kernel/time.ts";
import { signInBytes, type SignInChallenge } from "../../core/wire/signIn.ts";
import { CHALLENGE_MS } from "../session/challenges.ts";
import { IDLE_MS } from "../session/sessions.ts";

let api: ApiHost;
let village: Village;
let path: string;
beforeEach(async () => {
  api = new ApiHost();
  village = await api.found();
  path = `/api/communities/${village.origin}/session`;
});
afterEach(() => api.close());

const challenge = async (): Promise<SignInChallenge> => {
  const asked = (await api.json(`${path}/challenge`, { method: "POST" })) as SignInChallenge;
  return {
    ...asked,
    community: parseId(asked.community) ?? expect.fail("an id"),
    expiresAt: instantOf(asked.expiresAt),
  };
};
/** The answer to `given`, whose bytes to sign are those of `signed`. */
const answer = (given: SignInChallenge, signed: SignInChallenge = given, person: Person = village.founder) => {
  const signature = base64Of(person.signer.signNow(signInBytes(signed)));
  return api.ask(path, {
    json: { device: person.key, expiresAt: given.expiresAt, nonce: given.nonce, signature },
  });
};
const entries = (token?: string) => api.ask(`/api/communities/${village.origin}/entries`, { token });

describe("a device is let in", () => {
  it("by signing a challenge with the key that signs its acts", async () => {
    const given = await challenge();
    expect(given.address).toBe(ADDRESS);
    const { token, expiresAt } = (await (await answer(given)).json()) as { token: string; expiresAt: number };
    expect(expiresAt).toBe(api.host.clock.now() + IDLE_MS);
    expect((await entries(token)).status).toBe(200);
  });

  it("until a quarter of an hour after its last request", async () => {
    const token = await api.tokenOf(village.origin, village.founder);
    api.host.clock.pass(IDLE_MS - 1);
    expect((await entries(token)).status).toBe(200);
    api.host.clock.pass(IDLE_MS);
    const late = await entries(token);
    expect(late.status).toBe(401);
    expect(late.headers.get("www-authenticate")).toContain("Bearer");
    expect(await late.json()).toMatchObject({ type: "/problems#session-ended" });
  });

  it("until it ends its session", async () => {
    const token = await api.tokenOf(village.origin, village.founder);
    expect((await api.ask(path, { method: "DELETE", token })).status).toBe(204);
    expect((await entries(token)).status).toBe(401);
  });
});

describe("a device is not let in", () => {
  it("with the same challenge twice, also when both come at once", async () => {
    const given = await challenge();
    const statuses = (await Promise.all([answer(given), answer(given), answer(given)])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 403, 403]);
    expect((await answer(given)).status).toBe(403);
  });

  it("after the challenge's minute", async () => {
    const given = await challenge();
    api.host.clock.pass(CHALLENGE_MS);
    expect((await answer(given)).status).toBe(403);
  });

  it("by another's signature, or for another community or address", async () => {
    const given = await challenge();
    const elsewhere = await api.found("Elsewhere");
    const thief = new Person("a thief");
    const forged = base64Of(thief.signer.signNow(signInBytes(given)));
    const json = { device: village.founder.key, expiresAt: given.expiresAt, nonce: given.nonce, signature: forged };
    expect((await api.ask(path, { json })).status).toBe(403);
    expect((await answer(given, { ...given, community: elsewhere.origin })).status).toBe(403);
    expect((await answer(given, { ...given, address: "http://evil.test" })).status).toBe(403);
    expect((await answer({ ...given, expiresAt: instantOf(given.expiresAt + 1) })).status).toBe(403);
    expect((await answer(given)).status).toBe(200);
  });

  it("when a machine in the middle passes the challenge on", async () => {
    const { settings } = api.parts;
    const public_ = new ApiHost({ settings: { ...settings, addresses: ["https://node.example"] } });
    const { origin, founder } = await public_.found();
    const asked = await public_.ask(`/api/communities/${origin}/session/challenge`, { method: "POST" });
    expect(asked.status).toBe(403); // it was reached as http://node.test, which it is not
    expect((await public_.signIn(origin, founder).catch(() => null))?.status).toBeUndefined();
    await public_.close();
  });

  it("who takes no part here", async () => {
    const stranger = new Person("a stranger", village.origin);
    const refused = await api.signIn(village.origin, stranger);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ type: "/problems#not-entitled" });
  });

  it("with anything that is not as described", async () => {
    const given = await challenge();
    const good = {
      device: village.founder.key,
      expiresAt: given.expiresAt,
      nonce: given.nonce,
      signature: "A".repeat(88),
    };
    for (const json of [
      {},
      [],
      null,
      { ...good, device: "me" },
      { ...good, expiresAt: 1.5 },
      { ...good, signature: "short" },
    ]) {
      const wrong = await api.ask(path, { json });
      expect(wrong.status).toBe(400);
      expect(JSON.stringify(await wrong.json())).not.toContain("short");
    }
  });
});

it("a session of one community says nothing in another", async () => {
  const elsewhere = await api.found("Elsewhere");
  const token = await api.tokenOf(elsewhere.origin, elsewhere.founder);
  expect((await entries(token)).status).toBe(403);
});

it("a node that was started again knows no session any more", async () => {
  const token = await api.tokenOf(village.origin, village.founder);
  const again = new ApiHost();
  expect((await again.ask("/healthz", { token })).status).toBe(401);
  await again.close();
});
