import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { kindsPage, PAGE as KINDS } from "../../docs/formats/writeKinds.ts";
import { PAGE as PARAMETERS, parametersPage } from "../../docs/formats/writeParameters.ts";
import { PAGE as REFUSALS, refusalsPage } from "../../docs/formats/writeRefusals.ts";
import { PAGE as STATES, statesPage } from "../../docs/formats/writeStates.ts";

it.each([
  ["every kind of act exactly as the code takes it", KINDS, kindsPage],
  ["every parameter of a charter with its bounds", PARAMETERS, parametersPage],
  ["every refusal with its words and clauses", REFUSALS, refusalsPage],
  ["every field of every state", STATES, statesPage],
])("describes %s", (_, page, written) => {
  expect(readFileSync(page, "utf8")).toBe(written());
});

it("names a clause for every refusal", () => {
  expect(refusalsPage()).not.toMatch(/\|\s*\|\n/);
});
