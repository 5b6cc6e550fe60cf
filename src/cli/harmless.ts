/**
 * What people and nodes wrote, as a terminal may be handed it. The surprising rule: a text can steer a terminal (move the cursor, erase what
 * stands there, turn the order of letters), so it could show a vote as another; whatever steers is put as `\ufffd`, but our own colours.
 */
/** Controls but tab and line feed, those beyond ASCII too, and marks that turn the direction for all that follows. */
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/g;
/** The colours of our own codes, whole, or something that steers. */
const OWN_OR_STEERING = /\u001b\[(?:40;97|0)m|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/g;
const HEX = 16;
const HEX_DIGITS = 4;

/** The words, with nothing in them that a terminal would obey. */
export const harmless = (words: string): string =>
  words.replaceAll(OWN_OR_STEERING, (found) => (found.length > 1 ? found : "\ufffd"));

/** The same JSON, in which all that steers is written as an escape: programs read what was there. */
export const harmlessJson = (json: string): string =>
  json.replaceAll(STEERING, (found) => `\\u${found.charCodeAt(0).toString(HEX).padStart(HEX_DIGITS, "0")}`);
