/**
 * What the demo knows of a neighbour before anything happens: a name in its own script, what they say of themselves, by whom and when
 * they came. All of them are invented; what stands in the log of a name is only the hash of its text.
 */
export type Neighbour = {
  readonly fullName: string;
  readonly about: string;
  /** The language they write in; what their devices are called is in it too. */
  readonly speaks: "en" | "es" | "ar";
  /** Who invited them, and how many days before the end they came; nobody for the founder. */
  readonly host: string | null;
  readonly came: number;
  readonly role?: "guest";
};

/** One line of the cast: `[full name, language, host, days before the end, about]`. */
type Line = readonly [
  fullName: string,
  speaks: Neighbour["speaks"],
  host: string | null,
  came: number,
  about: string,
  role?: "guest",
];

/** The lines of a table as neighbours, under the same short names. */
export const neighbours = <Name extends string>(
  lines: Readonly<Record<Name, Line>>,
): readonly (readonly [Name, Neighbour])[] =>
  namesOf(lines).map((name) => {
    const [fullName, speaks, host, came, about, role] = lines[name];
    return [name, { fullName, speaks, host, came, about, ...(role === undefined ? {} : { role }) }];
  });

const namesOf = <Name extends string>(lines: Readonly<Record<Name, Line>>): readonly Name[] => {
  const isName = (name: string): name is Name => name in lines;
  return Object.keys(lines).filter(isName);
};
