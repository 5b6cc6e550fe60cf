/**
 * The line icons, drawn on a square of 24 with one stroke width. An icon never speaks alone: it stands beside a word, or
 * its button has one for screen readers.
 */
export const icons = {
  home: "M4 11.5 12 4l8 7.5M6.5 9.8V20h11V9.8M10 20v-5.5h4V20",
  decide: "M5 12.5l4.2 4.2L19 7M4 20.5h16",
  talk: "M4 5.5h16v10.5H10.5L6 19.5V16H4zM8 9.5h8M8 12.5h5",
  accord: "M9 15a4.5 4.5 0 1 1 0-6.4M15 9a4.5 4.5 0 1 1 0 6.4M8.5 12h7",
  people:
    "M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11Zm-6 8.5c0-3.2 2.6-5.4 6-5.4s6 2.2 6 5.4M16 5a3.1 3.1 0 0 1 0 5.9M17.5 14.4c2.2.6 3.6 2.5 3.6 5.1",
  more: "M6.2 12a.9.9 0 1 1-1.8 0 .9.9 0 0 1 1.8 0ZM12.9 12a.9.9 0 1 1-1.8 0 .9.9 0 0 1 1.8 0ZM19.6 12a.9.9 0 1 1-1.8 0 .9.9 0 0 1 1.8 0Z",
  charter: "M6 4h9l3 3v13H6zM15 4v3h3M9 11h6M9 14.5h6",
  clock: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7.5V12l3 2",
  check: "M5 12.5l4.5 4.5L19 7.5",
  checks: "M2.5 12.5 7 17l8.5-9M11.5 15.5 13 17l8.5-9",
  cross: "M6.5 6.5l11 11M17.5 6.5l-11 11",
  warn: "M12 4 2.8 19.5h18.4zM12 10v4.5M12 17h.01",
  note: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 11v5M12 8h.01",
  back: "M14.5 5.5 8 12l6.5 6.5",
  forward: "M9.5 5.5 16 12l-6.5 6.5",
  link: "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1",
  scan: "M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16",
  device:
    "M7.5 3h9A1.5 1.5 0 0 1 18 4.5v15a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 6 19.5v-15A1.5 1.5 0 0 1 7.5 3ZM11 18h2",
  key: "M8 15.5a3.7 3.7 0 1 1 0-7.4 3.7 3.7 0 0 1 3.6 2.9H20v3M16.5 11v2.4",
  settings: "M4 7h10M18 7h2M14 5v4M4 17h3M11 17h9M7 15v4M4 12h13M20 12h.01M17 10v4",
  record: "M5 5h14M5 10h14M5 15h9M5 20h6",
  send: "M4 12 20 4.5 14.5 20l-3-6.5z",
  undo: "M8.5 5 4.5 9l4 4M5 9h8.5a5.5 5.5 0 0 1 0 11H10",
  plus: "M12 5v14M5 12h14",
  print: "M7 9V4h10v5M7 17H4.5V9h15v8H17M7 14h10v6H7z",
  share: "M12 15V4M8 7.5 12 4l4 3.5M5 13v6.5h14V13",
  copy: "M9 9h10v11H9zM5 15V4h10",
  save: "M12 4v11M8 11.5 12 15l4-3.5M5 19.5h14",
  look: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z",
  found:
    "M12 20.5V12M12 12c0-4 2.8-6.5 7.5-6.5C19.500 9.500 16.500 12 12 12ZM12 15.500c0-3.200-2.400-5.200-6.500-5.200 0 3.400 2.700 5.200 6.500 5.200Z",
  door: "M6 20.5V4h9v16.5M4 20.5h16M12 12.5h.01M15 7h3v13.5",
  shield: "M12 3.5 5 6v5.5c0 4.3 2.9 7.5 7 9 4.1-1.5 7-4.7 7-9V6zM9 12l2.2 2.2L15.2 10",
  bell: "M6.500 16.500V11a5.500 5.500 0 0 1 11 0v5.500L19 18H5zM10.500 20.500h3M12 5.500V4",
  pause: "M9 6v12M15 6v12",
  sound: "M4 10v4h3.5L12 18V6L7.5 10zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 20 20",
} as const;
export type IconName = keyof typeof icons;
/** Those that point along the line of reading, and turn with it. */
export const MIRRORED: ReadonlySet<IconName> = new Set(["back", "forward", "undo", "send", "record"]);
