/** The documents are exact enough: a log written from them alone is one that the product's verifier finds nothing wrong with. */
import { readdirSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { importsOf } from "../tidy/sources.ts";
import { faultsForMembers, faultsForPublic, reported, rootAsked } from "./asking.ts";
import { wholeLife } from "./life.ts";
import type { Village } from "./village.ts";

const MEETS_THE_PRODUCT = /^asking\.ts$|\.test\.ts$/;
const MAY_USE = /^(?:node:(?:crypto|fs)|cborg|\.\/\w+\.ts)$/;

let village: Village;
beforeAll(async () => void (village = await wholeLife(rootAsked)));

describe("a whole life written from the documents", () => {
  it("imports nothing of the product", () => {
    const files = readdirSync(new URL(".", import.meta.url)).filter((name) => !MEETS_THE_PRODUCT.test(name));
    expect(files).toContain("ledger.ts");
    const imports = files.flatMap((name) => importsOf(`tests/forger/${name}`));
    expect(imports.filter((name) => !MAY_USE.test(name) || name === "./asking.ts")).toEqual([]);
  });

  it("has no fault for its members, and every result is what they decided", async () => {
    const { ledger } = village;
    expect(await faultsForMembers(ledger)).toEqual([]);
    expect(await reported(ledger.export(false).bytes)).toMatchObject({
      audience: "members",
      origin: Buffer.from(ledger.origin).toString("hex"),
      size: ledger.entries.length,
      withheld: 0,
      texts: { erased: 1 },
      results: { recorded: 9, judged: 9, attested: 1, attestations: 2, disputes: 0 },
    });
  });

  it("has no fault for strangers, who see what is public", async () => {
    const { ledger } = village;
    expect(await faultsForPublic(ledger)).toEqual([]);
    const { publicRoot } = await reported(ledger.export(false).bytes);
    expect(await reported(ledger.export(true).bytes)).toMatchObject({
      publicRoot,
      membersRoot: null,
      withheld: ledger.entries.filter(({ isPublic }) => !isPublic).length,
      results: { recorded: 9, judged: 0 },
    });
  });
});
