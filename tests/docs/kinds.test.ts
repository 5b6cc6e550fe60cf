import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { kindsPage, PAGE } from "../../docs/formats/writeKinds.ts";

it("describes every kind of act exactly as the code takes it", () => {
  expect(readFileSync(PAGE, "utf8")).toBe(kindsPage());
});
