/**
 * `folkmoot calendar`: what ends when, as a list among the moons or as a calendar file, from a node's folder, a node or an export. The
 * surprising rule: it holds what is public unless members' matters are asked for, since a calendar goes wherever its app sends it.
 */
import { writeFileSync } from "node:fs";
import { endingWords } from "../../words/endings.ts";
import { charter } from "../../core/registry.ts";
import { endingsOf, nameOf, type Ending } from "../../core/season/endings.ts";
import { icsOf, type CalendarEvent } from "../../core/season/ics.ts";
import { seasonAround } from "../../core/season/layout.ts";
import { familyOf } from "../../core/season/picture.ts";
import { moonsBetween, turningsBetween } from "../../core/season/sky.ts";
import type { Audience, Instant } from "../../core/kernel/types.ts";
import type { Call, Command, Json } from "../call.ts";
import { FailedError, type Exit } from "../exits.ts";
import { isoOf, whenOf } from "../instants.ts";
import { View } from "../show/view.ts";
import { openSource } from "../source/open.ts";

const AUDIENCES = ["public", "members"] as const;
type Named = { readonly ending: Ending; readonly name: string | null };

export const calendar: Command = {
  positionals: [],
  options: ["at", "data", "community", "node", "key", "file", "audience", "out"],
  run: async (call) => {
    const at = call.instant("at") ?? call.terminal.now();
    const audience = call.choice("audience", AUDIENCES, "public");
    const source = await openSource(call);
    try {
      const view = new View(source, await source.standingAt(at), at);
      const endings = await namedIn(view, audience);
      const out = call.text("out");
      return out === null ? list(call, view, endings) : await write(call, view, endings, { audience, out });
    } finally {
      await source.close();
    }
  },
};

const namedIn = async (view: View, audience: Audience): Promise<readonly Named[]> => {
  if (audience === "members" && view.audience !== "members") throw new FailedError("cli.show.membersOnly");
  const { from } = seasonAround(view.at);
  const endings = endingsOf({ ask: (of) => view.ask(of), audience, now: view.at, from });
  const names = await view.allWords(endings.flatMap(({ title }) => ("text" in title ? (title.text ?? []) : [])));
  let next = 0;
  return endings.map((ending) => {
    const isWritten = "text" in ending.title && ending.title.text !== null;
    return { ending, name: isWritten ? (names[next++] ?? null) : null };
  });
};

const list = (call: Call, view: View, endings: readonly Named[]): Exit => {
  const { from, to } = seasonAround(view.at);
  const [moons, turnings] = [moonsBetween(from, to), turningsBetween(from, to)];
  const facts = {
    community: view.origin,
    at: isoOf(view.at),
    isSettled: view.isSettled,
    endings: endings.map(factsOf),
    moons: moons.map(({ phase, at }) => ({ phase, at: isoOf(at) })),
    turnings: turnings.map(({ turning, at }) => ({ turning, at: isoOf(at) })),
  };
  const sky = [
    ...moons.map(({ phase, at }) => ({ at, title: call.say(`season.moon.${phase}`) })),
    ...turnings.map(({ turning, at }) => ({ at, title: call.say(`season.turning.${turning}`) })),
  ].map((line) => ({ ...line, sort: "sky" }));
  const ends = endings.map(({ ending, name }) => ({
    at: ending.at,
    title: endingWords(call.voice, { ...ending, name }),
    sort: ending.isCancelled ? "cancelled" : "ends",
  }));
  call.answer(facts, () => [
    ...[...ends, ...sky].sort((a, b) => a.at - b.at).map((line) => said(call, line)),
    ...(ends.length === 0 ? [call.say("cli.show.nothingEnds")] : []),
  ]);
  return call.done();
};

const said = (call: Call, { at, title, sort }: { at: Instant; title: string; sort: string }): string =>
  call.say("cli.calendar.line", { when: whenOf(isoOf(at)), title, sort });

/** In no language: what a program can tell apart and look up. */
const factsOf = ({ ending, name }: Named): Json => ({
  what: ending.what,
  endsAt: isoOf(ending.at),
  number: ending.ordinal,
  name: "text" in ending.title ? name : "path" in ending.title ? ending.title.path : ending.title.office,
  setAt: isoOf(ending.setAt),
  isCancelled: ending.isCancelled,
});

type Order = { readonly audience: Audience; readonly out: string };

const write = async (call: Call, view: View, endings: readonly Named[], { audience, out }: Order): Promise<Exit> => {
  const { founding } = view.ask(charter);
  const name = (await view.words(founding?.name ?? null)) ?? call.say("season.nameless");
  const text = icsOf({
    origin: view.origin,
    foundedAt: founding?.foundedAt ?? view.at,
    name: call.say("season.calendarName", { name }),
    description: call.say("season.calendarAbout"),
    isPublic: audience === "public",
    url: null,
    source: null,
    founding: call.say("season.founded", { name }),
    events: endings.map((each) => eventOf(call, each)),
  });
  if (out === "-") {
    call.terminal.out(text);
    return call.done();
  }
  // Members' matters are for nobody else on this machine.
  writeFileSync(out, text, { mode: audience === "public" ? 0o644 : 0o600 });
  const facts = { file: out, community: view.origin, audience, events: endings.length };
  call.answer(facts, () => [call.say("cli.calendar.done", facts)]);
  return call.done();
};

const eventOf = (call: Call, { ending, name }: Named): CalendarEvent => ({
  name: nameOf(ending),
  at: ending.at,
  setAt: ending.setAt,
  isCancelled: ending.isCancelled,
  summary: endingWords(call.voice, { ...ending, name }, true),
  description: ending.isCancelled ? call.say("season.cancelled") : null,
  category: call.say(`season.sort.${familyOf(ending.what)}`),
  url: null,
});
