/**
 * Everything that ends or is due, whatever institution it belongs to, the soonest first; and the same drawn as a line from a month ago
 * to the coming season. The drawing is made here, since here are the tables of the moon.
 */
import { charter } from "../../../core/registry.ts";
import { endingsOf, nameOf, type Ending } from "../../../core/season/endings.ts";
import { drawingOf, seasonAround, tidePath, type SeasonDrawing } from "../../../core/season/layout.ts";
import { TIDE_HEIGHT } from "../../../core/season/picture.ts";
import type { Instant } from "../../../core/kernel/types.ts";
import type { Reading } from "../reading.ts";

/** An ending with its text already read; `key` names it for good. */
export type CalendarLine = Omit<Ending, "thing"> & { readonly key: string; readonly name: string | null };
export type Calendar = {
  readonly community: string | null;
  readonly foundedAt: Instant | null;
  /** From a month ago on, those that a decision ended before their time included. */
  readonly lines: readonly CalendarLine[];
};

export const calendar = (reading: Reading): Calendar => {
  const { founding } = reading.ask(charter);
  return {
    community: reading.text(founding?.name ?? null),
    foundedAt: founding?.foundedAt ?? null,
    lines: linesOf(reading),
  };
};

const linesOf = (reading: Reading): readonly CalendarLine[] => {
  const { now, isOutside } = reading;
  const endings = endingsOf({
    ask: (of) => reading.ask(of),
    audience: isOutside ? "public" : "members",
    now,
    from: seasonAround(now).from,
  });
  return endings.map(({ thing, ...ending }) => ({
    ...ending,
    // To who is outside a decision is a result without its proposal, which is what a screen would show.
    ordinal: isOutside && (ending.what === "decision" || ending.what === "ratify") ? null : ending.ordinal,
    key: nameOf({ what: ending.what, thing }),
    name: "text" in ending.title ? reading.text(ending.title.text) : null,
  }));
};

export type Season = {
  readonly from: Instant;
  readonly to: Instant;
  readonly now: Instant;
  readonly drawing: SeasonDrawing<CalendarLine>;
  readonly tide: string;
  /** What ends on this line, in order of time. */
  readonly lines: readonly CalendarLine[];
};

export const season = (reading: Reading): Season => {
  const { now } = reading;
  const span = seasonAround(now);
  const lines = linesOf(reading).filter(({ at, isCancelled }) => !isCancelled && at < span.to);
  return { ...span, now, drawing: drawingOf(now, lines), tide: tidePath(now, TIDE_HEIGHT), lines };
};
