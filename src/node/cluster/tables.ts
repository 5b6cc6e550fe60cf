/**
 * The tables of a cluster's database (docs/formats/cluster-store.md) and the one function by which a log grows. The surprising rule: an append
 * is a single statement, so that its transaction begins and ends on the server: it fences, stores and moves the head in one go, and
 * no lost packet can leave half of it open.
 */
import { StoreFailedError } from "../ports/logStore.ts";
import type { Database } from "./database.ts";
import { numberIn } from "./rows.ts";

/** Raised when the tables change; a database of another number is refused. */
const FORMAT = 1;
export const TEXT_STATES = { kept: 0, erased: 1 } as const;

const TABLES = `
CREATE SCHEMA IF NOT EXISTS folkmoot;
CREATE TABLE IF NOT EXISTS folkmoot.store (one int PRIMARY KEY CHECK (one = 1), format int NOT NULL, key int);
INSERT INTO folkmoot.store VALUES (1, ${FORMAT}, NULL) ON CONFLICT DO NOTHING;
-- One row a process that runs; until: by the database's clock.
CREATE TABLE IF NOT EXISTS folkmoot.nodes (node bytea PRIMARY KEY, address text NOT NULL, until timestamptz NOT NULL);
-- One row a community, changed by every append; it has room for that on its page. holder: the process that writes it.
CREATE TABLE IF NOT EXISTS folkmoot.logs (
  log int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  origin bytea NOT NULL UNIQUE,
  holder bytea,
  epoch bigint NOT NULL DEFAULT 0,
  restored int NOT NULL DEFAULT 0,
  size bigint NOT NULL DEFAULT 0,
  root bytea NOT NULL DEFAULT ''::bytea,
  checkpoint bytea NOT NULL DEFAULT ''::bytea
) WITH (fillfactor = 25);
-- signed: the 64 bytes of the signature, then the act; name: the first 32 bits of its id.
CREATE TABLE IF NOT EXISTS folkmoot.entries (
  log int NOT NULL, place bigint NOT NULL, at bigint NOT NULL, name int NOT NULL, signed bytea NOT NULL, PRIMARY KEY (log, place)
);
CREATE INDEX IF NOT EXISTS entries_by_name ON folkmoot.entries (log, name);
CREATE TABLE IF NOT EXISTS folkmoot.tiles (log int NOT NULL, name bigint NOT NULL, hashes bytea NOT NULL, PRIMARY KEY (log, name));
-- sealed: salt and text under the key in text_keys; empty once erased. entry: the first that named it.
CREATE TABLE IF NOT EXISTS folkmoot.texts (
  log int NOT NULL, hash bytea NOT NULL, state int NOT NULL, entry bigint, is_public int NOT NULL, sealed bytea NOT NULL,
  PRIMARY KEY (log, hash)
);
CREATE TABLE IF NOT EXISTS folkmoot.text_keys (
  log int NOT NULL, hash bytea NOT NULL, key int NOT NULL, sealed bytea NOT NULL, PRIMARY KEY (log, hash)
);
CREATE TABLE IF NOT EXISTS folkmoot.pending (
  log int NOT NULL, id bytea NOT NULL, place bigint GENERATED ALWAYS AS IDENTITY,
  due bigint NOT NULL, signed bytea NOT NULL, promise bytea NOT NULL, PRIMARY KEY (log, id)
);
CREATE TABLE IF NOT EXISTS folkmoot.refusals (
  log int NOT NULL, id bytea NOT NULL, until bigint NOT NULL, note bytea NOT NULL, PRIMARY KEY (log, id)
);
-- The keys that sign logs, and those prepared for communities to be founded (log is null), sealed.
CREATE TABLE IF NOT EXISTS folkmoot.node_keys (
  public bytea PRIMARY KEY, log int UNIQUE, made timestamptz NOT NULL DEFAULT now(), key int NOT NULL, sealed bytea NOT NULL
);
CREATE TABLE IF NOT EXISTS folkmoot.confirmed (log int PRIMARY KEY, checkpoint bytea NOT NULL);
`;

/** Fixed parts of a packed value, numbered from 1. */
const parts = (value: string, bytes: number): string =>
  `(SELECT n, substring(${value} from ((n - 1) * ${bytes} + 1)::int for ${bytes}) AS part FROM generate_series(1, length(${value}) / ${bytes}) AS n)`;

/** Answers '' when stored; else why this writer is not the writer: nothing is changed then. */
const APPEND = `
CREATE OR REPLACE FUNCTION folkmoot.append_1(
  p_log int, p_epoch bigint, p_expected bigint, p_size bigint, p_root bytea, p_checkpoint bytea,
  p_ats bigint[], p_names int[], p_lengths int[], p_signed bytea, p_tile_names bigint[], p_tiles bytea,
  p_hashes bytea, p_text_lengths int[], p_texts bytea, p_key int, p_text_keys bytea,
  p_named bytea, p_named_entries bigint[], p_named_public int[], p_erase bytea, p_settled bytea
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE found_epoch bigint; found_size bigint;
BEGIN
  UPDATE folkmoot.logs SET size = p_size, root = p_root, checkpoint = p_checkpoint, restored = 0
    WHERE log = p_log AND epoch = p_epoch AND size = p_expected;
  IF NOT FOUND THEN
    SELECT epoch, size INTO found_epoch, found_size FROM folkmoot.logs WHERE log = p_log;
    IF found_epoch = p_epoch THEN RETURN found_size || ' entries, not ' || p_expected; END IF;
    RETURN 'epoch ' || coalesce(found_epoch::text, 'gone') || ', not ' || p_epoch;
  END IF;
  INSERT INTO folkmoot.entries
    SELECT p_log, p_expected + n - 1, at, name, substring(p_signed from (ending - length + 1)::int for length)
    FROM (SELECT n, at, name, length, sum(length) OVER (ORDER BY n) AS ending
          FROM unnest(p_ats, p_names, p_lengths) WITH ORDINALITY AS u (at, name, length, n)) AS packed;
  IF length(p_tiles) > 0 THEN
    INSERT INTO folkmoot.tiles SELECT p_log, p_tile_names[n], part FROM ${parts("p_tiles", 8192)} AS t;
  END IF;
  IF length(p_hashes) > 0 THEN
    WITH packed AS (
      SELECT n, part AS hash, length, sum(length) OVER (ORDER BY n) AS ending
      FROM ${parts("p_hashes", 32)} AS h JOIN unnest(p_text_lengths) WITH ORDINALITY AS u (length, n) USING (n)
    ), kept AS (
      INSERT INTO folkmoot.texts
        SELECT p_log, hash, 0, NULL, 0, substring(p_texts from (ending - length + 1)::int for length) FROM packed
        ON CONFLICT DO NOTHING RETURNING hash
    )
    INSERT INTO folkmoot.text_keys
      SELECT p_log, hash, p_key, substring(p_text_keys from ((n - 1) * 60 + 1)::int for 60) FROM packed JOIN kept USING (hash);
  END IF;
  IF length(p_named) > 0 THEN
    UPDATE folkmoot.texts AS t SET entry = coalesce(t.entry, p_named_entries[n]), is_public = greatest(t.is_public, p_named_public[n])
      FROM ${parts("p_named", 32)} AS h
      WHERE t.log = p_log AND t.hash = part AND (t.entry IS NULL OR t.is_public < p_named_public[n]);
  END IF;
  IF length(p_erase) > 0 THEN
    INSERT INTO folkmoot.texts SELECT p_log, part, 1, NULL, 0, ''::bytea FROM ${parts("p_erase", 32)} AS h
      ON CONFLICT (log, hash) DO UPDATE SET state = 1, sealed = ''::bytea;
    DELETE FROM folkmoot.text_keys WHERE log = p_log AND hash IN (SELECT part FROM ${parts("p_erase", 32)} AS h);
  END IF;
  IF length(p_settled) > 0 THEN
    DELETE FROM folkmoot.pending WHERE log = p_log AND id IN (SELECT part FROM ${parts("p_settled", 32)} AS s);
  END IF;
  RETURN '';
END $$;
`;

/** Any number: whoever makes the tables holds it, so that processes which start together do not make them twice. */
const MAKING = 1_179_602_797;

/** Makes what is not there yet. Throws where the database is of another format. */
export const prepareTables = async (database: Database): Promise<void> => {
  await database.transaction("making the tables", async (ask) => {
    await ask({ name: "making", text: "SELECT pg_advisory_xact_lock($1)" }, [MAKING]);
    for (const [place, text] of [...TABLES.split(/;\n/), APPEND].entries())
      if (text.trim() !== "") await ask({ name: `table ${place}`, text });
  });
  const [row] = await database.read({ name: "format", text: "SELECT format FROM folkmoot.store" });
  const format = row === undefined ? 0 : numberIn(row, "format");
  if (format !== FORMAT)
    throw new StoreFailedError(`opening a database of format ${format}, where this program knows ${FORMAT}`, null);
};
