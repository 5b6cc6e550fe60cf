/** Where the checkpoint that allies confirmed last is kept for all processes of a cluster. */
import { bytesOf } from "../../core/hash.ts";
import type { Id } from "../../core/kernel/types.ts";
import type { ConfirmedShelf } from "../witness/rounds.ts";
import type { Database } from "./database.ts";
import { bytesIn } from "./rows.ts";

const READ = {
  name: "confirmed",
  text: "SELECT c.checkpoint FROM folkmoot.confirmed c JOIN folkmoot.logs USING (log) WHERE origin = $1",
};
const WRITE = {
  name: "confirm",
  text: `INSERT INTO folkmoot.confirmed SELECT log, $2 FROM folkmoot.logs WHERE origin = $1
         ON CONFLICT (log) DO UPDATE SET checkpoint = excluded.checkpoint`,
};

export const confirmedRows = (database: Database): ConfirmedShelf => ({
  read: async (community: Id) => {
    const [row] = await database.read(READ, [bytesOf(community)]);
    return row === undefined ? null : bytesIn(row, "checkpoint");
  },
  write: async (community: Id, checkpoint) => {
    await database.change("keeping a confirmation", WRITE, [bytesOf(community), checkpoint]);
  },
});
