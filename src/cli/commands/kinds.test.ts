/** `folkmoot kinds`: the reference at the terminal. */
import { expect, test } from "vitest";
import { answerOf, folkmoot } from "../../../tests/cli/folkmoot.ts";
import { kinds } from "../../core/registry.ts";

test("every kind of act is listed, with who may do it", async () => {
  const { exit, out } = await folkmoot("kinds");
  expect(exit).toBe(0);
  for (const kind of kinds.keys()) expect(out).toContain(kind);
  expect(out).toMatch(/accord\.sign.*a decision of the class weighty or higher/);
});

test("every kind tells its fields and a body to fill in", async () => {
  for (const kind of kinds.keys())
    expect(Object.keys(Object(await answerOf("kinds", kind)) as object)).toEqual(
      expect.arrayContaining(["kind", "who", "body", "example"]),
    );
});

test("a text is shown as a wording with its limits, a choice by its words", async () => {
  const { out } = await folkmoot("kinds", "proposal.draft");
  expect(out).toMatch(/title +\{"wording": "…"\} \(at most 120 characters\)/);
  expect(out).toMatch(/decisionClass +one of ordinary, weighty, constitutional, urgent/);
});

test("an unknown kind is a question asked wrongly", async () => {
  const { exit, err } = await folkmoot("kinds", "tea.pour");
  expect(exit).toBe(2);
  expect(err).toContain("tea.pour");
});
