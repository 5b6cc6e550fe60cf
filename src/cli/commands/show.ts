/**
 * `folkmoot show [WHAT] [NUMBER]`: what is in force, now or at any time, from a node's folder, a node or an export. The surprising rule: for
 * one log and one time the JSON is the same bytes on every machine, whatever its zone, language, or whether a node runs.
 */
import type { Instant } from "../../core/kernel/types.ts";
import type { Call, Command, Json } from "../call.ts";
import { UsageError, type Exit } from "../exits.ts";
import { isoOf, whenOf } from "../instants.ts";
import { accordLines, accordsOf } from "../show/accords.ts";
import { charterLines, charterOf } from "../show/charter.ts";
import { hearingLines, hearingsOf } from "../show/hearings.ts";
import { memberLines, membersOf } from "../show/members.ts";
import { overviewLines, overviewOf } from "../show/overview.ts";
import { proposalLines, proposalsOf } from "../show/proposals.ts";
import { recoveriesOf, recoveryLines } from "../show/recoveries.ts";
import { resultLines, resultsOf } from "../show/results.ts";
import { textLines, textsOf } from "../show/texts.ts";
import { View } from "../show/view.ts";
import { openSource } from "../source/open.ts";

type Shown = { readonly json: Json; readonly lines: readonly string[] };
type Showing = (call: Call, view: View, number: number | null) => Promise<Shown>;

const showings: Readonly<Record<string, Showing>> = {
  overview: async (call, view) => {
    const facts = await overviewOf(view);
    return { json: facts, lines: overviewLines(call, facts) };
  },
  accords: async (call, view, number) => {
    const facts = await accordsOf(view, number);
    return { json: facts, lines: accordLines(call, facts, number !== null) };
  },
  proposals: async (call, view, number) => {
    const facts = await proposalsOf(view, number);
    return { json: facts, lines: proposalLines(call, facts) };
  },
  results: async (call, view, number) => {
    const facts = await resultsOf(view, number);
    return { json: facts, lines: resultLines(call, facts) };
  },
  charter: async (call, view) => {
    const facts = await charterOf(view);
    return { json: facts, lines: charterLines(call, facts) };
  },
  members: async (call, view) => {
    const facts = await membersOf(view);
    return { json: facts, lines: memberLines(call, facts) };
  },
  hearings: async (call, view, number) => {
    const facts = await hearingsOf(view, number);
    return { json: facts, lines: hearingLines(call, facts) };
  },
  recoveries: async (call, view, number) => {
    const facts = await recoveriesOf(view, number);
    return { json: facts, lines: recoveryLines(call, facts) };
  },
  texts: async (call, view) => {
    const facts = await textsOf(view);
    return { json: facts, lines: textLines(call, facts) };
  },
};

export const show: Command = {
  positionals: [
    { name: "WHAT", count: "optional" },
    { name: "NUMBER", count: "optional" },
  ],
  options: ["at", "data", "community", "node", "key", "file"],
  run: async (call) => {
    const what = call.positional(0) ?? "overview";
    const showing = showings[what];
    if (showing === undefined)
      throw new UsageError("cli.show.unknown", { what, all: Object.keys(showings).join(", ") });
    const at = call.instant("at") ?? call.terminal.now();
    const source = await openSource(call);
    try {
      const view = new View(source, await source.standingAt(at), at);
      return answer(call, what, at, view, await showing(call, view, numberIn(call)));
    } finally {
      await source.close();
    }
  },
};

const numberIn = (call: Call): number | null => {
  const text = call.positional(1);
  if (text === null) return null;
  if (!/^\d{1,8}$/.test(text)) throw new UsageError("cli.show.notANumber", { text });
  return Number(text);
};

const answer = (call: Call, what: string, at: Instant, view: View, { json, lines }: Shown): Exit => {
  const head = {
    community: view.origin,
    at: isoOf(at),
    isSettled: view.isSettled,
    entries: view.world.size,
    audience: view.audience,
  };
  call.answer({ ...head, [what]: json }, () => [
    ...lines,
    "",
    call.say("cli.show.asOf", { when: whenOf(head.at), entries: head.entries, settled: view.isSettled ? "yes" : "no" }),
  ]);
  return call.done();
};
