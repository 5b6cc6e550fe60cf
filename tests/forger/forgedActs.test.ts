/** Single acts that break the rule of an act, each signed as its forger could sign it, in logs that are right in all else. */
import { describe, expect, it } from "vitest";
import { evidenceOf, INVITATION, NODE } from "./acts.ts";
import { faultsForMembers } from "./asking.ts";
import { ascii, keyFrom, sha256, type Bytes } from "./keys.ts";
import { DAY, MINUTE, type Command, type Forged, type Ledger } from "./ledger.ts";
import { foundVillage, invite, join, settledVillage } from "./village.ts";

const MEMBER = 0;
const CLOCK_AHEAD = 5 * MINUTE;
const elsewhere = sha256(ascii("another community"));

/** The one canonical encoding begins with an array of fifteen, then the format 1 in one byte. */
const withLongFormat = (act: Bytes): Bytes => Uint8Array.of(0x8f, 0x18, 0x01, ...act.slice(2));
const withMore = (act: Bytes): Bytes => Uint8Array.of(...act, 0);

/** An act without any text, so that nothing else can be wrong with it. */
const inviting = ({ at }: Ledger): Command => [
  "member.invite",
  [keyFrom(`an invitation of ${at}`).publicKey, MEMBER, at + DAY, null],
];

const FORGERIES: readonly (readonly [what: string, forge: (ledger: Ledger) => Forged, rule: string])[] = [
  ["signed by another key", () => ({ key: keyFrom("somebody else") }), "act.signature"],
  ["with a number in more bytes than it needs", () => ({ bytes: withLongFormat }), "act.malformed"],
  ["with a byte after its end", () => ({ bytes: withMore }), "act.malformed"],
  ["with a number that its author has used", () => ({ act: { seq: 1 } }), "act.sequenceUsed"],
  ["with the number of a public act by its author", () => ({ act: { seq: 0 } }), "act.sequenceUsed"],
  ["for another community", () => ({ act: { origin: elsewhere } }), "act.wrongOrigin"],
  ["whose author saw another history", () => ({ act: { seen: [3, elsewhere] } }), "act.seen"],
  ["whose author saw what is not yet there", () => ({ act: { seen: [300, elsewhere] } }), "act.seen"],
  ["that comes after an act that is not there", () => ({ act: { after: [elsewhere] } }), "act.after"],
  ["recorded later than it allows", ({ at }) => ({ act: { notAfter: at + 999 } }), "act.expired"],
  ["signed in the future", ({ at }) => ({ act: { signedAt: at + 1001 + CLOCK_AHEAD } }), "act.fromFuture"],
  ["for another audience than its kind's", () => ({ act: { isPublic: true } }), "act.wrongAudience"],
  ["by a device that says it is the node", () => ({ act: { authorKind: NODE } }), "authority.notEntitled"],
  ["of a kind that nobody knows", () => ({ act: { kind: "member.crown" } }), "act.unknownKind"],
  ["with a field too few", () => ({ act: { body: [] } }), "act.malformedBody"],
];

const ALLOWED: readonly (readonly [what: string, forge: (ledger: Ledger) => Forged])[] = [
  ["that jumps ahead in its numbers", () => ({ act: { seq: 900 } })],
  ["whose author's clock is five minutes ahead", ({ at }) => ({ act: { signedAt: at + 1000 + CLOCK_AHEAD } })],
  ["recorded in the last millisecond it allows", ({ at }) => ({ act: { notAfter: at + 1000 } })],
  ["that names an act before it that is not there", () => ({ act: { previous: elsewhere } })],
];

const recorded = (forge: (ledger: Ledger) => Forged) => {
  const { ledger, founder } = settledVillage();
  const { index } = ledger.record(founder.key, inviting(ledger), { forged: forge(ledger) });
  ledger.record(founder.key, inviting(ledger), { forged: { act: { seq: 1000 } } });
  return { ledger, index };
};

describe("an act", () => {
  it.each(FORGERIES)("%s is named", async (_, forge, rule) => {
    const { ledger, index } = recorded(forge);
    expect(await faultsForMembers(ledger)).toEqual([[index, rule]]);
  });

  it.each(ALLOWED)("%s is allowed", async (_, forge) => {
    expect(await faultsForMembers(recorded(forge).ledger)).toEqual([]);
  });

  it("refused for its community uses no number, one refused for its time does", async () => {
    const forgeries = [{ origin: elsewhere }, { notAfter: 0 }];
    const faults = await Promise.all(
      forgeries.map((act) => {
        const { ledger, founder } = settledVillage();
        ledger.record(founder.key, inviting(ledger), { forged: { act: { ...act, seq: 900 } } });
        ledger.record(founder.key, inviting(ledger), { forged: { act: { seq: 900 } } });
        return faultsForMembers(ledger);
      }),
    );
    expect(faults).toEqual([
      [[11, "act.wrongOrigin"]],
      [
        [11, "act.expired"],
        [12, "act.sequenceUsed"],
      ],
    ]);
  });

  it("recorded before the one before it is named", async () => {
    const { ledger, founder } = settledVillage();
    ledger.at -= 1001;
    const { index } = ledger.record(founder.key, inviting(ledger));
    expect(await faultsForMembers(ledger)).toEqual([[index, "act.backInTime"]]);
  });

  it("that stands in the log twice is named at its second place", async () => {
    const { ledger } = settledVillage();
    const entries = ledger.entries.length;
    const [, invited] = ledger.entries;
    if (invited === undefined) throw new Error("somebody was invited");
    ledger.entries.push({ ...invited, at: ledger.at });
    expect(await faultsForMembers(ledger)).toEqual([[entries, "act.sequenceUsed"]]);
  });
});

describe("joining", () => {
  it("with a countersignature that the invitation's key did not make is named", async () => {
    const village = foundVillage();
    const invitation = invite(village, "Bo");
    const forger = { ...keyFrom("somebody else"), publicKey: invitation.key.publicKey };
    const { index } = join(village, "Bo", { ...invitation, key: forger });
    expect(await faultsForMembers(village.ledger)).toEqual([[index, "act.evidence"]]);
  });

  it("with a countersignature for somebody else is named", async () => {
    const village = foundVillage();
    const invitation = invite(village, "Bo");
    const { publicKey } = keyFrom("Cy");
    const evidence = [evidenceOf(INVITATION, invitation.key, village.ledger.origin, publicKey)];
    const { index } = join(village, "Bo", invitation, { act: { evidence } });
    expect(await faultsForMembers(village.ledger)).toEqual([[index, "act.evidence"]]);
  });

  it("without the invitation's key is named", async () => {
    const village = foundVillage();
    const { index } = join(village, "Bo", invite(village, "Bo"), { act: { evidence: [] } });
    expect(await faultsForMembers(village.ledger)).toEqual([[index, "invitation.keyNotShown"]]);
  });

  it("by an invitation that was used is named at whoever used it second", async () => {
    const village = foundVillage();
    const invitation = invite(village, "Bo");
    join(village, "Bo", invitation);
    const { index } = join(village, "Cy", invitation);
    expect(await faultsForMembers(village.ledger)).toEqual([[index, "invitation.used"]]);
  });
});
