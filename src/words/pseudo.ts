/**
 * A language nobody speaks, made from English: every letter becomes one of an alphabet that runs from right to left, and
 * words grow by a third, as translations do. What stays Latin on a screen in this language did not come from a catalogue.
 */
const LETTERS = "אבגדהוזחטיכלמנסעפצקרשתםןףץ";
const LETTER_A = 97;

const letterOf = (latin: string): string => LETTERS[latin.toLowerCase().charCodeAt(0) - LETTER_A] ?? latin;

/** Doubles the vowels, then changes every letter. */
const mirroredLetter = (letter: string): string =>
  (/[aeiou]/i.test(letter) ? letter + letter : letter).replaceAll(/[a-z]/gi, letterOf);

/** One ICU message: wording is mirrored at every depth, the syntax of its placeholders and plurals stays as it is. */
export const mirroredMessage = (message: string): string => {
  let result = "";
  // Braces open a placeholder inside wording, and wording inside a placeholder: depth tells which of the two we are in.
  let depth = 0;
  for (const letter of message) {
    if (letter === "{") depth += 1;
    if (letter === "}") depth -= 1;
    result += depth % 2 === 0 ? mirroredLetter(letter) : letter;
  }
  return result;
};

/** The same keys with every wording mirrored. */
export const mirrored = <Key extends string>(
  catalogue: Readonly<Record<Key, string>>,
): Readonly<Record<Key, string>> => {
  const result: Record<Key, string> = { ...catalogue };
  for (const key in result) result[key] = mirroredMessage(result[key]);
  return result;
};
