/**
 * Links that people hand each other, at the terminal: as text and as a QR code. What is secret in them stands after `#`, which browsers never
 * send.
 */
import { renderUnicodeCompact } from "uqr";
import { addressOf } from "./remote/request.ts";

/** The code in a link, or the text itself where it is no link. */
export const codeIn = (link: string): string => link.slice(link.indexOf("#") + 1).trim();

/** The node in a link such as `https://node.example/join#…`; null where it is only a path or a code. */
export const nodeIn = (link: string): string | null => {
  const place = link.indexOf("#");
  const address = addressOf(place < 0 ? link : link.slice(0, place));
  return address === null ? null : address.replace(/\/(?:join|device|m\/[0-9a-f]{64}\/devices)$/, "");
};

const WHITE_ON_BLACK = "\u001b[40;97m";
const PLAIN = "\u001b[0m";

/** A QR code in half blocks. On a screen its colours are said too, since phones read dark on light and terminals may be either. */
export const qrLines = (link: string, isScreen: boolean): readonly string[] => {
  const lines = renderUnicodeCompact(link, { border: 2 }).split("\n");
  return isScreen ? lines.map((line) => WHITE_ON_BLACK + line + PLAIN) : lines;
};
