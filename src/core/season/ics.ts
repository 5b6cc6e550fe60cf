/**
 * A calendar file (RFC 5545, with the names of RFC 7986) of what ends and is due. All times are UTC, so no zone is ever described. The
 * surprising rule: nothing in it depends on when it is made, so the same standing gives the same bytes.
 */
import { utcOf } from "../calendar.ts";
import { instantOf } from "../kernel/time.ts";
import { utf8Length } from "../log/utf8.ts";
import type { Id, Instant } from "../kernel/types.ts";
import { plainWords, uuidOf } from "./names.ts";

export type CalendarEvent = {
  /** Within the community and for good. */
  readonly name: string;
  readonly at: Instant;
  /** When `at` was last set. */
  readonly setAt: Instant;
  readonly isCancelled: boolean;
  readonly summary: string;
  readonly description: string | null;
  readonly category: string;
  readonly url: string | null;
};
export type CalendarFile = {
  readonly origin: Id;
  readonly foundedAt: Instant;
  readonly name: string;
  readonly description: string;
  /** A members' file says so to calendars that are shared. */
  readonly isPublic: boolean;
  /** The page that shows the same, and where the file itself can be fetched again. */
  readonly url: string | null;
  readonly source: string | null;
  /** RFC 5545 has no calendar without an event; the founding stands where there is nothing else. */
  readonly founding: string;
  readonly events: readonly CalendarEvent[];
};

const REFRESH = "PT6H";
/** RFC 5545, 3.1: octets in a line, without its end. */
const LINE_OCTETS = 75;

export const icsOf = (file: CalendarFile): string => {
  const events = file.events.length > 0 ? file.events : [foundingOf(file)];
  const changedAt = instantOf(Math.max(file.foundedAt, ...events.map(({ setAt }) => setAt)));
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Folkmoot//Calendar 1//EN",
    "CALSCALE:GREGORIAN",
    `UID:${uuidOf(file.origin, file.isPublic ? "calendar" : "members' calendar")}`,
    `NAME:${textOf(file.name)}`,
    `X-WR-CALNAME:${textOf(file.name)}`,
    `DESCRIPTION:${textOf(file.description)}`,
    `LAST-MODIFIED:${timeOf(changedAt)}`,
    ...(file.url === null ? [] : [`URL:${file.url}`]),
    ...(file.source === null
      ? []
      : [
          `SOURCE;VALUE=URI:${file.source}`,
          `REFRESH-INTERVAL;VALUE=DURATION:${REFRESH}`,
          `X-PUBLISHED-TTL:${REFRESH}`,
        ]),
    "COLOR:sienna",
    ...events.flatMap((event) => eventLines(file, event)),
    "END:VCALENDAR",
  ]
    .map(folded)
    .join("");
};

const foundingOf = ({ foundedAt, founding, url }: CalendarFile): CalendarEvent => ({
  name: "founding",
  at: foundedAt,
  setAt: foundedAt,
  isCancelled: false,
  summary: founding,
  description: null,
  category: "founding",
  url,
});

const eventLines = ({ origin, foundedAt, isPublic }: CalendarFile, event: CalendarEvent): readonly string[] => [
  "BEGIN:VEVENT",
  `UID:${uuidOf(origin, event.name)}`,
  // Without a METHOD the stamp is that of the last change (RFC 5545, 3.8.7.2).
  `DTSTAMP:${timeOf(event.setAt)}`,
  `LAST-MODIFIED:${timeOf(event.setAt)}`,
  // Seconds since the founding: it grows with every change, and nobody has to count them.
  `SEQUENCE:${Math.max(0, Math.floor((event.setAt - foundedAt) / 1000))}`,
  `DTSTART:${timeOf(event.at)}`,
  `SUMMARY:${textOf(event.summary)}`,
  ...(event.description === null ? [] : [`DESCRIPTION:${textOf(event.description)}`]),
  `CATEGORIES:${textOf(event.category)}`,
  `STATUS:${event.isCancelled ? "CANCELLED" : "CONFIRMED"}`,
  "TRANSP:TRANSPARENT",
  `CLASS:${isPublic ? "PUBLIC" : "PRIVATE"}`,
  ...(event.url === null ? [] : [`URL:${event.url}`]),
  "END:VEVENT",
];

/** `20261209T005200Z` */
const timeOf = (at: Instant): string => {
  const { year, month, day, hour, minute, second } = utcOf(at);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${String(year).padStart(4, "0")}${two(month)}${two(day)}T${two(hour)}${two(minute)}${two(second)}Z`;
};

/** RFC 5545, 3.3.11. */
const textOf = (text: string): string =>
  plainWords(text)
    .replaceAll(/[\\;,]/g, (letter) => `\\${letter}`)
    .replaceAll("\n", "\\n");

/** The line with its end, cut so that no piece has more octets than allowed and no letter is cut through. */
const folded = (line: string): string => {
  const pieces: string[] = [];
  let piece = "";
  let octets = 0;
  for (const letter of line) {
    const more = utf8Length(letter);
    if (octets + more > LINE_OCTETS) {
      pieces.push(piece);
      [piece, octets] = [" ", 1];
    }
    piece += letter;
    octets += more;
  }
  return `${[...pieces, piece].join("\r\n")}\r\n`;
};
