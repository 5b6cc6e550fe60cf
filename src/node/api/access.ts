/**
 * The one table of who may do what over HTTP: a line for every route, and nothing is allowed that has no line. A node whose
 * routes and lines differ refuses to start. `sort` says which limits count, `bodyBytesMax` how long a request may be.
 */
import { CHECKPOINT_BYTES_MAX, JSON_BYTES_MAX, SUBMISSION_BYTES_MAX, type Sort } from "../limits/limits.ts";
import { anyone, operatorOnly, ownOnly, participants, type Row } from "./caller.ts";

export type Rule = {
  readonly row: Row;
  /** Where `?audience=public` asks for what is public anyway. */
  readonly publicRow?: Row;
  readonly sort: Sort;
  /** 0: the route takes no body. */
  readonly bodyBytesMax: number;
};

const open = (sort: Sort, bodyBytesMax = 0): Rule => ({ row: anyone, sort, bodyBytesMax });
const members = (sort: Sort): Rule => ({ row: participants, sort, bodyBytesMax: 0 });
const membersOrPublic = (sort: Sort): Rule => ({ row: participants, publicRow: anyone, sort, bodyBytesMax: 0 });
const own = (sort: Sort, bodyBytesMax = 0): Rule => ({ row: ownOnly, sort, bodyBytesMax });
const operators = (sort: Sort): Rule => ({ row: operatorOnly, sort, bodyBytesMax: JSON_BYTES_MAX });

/** Who may found a community on this node: whoever reaches it, or its operator alone. */
export type Founding = "anyone" | "operator";

type Lines = readonly (readonly [route: string, rule: Rule])[];

const ofTheNode: Lines = [
  ["GET /healthz", open("read")],
  ["GET /metrics", open("read")],
  ["GET /openapi.json", open("page")],
  ["GET /problems", open("page")],
  ["GET /.well-known/folkmoot", open("read")],
  ["POST /api/demo/visit", open("found")],
];

const foundingBy = (row: Row): Lines => [
  ["POST /api/communities/prepare", { row, sort: "found", bodyBytesMax: JSON_BYTES_MAX }],
  ["POST /api/communities", { row, sort: "found", bodyBytesMax: SUBMISSION_BYTES_MAX }],
];

const ofACommunity: Lines = [
  ["GET /api/communities/:community", open("read")],
  ["GET /api/communities/:community/confirmed", open("read")],
  ["POST /api/communities/:community/session/challenge", open("session", JSON_BYTES_MAX)],
  ["POST /api/communities/:community/session", open("session", JSON_BYTES_MAX)],
  ["DELETE /api/communities/:community/session", open("session", JSON_BYTES_MAX)],
  // Each act says who signed it; without a session only kinds that need no member are taken (routes/acts.ts).
  ["POST /api/communities/:community/acts", open("write", SUBMISSION_BYTES_MAX)],
  ["GET /api/communities/:community/acts/:act", open("read")],
  ["GET /api/communities/:community/entries", membersOrPublic("read")],
  ["GET /api/communities/:community/texts", members("read")],
  ["GET /api/communities/:community/snapshot", members("page")],
  ["GET /api/communities/:community/export", membersOrPublic("page")],
  ["GET /api/communities/:community/events", open("read")],
  ["GET /api/communities/:community/notices", own("read")],
  ["POST /api/communities/:community/notices", own("write", JSON_BYTES_MAX)],
  ["DELETE /api/communities/:community/notices", own("write")],
  ["POST /api/communities/:community/notices/levels", own("write", JSON_BYTES_MAX)],
  ["POST /api/communities/:community/notices/channels", own("write", JSON_BYTES_MAX)],
  ["POST /api/communities/:community/notices/channels/:channel/test", own("write", JSON_BYTES_MAX)],
  ["POST /api/communities/:community/notices/channels/:channel/confirm", own("write", JSON_BYTES_MAX)],
  ["DELETE /api/communities/:community/notices/channels/:channel", own("write")],
  ["POST /api/communities/:community/backup", operators("write")],
  ["POST /api/communities/:community/clock/confirm", operators("write")],
  ["POST /api/communities/:community/erase", operators("write")],
];

const forEverybody: Lines = [
  ["GET /log/:community/checkpoint", open("read")],
  ["GET /log/:community/tile/:path{.+}", open("read")],
  ["POST /witness/add-checkpoint", open("witness", CHECKPOINT_BYTES_MAX)],
  ["GET /witness/checkpoint", open("witness")],
  // Whoever got a notice may stop it; the secret in the address says which.
  ["GET /stop/:community/:secret", open("page")],
  ["POST /stop/:community/:secret", open("write", JSON_BYTES_MAX)],
  ["GET /c/page.css", open("page")],
  ["GET /c/:community", open("page")],
  ["GET /c/:community/", open("page")],
  ["GET /c/:community/accords.atom", open("page")],
  ["GET /c/:community/results.atom", open("page")],
  ["GET /c/:community/calendar.ics", open("page")],
  ["GET /c/:community/accords/:accord", open("page")],
  ["GET /*", open("read")],
];

export const accessTable = (founding: Founding): ReadonlyMap<string, Rule> =>
  new Map([
    ...ofTheNode,
    ...foundingBy(founding === "anyone" ? anyone : operatorOnly),
    ...ofACommunity,
    ...forEverybody,
  ]);

/** Routes without a line, and lines without a route: both must be empty before a node serves anybody. */
export const mismatches = (
  routes: readonly string[],
  table: ReadonlyMap<string, Rule>,
): { readonly undeclared: readonly string[]; readonly unused: readonly string[] } => ({
  undeclared: [...new Set(routes)].filter((route) => !table.has(route)),
  unused: [...table.keys()].filter((line) => !routes.includes(line)),
});

/** A route that nobody decided who may use. */
export class UndeclaredRouteError extends Error {
  constructor(undeclared: readonly string[], unused: readonly string[]) {
    super(
      `The access table and the routes differ: undeclared ${undeclared.join(", ") || "none"}; unused ${unused.join(", ") || "none"}.`,
    );
    this.name = "UndeclaredRouteError";
  }
}
