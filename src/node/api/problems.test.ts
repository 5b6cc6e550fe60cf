/** Limits, problems and headers: how a node says no, and what it never says. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ADDRESS, ApiHost, OPERATOR } from "../../../tests/node/apiHost.ts";
import { introduce } from "../../../tests/node/asking.ts";
import { joins } from "../../../tests/node/callers.ts";
import type { Village } from "../../../tests/node/hosted.ts";
import { together } from "../../../tests/node/people.ts";
import { RATES } from "../limits/limits.ts";

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

describe("limits", () => {
  it("a stranger who asks too often waits as long as told, and then passes", async () => {
    const rates = { ...RATES, stranger: { ...RATES.stranger, page: { burst: 2, perMinute: 60 } } };
    const slow = new ApiHost({ settings: { ...api.parts.settings, rates } });
    expect([(await slow.ask("/problems")).status, (await slow.ask("/problems")).status]).toEqual([200, 200]);
    const refused = await slow.ask("/problems");
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("1");
    expect((await slow.ask("/problems", { token: OPERATOR })).status).toBe(200);
    slow.host.clock.pass(1000);
    expect((await slow.ask("/problems")).status).toBe(200);
    await slow.close();
  });

  it("a device is counted by its acts, not by its requests, and by nobody else's", async () => {
    const rates = { ...RATES, device: { ...RATES.device, write: { burst: 3, perMinute: 1 } } };
    const slow = new ApiHost({ settings: { ...api.parts.settings, rates } });
    const home = await slow.found();
    const jo = await joins(slow, home, "Jo");
    const [token, other] = [await slow.tokenOf(home.origin, home.founder), await slow.tokenOf(home.origin, jo)];
    const acts = ["a", "b", "c"].map((name) => introduce(home.founder, now(), name));
    expect((await slow.handIn(home.origin, together(...acts), token)).status).toBe(200);
    expect((await slow.handIn(home.origin, introduce(home.founder, now(), "d"), token)).status).toBe(429);
    expect((await slow.handIn(home.origin, introduce(jo, now(), "Jo"), other)).status).toBe(200);
    await slow.close();
  });
});

describe("every problem", () => {
  const problemsOf = async (answer: Response) => {
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    return (await answer.json()) as { type: string; title: string; status: number; detail: string };
  };

  it("has the one form, and a type that is explained", async () => {
    const explained = await (await api.ask("/problems")).text();
    const wrong: readonly (readonly [string, object, number])[] = [
      ["/api/nothing", {}, 404],
      ["/api/communities/xyz", {}, 404],
      [`/api/communities/${"0".repeat(64)}`, {}, 404],
      ["/healthz", { method: "POST" }, 405],
      [`${path}/acts`, { method: "DELETE" }, 405],
      ["/api/nothing", { method: "POST" }, 404],
      [`${path}/snapshot`, {}, 401],
      [`${path}/session`, { json: 1 }, 400],
      ["/healthz", { token: "nobody's" }, 401],
    ];
    for (const [address, asked, status] of wrong) {
      const answer = await api.ask(address, asked);
      expect([address, answer.status]).toEqual([address, status]);
      const problem = await problemsOf(answer);
      expect(problem.status).toBe(status);
      expect(explained).toContain(problem.type.replace("/problems", ""));
    }
  });

  it("of a request from another website's page is refused before it does anything", async () => {
    const prepare = "/api/communities/prepare";
    const from = (headers: Record<string, string>) => api.ask(prepare, { method: "POST", headers });
    expect((await from({ origin: "https://evil.example" })).status).toBe(403);
    expect((await from({ "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await from({ origin: ADDRESS, "sec-fetch-site": "same-origin" })).status).toBe(200);
    expect((await api.ask("/healthz", { headers: { origin: "https://evil.example" } })).status).toBe(200);
  });

  it("that nobody foresaw is noted without its message, and answered without it", async () => {
    const broken = new ApiHost({ backup: () => Promise.reject(new Error("a secret Canary")) });
    const home = await broken.found();
    const answer = await broken.ask(`/api/communities/${home.origin}/backup`, { method: "POST", token: OPERATOR });
    expect(answer.status).toBe(500);
    expect(JSON.stringify(await problemsOf(answer))).not.toContain("Canary");
    const noted = broken.logged.join("");
    expect(noted).toContain('"event":"failed"');
    expect(noted).not.toContain("Canary");
    await broken.close();
  });

  it("while the node stops is told as that", async () => {
    const stopping = new ApiHost({ isStopping: () => true });
    const answer = await stopping.ask("/healthz");
    expect([answer.status, answer.headers.get("connection")]).toEqual([503, "close"]);
    await stopping.close();
  });
});

describe("nothing of anybody", () => {
  it("is in the node's own log", async () => {
    const token = await api.tokenOf(village.origin, village.founder);
    await api.handIn(village.origin, introduce(village.founder, now(), "Mara Canary"), token);
    await api.ask(`${path}/entries`, { token, headers: { "x-forwarded-for": "203.0.113.9" } });
    const noted = api.logged.join("");
    expect(noted).toContain("GET /api/communities/:community/entries");
    for (const secret of ["Canary", token, village.origin, village.founder.key, "203.0.113.9", "Lindenhof"])
      expect(noted).not.toContain(secret);
  });

  it("is kept by a browser or a proxy that should not keep it", async () => {
    const token = await api.tokenOf(village.origin, village.founder);
    for (const secret of ["entries", "export", `texts?hash=${village.origin}`])
      expect((await api.ask(`${path}/${secret}`, { token })).headers.get("cache-control")).toBe("no-store");
  });
});

describe("headers", () => {
  it("forbid every page what it never does", async () => {
    const page = await api.ask(`/c/${village.origin}/`);
    expect(page.headers.get("content-security-policy")).not.toMatch(/unsafe|script-src/);
    const app = await api.ask("/");
    expect(app.headers.get("content-security-policy")).toContain("script-src 'self'");
    for (const answer of [page, app, await api.ask("/healthz"), await api.ask("/api/nothing")]) {
      expect(answer.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
      expect(answer.headers.get("set-cookie")).toBeNull();
    }
  });

  it("let any verifier read the log, from whatever page it runs in", async () => {
    const log = await api.ask(`/log/${village.origin}/checkpoint`);
    expect(log.headers.get("access-control-allow-origin")).toBe("*");
    expect((await api.ask(path)).headers.get("access-control-allow-origin")).toBeNull();
  });
});
