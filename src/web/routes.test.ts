/** Every screen has an address of its own, and the address leads back to it. */
import { expect, it } from "vitest";
import { pathOf } from "../core/attention/matter.ts";
import { parseId } from "../core/hash.ts";
import { href, matchPath } from "./routes.ts";

const community = "ab".repeat(32);

it("an address leads to its screen with its parameters", () => {
  expect(matchPath(href("person", { community, member: 7 }))).toEqual({
    name: "person",
    params: { community, member: "7" },
  });
  expect(matchPath(href("home", { community }))?.name).toBe("home");
  expect(matchPath("/")?.name).toBe("start");
});

it("what a notice leads to is a screen", () => {
  const id = parseId(community);
  if (id === null) throw new Error("no id");
  const screens = (["home", "calendar", "devices", "recovery"] as const).map((screen) => pathOf(id, { screen }));
  const paths = [...screens, pathOf(id, { screen: "proposal", ordinal: 3 })];
  expect(paths.map((path) => matchPath(path)?.name)).toEqual(["home", "calendar", "devices", "recovery", "proposal"]);
});

it("a fixed word wins over a parameter in its place", () => {
  expect(matchPath(href("invite", { community }))?.name).toBe("invite");
});

it("a slash at the end changes nothing, and an unknown address has no screen", () => {
  expect(matchPath(`/m/${community}/people/`)?.name).toBe("people");
  expect(matchPath("/nowhere")).toBeNull();
});
