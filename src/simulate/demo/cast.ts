/**
 * The twelve people of the demo community and what they say of themselves. All of them are invented. A name here is how the
 * stories call somebody; what stands in the log is only the hash of the full name's text.
 */
export type Neighbour = { readonly fullName: string; readonly about: string };

const people = {
  rosa: {
    fullName: "Rosa Okafor",
    about: "Nurse, retired in name only. Number 4, ground floor. Ask me about anything that bleeds or aches.",
  },
  tom: {
    fullName: "Tom Brennan",
    about: "Carpenter. I mend what others throw away. My workshop door is open on Thursdays.",
  },
  amina: {
    fullName: "Amina Yusuf",
    about: "I teach ten-year-olds. After them, a meeting of adults holds no terrors.",
  },
  jelena: { fullName: "Jelena Petrović", about: "Baker. I sleep from six in the evening, so write, don't ring." },
  samir: { fullName: "Samir Haddad", about: "Bicycle courier, soon a father. I know every short cut in this town." },
  grace: {
    fullName: "Grace Lindqvist",
    about: "The garden behind number 9 is mine to dig and everybody's to eat from.",
  },
  mateo: {
    fullName: "Mateo Vargas",
    about: "Cook on the late shift. Home at one, hungry for company and quiet mornings.",
  },
  hyejin: { fullName: "Park Hye-jin", about: "Heating engineer. I read meters for pleasure." },
  dorothy: {
    fullName: "Dorothy Walsh",
    about: "Eighty-one. I have lived in Alder Row since the year the mill closed, and I keep the key to the hall.",
  },
  kwame: { fullName: "Kwame Mensah", about: "Electrician. If it hums and shouldn't, call me." },
  noor: { fullName: "Noor Rahimi", about: "Student of law, second year. I read the small print so you need not." },
  ilse: {
    fullName: "Ilse Baumann",
    about: "I kept the books of other people's firms for forty years. Now I keep ours.",
  },
} as const satisfies Readonly<Record<string, Neighbour>>;

export type Name = keyof typeof people;
export const cast: Readonly<Record<Name, Neighbour>> = people;

const isName = (name: string): name is Name => name in people;
export const everybody: readonly Name[] = Object.keys(people).filter(isName);
/** Everybody but those named. */
export const allBut = (...absent: readonly Name[]): readonly Name[] =>
  everybody.filter((name) => !absent.includes(name));
