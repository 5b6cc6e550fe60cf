/**
 * What PostgreSQL answers, column by column. The surprising rule: 64-bit integers come as numbers here, since nothing we count
 * reaches 2^53, and what does not fit its column means that somebody else has written the table.
 */
import pg from "pg";

export type Row = Readonly<Record<string, unknown>>;

/** The database holds what no version of this program writes: restore it from a backup, or the community from an export. */
class DamagedDatabaseError extends Error {
  override readonly name = "DamagedDatabaseError";
  constructor(column: string) {
    super(`The database is damaged (${column}). Restore it from a backup, or the community from anybody's export.`);
  }
}

export const numberIn = (row: Row, column: string): number => {
  const value = row[column];
  if (typeof value !== "number" || !Number.isSafeInteger(value)) throw new DamagedDatabaseError(column);
  return value;
};
export const numberOrNull = (row: Row, column: string): number | null =>
  row[column] === null ? null : numberIn(row, column);

/** Plain bytes, not the Buffer that the driver makes. */
export const bytesIn = (row: Row, column: string): Uint8Array => {
  const value = row[column];
  if (!(value instanceof Uint8Array)) throw new DamagedDatabaseError(column);
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
};
export const textIn = (row: Row, column: string): string => {
  const value = row[column];
  if (typeof value !== "string") throw new DamagedDatabaseError(column);
  return value;
};

pg.types.setTypeParser(pg.types.builtins.INT8, Number);
