/** The calendar file, read back by Thunderbird's parser (ical.js) and measured line by line against RFC 5545. */
import ICAL from "ical.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { idOf } from "../hash.ts";
import { instantOf } from "../kernel/time.ts";
import { icsOf, type CalendarEvent, type CalendarFile } from "./ics.ts";

const ORIGIN = idOf(new Uint8Array(32).fill(7));
const FOUNDED = instantOf(Date.UTC(2026, 0, 5, 9, 30, 12));
const SET = instantOf(Date.UTC(2026, 10, 22, 10, 0, 0));
const ENDS = instantOf(Date.UTC(2026, 11, 9, 0, 52));

const event = (given: Partial<CalendarEvent> = {}): CalendarEvent => ({
  name: "accord 1",
  at: ENDS,
  setAt: SET,
  isCancelled: false,
  summary: "The accord with City Bakery ends",
  description: null,
  category: "Accord",
  url: "https://node.example/c/0/accords/0",
  ...given,
});
const file = (events: readonly CalendarEvent[], given: Partial<CalendarFile> = {}): CalendarFile => ({
  origin: ORIGIN,
  foundedAt: FOUNDED,
  name: "Linden Street",
  description: "What ends when",
  isPublic: true,
  url: "https://node.example/c/0/",
  source: "https://node.example/c/0/calendar.ics",
  founding: "Linden Street was founded",
  events,
  ...given,
});
const read = (given: CalendarFile) => new ICAL.Component(ICAL.parse(icsOf(given)) as unknown[]);
const eventsIn = (given: CalendarFile) =>
  read(given)
    .getAllSubcomponents("vevent")
    .map((each) => new ICAL.Event(each));

describe("the calendar file", () => {
  it("is read back by another's parser: what ends, and at which minute in UTC", () => {
    const [first] = eventsIn(file([event()]));
    expect(first?.summary).toBe("The accord with City Bakery ends");
    expect(first?.startDate.toJSDate().getTime()).toBe(ENDS);
    expect(first?.startDate.zone.tzid).toBe("UTC");
    expect(first?.component.getFirstPropertyValue("status")).toBe("CONFIRMED");
    expect(first?.component.getFirstPropertyValue("url")).toBe("https://node.example/c/0/accords/0");
  });

  it("has what RFC 5545 asks of a calendar and of each event, once each", () => {
    const calendar = read(file([event(), event({ name: "accord 2" })]));
    for (const name of ["version", "prodid", "uid", "name", "source", "refresh-interval", "last-modified"])
      expect([name, calendar.getAllProperties(name).length]).toEqual([name, 1]);
    expect(calendar.getFirstPropertyValue("version")).toBe("2.0");
    expect(calendar.getAllSubcomponents("vtimezone")).toEqual([]);
    for (const each of calendar.getAllSubcomponents("vevent"))
      for (const name of ["uid", "dtstamp", "dtstart", "sequence", "last-modified", "status", "summary"])
        expect([name, each.getAllProperties(name).length]).toEqual([name, 1]);
  });

  it("knows an ending again when its time has moved: same name, higher number, later change", () => {
    const [before] = eventsIn(file([event()]));
    const [after] = eventsIn(file([event({ at: instantOf(ENDS + 60_000), setAt: instantOf(SET + 1000) })]));
    expect(after?.uid).toBe(before?.uid);
    expect(after?.sequence).toBe((before?.sequence ?? 0) + 1);
    expect(before?.uid).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });

  it("names nothing alike that is not the same", () => {
    const uids = eventsIn(file([event(), event({ name: "review 1" })])).map(({ uid }) => uid);
    const elsewhere = eventsIn(file([event()], { origin: idOf(new Uint8Array(32).fill(8)) })).map(({ uid }) => uid);
    expect(new Set([...uids, ...elsewhere]).size).toBe(3);
  });

  it("takes back what ended before its time", () => {
    expect(icsOf(file([event({ isCancelled: true })]))).toContain("\r\nSTATUS:CANCELLED\r\n");
  });

  it("has the founding where nothing ends, since there is no calendar without an event", () => {
    const [only, ...rest] = eventsIn(file([]));
    expect([only?.summary, rest]).toEqual(["Linden Street was founded", []]);
  });

  it("says of members' files that they are private, and of where they come from nothing", () => {
    const text = icsOf(file([event({ url: null })], { isPublic: false, url: null, source: null }));
    expect(text).toContain("CLASS:PRIVATE");
    expect(text).not.toMatch(/^(?:URL|SOURCE|REFRESH-INTERVAL)/m);
  });

  it("is the same bytes whenever it is made", () => {
    expect(icsOf(file([event()]))).toBe(icsOf(file([event()])));
  });
});

describe("words in a calendar file", () => {
  const HOSTILE = 'END:VEVENT\r\nBEGIN:VEVENT\nSUMMARY:x;y,z\\n "]]>" \u0000\u0007\u202e‏مرحبا 👩‍👩‍👧';

  it("cannot end an event or begin another", () => {
    const [first, ...rest] = eventsIn(file([event({ summary: HOSTILE, category: HOSTILE })], { name: HOSTILE }));
    expect(rest).toEqual([]);
    expect(first?.summary).toBe('END:VEVENT\nBEGIN:VEVENT\nSUMMARY:x;y,z\\n "]]>" مرحبا 👩‍👩‍👧');
  });

  it("come back as they were, in lines of at most 75 octets that cut no letter", () => {
    const letters = fc.constantFrom("a", " ", "é", "ش", "漢", "👩‍👩‍👧", ";", ",", "\\", "\n", ":", '"');
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 120 }), (parts) => {
        const summary = parts.join("");
        const text = icsOf(file([event({ summary })]));
        expect(text.endsWith("\r\n")).toBe(true);
        expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
        for (const line of text.split("\r\n")) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/);
        }
        expect(eventsIn(file([event({ summary })]))[0]?.summary ?? "").toBe(summary);
      }),
      { numRuns: 200 },
    );
  });
});
