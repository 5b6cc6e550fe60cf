/** What can be measured, in the order of docs/benchmarks.md: each name is a module `NAME/NAME.ts` here that exports `measure`. */
export const benches: Readonly<Record<string, string>> = {
  fold: "replaying decoded acts, against the same fold over mutable Maps",
  growth: "what an act costs when the log is long",
  live: "one act at a time, forks, and many deadlines at once",
  tree: "the Merkle tree of a million leaves",
  check: "a whole export verified, against two workers that only verify signatures",
  append: "acts handed in, stored and answered, against one thread that only verifies",
  store: "from the database to the standing, and bytes on disk and on the wire",
};
