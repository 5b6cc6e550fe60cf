/** Who may use what: every route for every kind of caller, written down here a second time, by hand. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ApiHost, cborOf, OPERATOR } from "../../../tests/node/apiHost.ts";
import { joins, oneOfEach, type Callers } from "../../../tests/node/callers.ts";
import { accessTable, mismatches, UndeclaredRouteError } from "./access.ts";
import { createApi } from "./app.ts";
import { callerKinds } from "./caller.ts";

/** s stranger, g guest, p probation, m member, l on leave, x excluded, r removed device, o other community, O operator. */
const LETTERS = "sgpmlxroO";
const ANYONE = "sgpmlxroO";
const PARTICIPANTS = "gpmlO";
const OPERATORS = "O";
const THEIR_OWN = "gpml";

const community = "/api/communities/{id}";
const expected: readonly (readonly [route: string, allowed: string])[] = [
  ["GET /healthz", ANYONE],
  ["GET /metrics", ANYONE],
  ["GET /openapi.json", ANYONE],
  ["GET /problems", ANYONE],
  ["GET /.well-known/folkmoot", ANYONE],
  ["POST /api/demo/visit", ANYONE],
  ["POST /api/communities/prepare", ANYONE],
  ["POST /api/communities", ANYONE],
  [`GET ${community}`, ANYONE],
  [`GET ${community}/confirmed`, ANYONE],
  [`POST ${community}/session/challenge`, ANYONE],
  [`POST ${community}/session`, ANYONE],
  [`POST ${community}/acts`, ANYONE],
  [`GET ${community}/acts/{id}`, ANYONE],
  [`GET ${community}/entries`, PARTICIPANTS],
  [`GET ${community}/entries?audience=members`, PARTICIPANTS],
  [`GET ${community}/entries?audience=public`, ANYONE],
  [`GET ${community}/texts?hash={id}`, PARTICIPANTS],
  [`GET ${community}/texts?hash={id}&audience=public`, PARTICIPANTS],
  [`GET ${community}/snapshot`, PARTICIPANTS],
  [`GET ${community}/snapshot?audience=public`, PARTICIPANTS],
  [`GET ${community}/export`, PARTICIPANTS],
  [`GET ${community}/export?audience=members`, PARTICIPANTS],
  [`GET ${community}/export?audience=public`, ANYONE],
  [`GET ${community}/events`, ANYONE],
  [`GET ${community}/notices`, THEIR_OWN],
  [`POST ${community}/notices`, THEIR_OWN],
  [`POST ${community}/notices/levels`, THEIR_OWN],
  [`POST ${community}/notices/channels`, THEIR_OWN],
  [`POST ${community}/notices/channels/{id}/test`, THEIR_OWN],
  [`POST ${community}/notices/channels/{id}/confirm`, THEIR_OWN],
  [`DELETE ${community}/notices/channels/{id}`, THEIR_OWN],
  [`DELETE ${community}/notices`, THEIR_OWN],
  ["GET /stop/{id}/{id}", ANYONE],
  ["POST /stop/{id}/{id}", ANYONE],
  [`POST ${community}/backup`, OPERATORS],
  [`POST ${community}/clock/confirm`, OPERATORS],
  [`POST ${community}/erase`, OPERATORS],
  ["GET /log/{id}/checkpoint", ANYONE],
  ["GET /log/{id}/tile/0/000.p/1", ANYONE],
  ["POST /witness/add-checkpoint", ANYONE],
  ["GET /witness/checkpoint", ANYONE],
  ["GET /c/page.css", ANYONE],
  ["GET /c/{id}", ANYONE],
  ["GET /c/{id}/", ANYONE],
  ["GET /c/{id}/accords.atom", ANYONE],
  ["GET /c/{id}/results.atom", ANYONE],
  ["GET /c/{id}/calendar.ics", ANYONE],
  ["GET /c/{id}/accords/0", ANYONE],
  ["GET /anything/else", ANYONE],
  [`DELETE ${community}/session`, ANYONE],
];

let api: ApiHost;
let callers: Callers;
beforeAll(async () => {
  api = new ApiHost();
  callers = await oneOfEach(api);
});
afterAll(() => api.close());

const bodyOf = (route: string) => {
  if (/^POST \S+\/(?:acts|communities)$/.test(route)) return { cbor: cborOf({ acts: [], texts: [] }) };
  return route.startsWith("POST") ? { json: {} } : {};
};

/** Whether the gate let the caller through, whatever the route then made of the request. */
const isAllowed = async (route: string, token: string | undefined): Promise<boolean> => {
  const [method = "", path = ""] = route.split(" ");
  const address = path.replaceAll("{id}", callers.village.origin);
  const answer = await api.ask(address, { method, token, ...bodyOf(route) });
  expect(answer.status).toBeLessThan(500);
  const type = answer.headers.get("content-type") ?? "";
  const text = type.includes("problem+json") ? await answer.text() : "";
  if (text === "") await answer.body?.cancel();
  return !/#(?:not-entitled|not-signed-in|session-ended)"/.test(text);
};

describe("the gate", () => {
  it.each(expected)("%s is for %s alone", async (route, allowed) => {
    const passed: string[] = [];
    for (const [place, kind] of callerKinds.entries())
      if (await isAllowed(route, callers.tokens[kind])) passed.push(LETTERS[place] ?? "");
    expect(passed.join("")).toBe(LETTERS.replaceAll(new RegExp(`[^${allowed}]`, "g"), ""));
    // What ends a session has ended those that the next route needs.
    if (route.startsWith("DELETE") && route.endsWith("/session")) expect(route).toBe(expected.at(-1)?.[0]);
  });

  it("leaves no route of the node out of this list", () => {
    const pattern = (route: string): string => route.replace(/\?.*$/, "").replaceAll(/\{id\}|:\w+(?:\{[^}]*\})?/g, "*");
    const listed = new Set(expected.map(([route]) => pattern(route)));
    const lines = [...accessTable("anyone").keys()].map(pattern);
    const known = (line: string): boolean =>
      listed.has(line) || line === "GET /*" || line.startsWith("GET /log/*/tile/") || line === "GET /c/*/accords/*";
    expect(lines.filter((line) => !known(line))).toEqual([]);
  });
});

describe("a node refuses to start", () => {
  it("with a route that nobody decided who may use", () => {
    expect(mismatches(["GET /healthz", "GET /new"], accessTable("anyone")).undeclared).toEqual(["GET /new"]);
    expect(new UndeclaredRouteError(["GET /new"], []).message).toContain("GET /new");
  });

  it("and with none: every line has its route, and every route its line", () => {
    expect(() => createApi(api.parts)).not.toThrow();
  });
});

describe("founding", () => {
  it("is the operator's alone where the settings say so", async () => {
    const { settings } = api.parts;
    const closed = new ApiHost({ settings: { ...settings, founding: "operator" } });
    const path = "/api/communities/prepare";
    expect((await closed.ask(path, { method: "POST" })).status).toBe(401);
    expect((await closed.ask(path, { method: "POST", token: OPERATOR })).status).toBe(200);
    await closed.close();
  });
});

describe("access ends at once", () => {
  it("when a member leaves, in the middle of a session", async () => {
    const { village } = callers;
    const person = await joins(api, village, "somebody");
    const token = await api.tokenOf(village.origin, person);
    const path = `/api/communities/${village.origin}/entries`;
    expect((await api.ask(path, { token })).status).toBe(200);
    const community = await api.running(village.origin);
    await community.submit(person.write(api.host.clock.now(), "member.leave", {}), person.key);
    expect((await api.ask(path, { token })).status).toBe(403);
    expect((await api.signIn(village.origin, person)).status).toBe(403);
  });
});
