/** One address, several machines. */
import { expect, test } from "vitest";
import { DatabaseAddressError, machinesIn } from "./address.ts";

test("each machine of an address has its own connection string", () => {
  expect(
    machinesIn("postgres://moot:secret@a:5432,b:5433/commons?target_session_attrs=read-write&sslmode=require"),
  ).toEqual([
    "postgres://moot:secret@a:5432/commons?sslmode=require",
    "postgres://moot:secret@b:5433/commons?sslmode=require",
  ]);
  expect(machinesIn("postgresql://localhost")).toEqual(["postgres://localhost/folkmoot"]);
});

test("what is no address of PostgreSQL is not taken", () => {
  for (const address of ["", "mysql://a/b", "postgres://", "postgres:///x", "/var/lib/folkmoot"])
    expect(() => machinesIn(address)).toThrow(DatabaseAddressError);
});
