/** Every screen has an address of its own, and the address leads back to it. */
import { expect, it } from "vitest";
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

it("a fixed word wins over a parameter in its place", () => {
  expect(matchPath(href("invite", { community }))?.name).toBe("invite");
});

it("a slash at the end changes nothing, and an unknown address has no screen", () => {
  expect(matchPath(`/m/${community}/people/`)?.name).toBe("people");
  expect(matchPath("/nowhere")).toBeNull();
});
