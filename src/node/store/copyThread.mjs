/**
 * The thread that copies one database and ends. It is plain JavaScript, so that it starts the same from sources, tests and
 * bundles; what SQLite refuses is thrown, and ends the thread with an error for whoever started it.
 */
const [, , from = "", to = ""] = process.argv;
const { DatabaseSync } = /** @type {typeof import("@photostructure/sqlite")} */ (
  process.getBuiltinModule("node:sqlite") ?? (await import("@photostructure/sqlite"))
);
const database = new DatabaseSync(from, { readOnly: true });
database.exec("PRAGMA temp_store = 2");
database.prepare("VACUUM INTO ?").run(to);
database.close();
