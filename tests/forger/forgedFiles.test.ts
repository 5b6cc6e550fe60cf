/** Files that are forged around acts which are right: texts, the signed head, what is withheld, single bytes. */
import { beforeAll, describe, expect, it } from "vitest";
import { asked, faultsForMembers, faultsForPublic, rootAsked } from "./asking.ts";
import { ascii, concat, keyFrom, sha256, type Bytes } from "./keys.ts";
import type { Ledger } from "./ledger.ts";
import { wholeLife } from "./life.ts";
import type { Text } from "./texts.ts";

const DIGEST_BYTES = 32;
const SAMPLES = 24;

let ledger: Ledger;
beforeAll(async () => void ({ ledger } = await wholeLife(rootAsked)));

const inOrder = (texts: readonly Text[]): readonly Text[] => [...texts].sort((a, b) => Buffer.compare(a.hash, b.hash));

/** The founding act names the community, so its name is a text that the file has. */
const named = (): Text => {
  const [name] = ledger.entries[0]?.texts ?? [];
  if (name === undefined) throw new Error("the community has a name");
  return name;
};

describe("a text", () => {
  it("that is missing is named at the entry that names it", async () => {
    const texts = (all: readonly Text[]) => all.filter((text) => text !== named());
    expect(await faultsForMembers(ledger, { texts })).toEqual([[0, "text.missing"]]);
    expect(await faultsForPublic(ledger, { texts })).toEqual([[0, "text.missing"]]);
  });

  it("that is not the one named is a text missing and another too many", async () => {
    const text = "Millbrook Avenue";
    const other = { text, salt: named().salt, hash: sha256(named().salt, ascii(text)) };
    const texts = (all: readonly Text[]) => inOrder(all.map((one) => (one === named() ? other : one)));
    expect(await faultsForMembers(ledger, { texts })).toEqual([
      [0, "text.missing"],
      [null, "text.unnamed"],
    ]);
  });
});

describe("the signed head", () => {
  it("must be signed by the key it names", async () => {
    const changes = { headKey: keyFrom("somebody else"), claimedKey: ledger.node.publicKey };
    expect(await faultsForMembers(ledger, changes)).toEqual([[null, "checkpoint.signature"]]);
  });

  it("must name the node's key that the founding act names", async () => {
    const changes = { headKey: keyFrom("somebody else") };
    expect(await faultsForMembers(ledger, changes)).toEqual([[0, "export.nodeKey"]]);
    expect(await faultsForPublic(ledger, changes)).toEqual([[0, "export.nodeKey"]]);
  });

  it("must be of these entries", async () => {
    const changes = { root: sha256() };
    expect(await faultsForMembers(ledger, changes)).toEqual([[null, "checkpoint.root"]]);
    expect(await faultsForPublic(ledger, changes)).toEqual([[null, "checkpoint.root"]]);
  });
});

describe("what is withheld", () => {
  const attestation = (): number => ledger.entries.findLastIndex(({ isPublic }, n) => isPublic && n < 40);

  it("is nothing for members, so that no dispute can be kept from them", async () => {
    const place = attestation();
    expect(await faultsForMembers(ledger, { withheld: [place] })).toEqual([[place, "act.withheld"]]);
  });

  it("is every act of the members for strangers", async () => {
    expect(await faultsForPublic(ledger, { shown: [1] })).toContainEqual([1, "act.unknownKind"]);
  });
});

describe("a changed byte", () => {
  /** As damage leaves it, and as a forger would who makes the digest right again. */
  const flipped = (bytes: Bytes, at: number, isForged: boolean): Bytes => {
    const copy = bytes.slice();
    copy[at] = (copy[at] ?? 0) ^ (1 << (at % 8));
    if (!isForged) return copy;
    const body = copy.subarray(0, -DIGEST_BYTES);
    return concat(body, sha256(body));
  };
  const isFound = async (bytes: Bytes): Promise<boolean> => {
    const verification = await asked(bytes);
    return verification.kind === "damaged" || verification.report.faults.length > 0;
  };
  const sampled = (from: number, to: number): readonly number[] =>
    Array.from({ length: Math.min(SAMPLES, to - from) }, (_, n) => from + Math.floor((n * (to - from)) / SAMPLES));

  it.each(["header", "checkpoint", "entries", "texts", "end"] as const)("in the %s is found", async (section) => {
    const { bytes, sections } = ledger.export(false);
    const starts = [...Object.values(sections), bytes.length].sort((a, b) => a - b);
    const to = starts.find((start) => start > sections[section]) ?? bytes.length;
    for (const at of sampled(sections[section], to)) {
      expect(await isFound(flipped(bytes, at, false)), `byte ${at}`).toBe(true);
      if (section !== "end") expect(await isFound(flipped(bytes, at, true)), `byte ${at}, forged`).toBe(true);
    }
  });
});
