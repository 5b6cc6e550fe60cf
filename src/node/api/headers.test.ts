/** What every answer tells the browser that gets it, by the sort of answer: the app, the public page, the form, data, the log. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ApiHost } from "../../../tests/node/apiHost.ts";
import { headersFor } from "./headers.ts";

let api: ApiHost;
let origin: string;
beforeAll(async () => {
  api = new ApiHost();
  ({ origin } = await api.found());
});
afterAll(() => api.close());

/** The policy of an answer, by directive. */
const policyOf = (answer: Response): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (answer.headers.get("content-security-policy") ?? "").split("; ").map((part) => {
      const [directive = "", ...sources] = part.split(" ");
      return [directive, sources.join(" ")];
    }),
  );

const SORTS: readonly (readonly [sort: string, path: string])[] = [
  ["the app", "/"],
  ["the app at an address of its own", "/m/0/people"],
  ["the public page", "/c/{id}/"],
  ["a public page that is not there", "/c/{id}/accords/99"],
  ["a feed", "/c/{id}/accords.atom"],
  ["the way out of notices", `/stop/{id}/${"a".repeat(32)}`],
  ["data", "/api/communities/{id}"],
  ["a problem", "/api/nothing"],
  ["the health", "/healthz"],
  ["the log", "/log/{id}/checkpoint"],
];

describe.each(SORTS)("%s", (_sort, path) => {
  const answer = () => api.ask(path.replace("{id}", origin));

  it("allows nothing that is not named, no script or style in the page, and nobody to frame it", async () => {
    const policy = policyOf(await answer());
    expect(policy).toMatchObject({ "default-src": "'none'", "base-uri": "'none'", "frame-ancestors": "'none'" });
    expect(policy["form-action"]).toMatch(/^'(?:none|self)'$/);
    expect(Object.values(policy).join(" ")).not.toMatch(/unsafe|\*|https?:|data:|blob:/);
  });

  it("is not guessed about, tells no other site where it was, and shares no window", async () => {
    const { headers } = await answer();
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("cross-origin-resource-policy")).toBe(path.startsWith("/log/") ? "cross-origin" : "same-origin");
    expect(headers.get("permissions-policy")).toMatch(/camera=\(self\), microphone=\(\), geolocation=\(\)/);
    expect(headers.get("set-cookie")).toBeNull();
    expect(headers.get("content-type")).toMatch(/^(?:text\/\w+|application\/atom\+xml); charset=utf-8$|json/);
  });
});

it("only the app runs scripts, and only its own", async () => {
  for (const [, path] of SORTS) {
    const policy = policyOf(await api.ask(path.replace("{id}", origin)));
    expect([path, policy["script-src"]]).toEqual([path, path === "/" || path.startsWith("/m/") ? "'self'" : undefined]);
  }
});

it("data is a page of its own for nobody", async () => {
  expect(policyOf(await api.ask("/openapi.json"))).toHaveProperty("sandbox");
});

it("who came by https is kept there, and who came by http is not sent where nothing answers", () => {
  const named = (addresses: readonly string[]) => headersFor("/", addresses).map(([name]) => name);
  expect(named(["https://node.example"])).toContain("strict-transport-security");
  expect(named(["http://node.local:8080"])).not.toContain("strict-transport-security");
});
