/** What can be measured, in the order of docs/benchmarks.md. Each is loaded in its own process only. */
import type { Measure } from "./figure.ts";

type Bench = { readonly what: string; load(): Promise<{ readonly measure: Measure }> };

export const benches: Readonly<Record<string, Bench>> = {
  append: {
    what: "acts verified, folded and stored durably, against one thread that only verifies signatures",
    load: () => import("./append/append.ts"),
  },
  http: {
    what: "the same over HTTP, one act a request, and how long an answer takes",
    load: () => import("./http/http.ts"),
  },
  check: {
    what: "a whole export verified, against two workers that only verify signatures",
    load: () => import("./check/check.ts"),
  },
  tree: { what: "the Merkle tree of a million leaves", load: () => import("./tree/tree.ts") },
  fold: {
    what: "replaying decoded acts, against the same fold over mutable Maps",
    load: () => import("./fold/fold.ts"),
  },
  growth: { what: "what an act costs when the log is long", load: () => import("./growth/growth.ts") },
  live: { what: "one act at a time, forks, and many deadlines at once", load: () => import("./live/live.ts") },
  store: {
    what: "from the database to the standing, and bytes on disk and on the wire",
    load: () => import("./store/store.ts"),
  },
  cluster: {
    what: "appends over 1 to 1,000 communities, in PostgreSQL and beside it in the embedded store",
    load: () => import("./cluster/cluster.ts"),
  },
  screen: { what: "what a phone fetches before the first screen", load: () => import("./screen/screen.ts") },
  replica: {
    what: "a phone that holds 50,000 acts, in a real Chromium",
    load: () => import("./replica/replica.ts"),
  },
  feed: {
    what: "from stored to heard by 40 and 1,000 listeners, against a bare TCP broadcast",
    load: () => import("./feed/feed.ts"),
  },
};
