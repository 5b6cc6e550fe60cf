/**
 * Where the database is: one address that may name several machines, as libpq has it
 * (`postgres://user@a:5432,b:5432/folkmoot?target_session_attrs=read-write`). The surprising rule: whatever the address asks for, only
 * a machine that takes writes is used, since a standby may lag behind what was acknowledged.
 */
const ADDRESS = /^postgres(?:ql)?:\/\/(?:([^@/]*)@)?([^/?]+)(\/[^?]*)?(?:\?(.*))?$/;
/** Understood here or of no use to the driver. */
const OWN = ["target_session_attrs", "load_balance_hosts"];

/** The address is none of a PostgreSQL database. */
export class DatabaseAddressError extends Error {
  override readonly name = "DatabaseAddressError";
  constructor() {
    super(
      "The store's address is none of PostgreSQL: postgres://USER:PASSWORD@HOST:PORT,HOST:PORT/DATABASE is expected.",
    );
  }
}

/** One connection string for each machine, in the order given. */
export const machinesIn = (address: string): readonly string[] => {
  const [, user, hosts, database = "/folkmoot", asked = ""] = ADDRESS.exec(address) ?? [];
  if (hosts === undefined || hosts === "") throw new DatabaseAddressError();
  const query = new URLSearchParams(asked);
  for (const name of OWN) query.delete(name);
  const rest = query.size === 0 ? "" : `?${query.toString()}`;
  const strings = hosts
    .split(",")
    .map((host) => `postgres://${user === undefined ? "" : `${user}@`}${host}${database}${rest}`);
  if (!strings.every((string) => URL.canParse(string))) throw new DatabaseAddressError();
  return strings;
};
