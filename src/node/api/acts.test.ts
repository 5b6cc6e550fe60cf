/** Handing acts in over HTTP, and founding: one result for each, and plain words for what is no submission. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ADDRESS, ApiHost, cborOf } from "../../../tests/node/apiHost.ts";
import { introduce, resultsOf } from "../../../tests/node/asking.ts";
import { joins } from "../../../tests/node/callers.ts";
import type { Village } from "../../../tests/node/hosted.ts";
import { Person, together } from "../../../tests/node/people.ts";
import { ACTS_PER_SUBMISSION_MAX, SUBMISSION_BYTES_MAX } from "../limits/limits.ts";

let api: ApiHost;
let village: Village;
let path: string;
beforeEach(async () => {
  api = new ApiHost();
  village = await api.found();
  path = `/api/communities/${village.origin}`;
});
afterEach(() => api.close());

const now = () => api.host.clock.now();

describe("handing in acts", () => {
  it("gets one result for each, and the same receipt however often", async () => {
    const token = await api.tokenOf(village.origin, village.founder);
    const act = introduce(village.founder, now(), "Mara");
    const first = await resultsOf(await api.handIn(village.origin, act, token));
    expect(first).toMatchObject([{ kind: "recorded", receipt: { id: act.id, index: 1 } }]);
    expect(await resultsOf(await api.handIn(village.origin, act, token))).toEqual(first);
    expect(await api.json(`${path}/acts/${act.id}`)).toEqual(first[0]);
  });

  it("says of a refused act which rule refuses, and records the others", async () => {
    const token = await api.tokenOf(village.origin, village.founder);
    const wrong = village.founder.write(now(), "member.return", {});
    const results = await resultsOf(
      await api.handIn(village.origin, together(wrong, introduce(village.founder, now(), "Mara")), token),
    );
    expect(results).toMatchObject([
      {
        kind: "refused",
        id: wrong.id,
        problem: { status: 422, type: "/problems#act-refused", refusal: { refused: true, kind: "leave.none" } },
      },
      { kind: "recorded" },
    ]);
  });

  it("without a session is for acts that need no member: joining is one, speaking is not", async () => {
    expect((await api.handIn(village.origin, introduce(village.founder, now(), "Mara"))).status).toBe(401);
    const guest = await joins(api, village, "somebody new");
    expect((await api.handIn(village.origin, introduce(guest, now(), "Somebody"))).status).toBe(401);
    const joining = new Person("too late", village.origin).write(now(), "member.join", (text) => ({
      invitation: village.origin,
      name: text("Nobody"),
      label: null,
    }));
    expect(await resultsOf(await api.handIn(village.origin, joining))).toMatchObject([{ kind: "refused" }]);
  });

  it("that are no submission, too many or too long is told in plain words", async () => {
    const acts = `${path}/acts`;
    const token = await api.tokenOf(village.origin, village.founder);
    expect((await api.ask(acts, { cbor: new Uint8Array([0xff]), token })).status).toBe(400);
    expect((await api.ask(acts, { json: [], token })).status).toBe(415);
    const pair = [new Uint8Array(1), new Uint8Array(64)] as const;
    const many = { acts: Array.from({ length: ACTS_PER_SUBMISSION_MAX + 1 }, () => pair), texts: [] };
    expect((await api.ask(acts, { cbor: cborOf(many), token })).status).toBe(413);
    const long = await api.ask(acts, { cbor: new Uint8Array(SUBMISSION_BYTES_MAX + 1), token });
    expect(long.status).toBe(413);
    expect(long.headers.get("connection")).toBe("close");
    const unsaid = await api.api.request(`${ADDRESS}${acts}`, { method: "POST", body: new Uint8Array(10) }, {});
    expect(unsaid.status).toBe(411);
  });
});

it("what a node was never told it does not found", async () => {
  const founder = new Person("an impatient founder");
  const act = founder.write(now(), "member.leave", {});
  const answer = await api.ask("/api/communities", { cbor: cborOf(act) });
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ type: "/problems#not-founded", results: [{ kind: "refused" }] });
});
