/** A member's words, or a node's, cannot steer the terminal of whoever reads them. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { answerOf, folkmoot, folkmootIn, temporaryFolder } from "../../tests/cli/folkmoot.ts";
import { harmless, harmlessJson } from "./harmless.ts";
import { qrLines } from "./links.ts";

/** Erases the screen, rewrites its title, moves up, in one byte too, turns the letters round, and ends the line early. */
const STEERING = "\u001b[2J\u001b]0;title\u0007\u001b[5A\u009b2K\u202eon\u202c\rAda";

test("what steers a terminal is shown as a mark of its own", () => {
  expect(harmless(`a\tb\nc${STEERING}`)).toBe(
    "a\tb\nc\ufffd[2J\ufffd]0;title\ufffd\ufffd[5A\ufffd2K\ufffdon\ufffd\ufffdAda",
  );
});

test("our own codes keep their colours, and words in other directions stay as they are", () => {
  const lines = qrLines("https://node.example/join#x", true).join("\n");
  expect(harmless(lines)).toBe(lines);
  expect(harmless("مرحبا \u2068Ada\u2069")).toBe("مرحبا \u2068Ada\u2069");
});

test("programs still read what was there", () => {
  const json = JSON.stringify({ name: STEERING });
  expect(JSON.parse(harmlessJson(json))).toEqual({ name: STEERING });
  expect(harmless(harmlessJson(json))).toBe(harmlessJson(json));
});

test("no showing of a community hands on what its members wrote to steer", async () => {
  const data = join(temporaryFolder(), "node");
  await answerOf("found", `Lindenhof${STEERING}`, "--my-name", `Ada${STEERING}`, "--data", data);
  const steering = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/;
  for (const what of ["overview", "members", "charter", "texts"]) {
    const { out, exit } = await folkmoot("show", what, "--data", data);
    expect([what, exit, steering.test(out)]).toEqual([what, 0, false]);
  }
  const shown = z.object({ members: z.object({ members: z.array(z.object({ name: z.string() })) }) });
  const { members } = shown.parse(await answerOf("show", "members", "--data", data)).members;
  expect(members.map(({ name }) => name)).toEqual([`Ada${STEERING}`]);
  const { err } = await folkmootIn({}, "show", STEERING, "--data", data);
  expect(steering.test(err)).toBe(false);
});
