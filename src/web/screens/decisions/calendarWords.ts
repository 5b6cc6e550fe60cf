/**
 * What ends, as screens say it and where it leads. What has no screen of its own leads to the calendar, so that every line is a link.
 */
import { endingWords } from "../../../words/endings.ts";
import type { CalendarLine } from "../../replica/questions/calendar.ts";
import { community } from "../../frame/place.svelte.ts";
import { href } from "../../routes.ts";
import { find } from "../../say.svelte.ts";

export const lineWords = (line: CalendarLine): string => endingWords({ find }, line);

/** The screen of what ends; that of the calendar where it has none. */
export const lineLink = ({ what, title, ordinal }: CalendarLine): string => {
  const here = { community: community() };
  if ("path" in title) return href("charter", here);
  if (ordinal === null) return href("calendar", here);
  if ("office" in title) return href("person", { ...here, member: ordinal });
  if (what === "accord" || what === "windDown" || what === "review")
    return href("accord", { ...here, accord: ordinal });
  return href("proposal", { ...here, proposal: ordinal });
};
