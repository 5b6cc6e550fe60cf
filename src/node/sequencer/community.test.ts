/** A running community: what it records, what it answers, and what it never does twice. */
import { setImmediate as breathe } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { foundVillage, joinVillage, newHost, running, type Host, type Village } from "../../../tests/node/hosted.ts";
import { Person, together, type Body } from "../../../tests/node/people.ts";
import { assembly, community as people, core, deliberation } from "../../core/registry.ts";
import { DAY_MS } from "../../core/kernel/time.ts";
import { isMalformed, signedAct } from "../../core/log/act.ts";
import type { Id, Kind } from "../../core/kernel/types.ts";
import type { Answer } from "./submission.ts";

let host: Host;
let village: Village;
beforeEach(async () => {
  host = newHost();
  village = await foundVillage(host);
});
afterEach(() => host.remove());

const introduce = (person: Person, name: string) =>
  person.write(host.clock.now(), "member.introduce", (text) => ({ name: text(name), about: null }));
const refusalOf = (answer: Answer | undefined): Kind | undefined =>
  answer?.kind === "refused" ? answer.refusal.kind : undefined;
const indexOf = (answer: Answer | undefined): number | undefined =>
  answer?.kind === "recorded" ? answer.receipt.index : undefined;

describe("an act that is handed in", () => {
  test("is recorded once, and gets the same receipt however often it comes", async () => {
    const { community, founder } = village;
    const act = introduce(founder, "Mara");
    const [first] = await community.submit(act, founder.key);
    expect(first?.kind).toBe("recorded");
    const again = await Promise.all([
      community.submit(act, founder.key),
      community.submit(together(act, act), "courier"),
    ]);
    expect(again.flat()).toEqual([first, first, first]);
    expect(community.head().size).toBe(2);
    expect(await community.answer(act.id)).toEqual(first);
  });

  test("is in the log with its text, under a head that covers it", async () => {
    const { community, founder } = village;
    const act = introduce(founder, "Mara");
    await community.submit(act, founder.key);
    const [, entry] = await community.reader.entries(0, 10);
    expect(entry?.bytes).toEqual(act.acts[0]?.[0]);
    const hashes = await community.reader.namedTexts("all");
    const texts = [...(await community.reader.texts(hashes)).values()].map(({ utf8 }) => Buffer.from(utf8).toString());
    expect(texts.sort()).toEqual(["Lindenhof", "Mara"]);
    expect(await community.reader.head()).toEqual(community.head());
  });

  test("is refused, and not recorded, when the fold refuses it", async () => {
    const stranger = new Person("a stranger", village.origin);
    const [answer] = await village.community.submit(introduce(stranger, "Nobody"), stranger.key);
    expect(answer?.kind).toBe("refused");
    expect(village.community.head().size).toBe(1);
  });

  test("is refused when a byte of it or of its signature is wrong, or it is no act at all", async () => {
    const { community, founder } = village;
    const act = introduce(founder, "Mara");
    const [[bytes, signature]] = act.acts as [readonly [Uint8Array, Uint8Array]];
    const changed = (of: Uint8Array, at: number): Uint8Array =>
      of.map((byte, place) => (place === at ? byte ^ 1 : byte));
    const answers = await community.submit(
      {
        acts: [
          [changed(bytes, bytes.length - 2), signature],
          [bytes, changed(signature, 3)],
          [Uint8Array.of(1, 2), signature],
        ],
        texts: act.texts,
      },
      founder.key,
    );
    expect(answers.map(refusalOf)).toEqual(["act.badSignature", "act.badSignature", "act.malformed"]);
  });

  test("is refused without the text it names, and taken when the text comes along", async () => {
    const { community, founder } = village;
    const act = introduce(founder, "Mara");
    expect(refusalOf((await community.submit({ acts: act.acts, texts: [] }, founder.key))[0])).toBe("text.missing");
    expect(indexOf((await community.submit(act, founder.key))[0])).toBe(1);
  });

  test("is refused when a text is longer than its place allows", async () => {
    const { community, founder } = village;
    expect(refusalOf((await community.submit(introduce(founder, "M".repeat(101)), founder.key))[0])).toBe(
      "text.tooLong",
    );
    expect(indexOf((await community.submit(introduce(founder, "M".repeat(100)), founder.key))[0])).toBe(1);
  });

  test("waits for nothing: one that depends on an act not recorded is refused until that act is there", async () => {
    const { community, founder } = village;
    const first = introduce(founder, "Mara");
    const second = founder.write(
      host.clock.now(),
      "member.introduce",
      (text) => ({ name: text("Mara K."), about: null }),
      { after: [first.id] },
    );
    expect(refusalOf((await community.submit(second, founder.key))[0])).toBe("act.missingDependency");
    expect((await community.submit(together(first, second), founder.key)).map(indexOf)).toEqual([1, 2]);
  });
});

describe("one number for two acts", () => {
  test("has the second refused and the device flagged in the log, once", async () => {
    const { community, founder } = village;
    await community.submit(
      founder.write(host.clock.now(), "member.introduce", (text) => ({ name: text("A"), about: null }), { seq: 7 }),
      "a",
    );
    for (const name of ["B", "C"]) {
      const other = founder.write(host.clock.now(), "member.introduce", (text) => ({ name: text(name), about: null }), {
        seq: 7,
      });
      expect(refusalOf((await community.submit(other, "a"))[0])).toBe("act.sequenceUsed");
    }
    const entries = await community.reader.entries(0, 10);
    const kinds = entries
      .map(({ bytes, signature }) => signedAct(bytes, signature))
      .map((act) => (isMalformed(act) ? "" : act.act.command.kind));
    expect(kinds).toEqual(["charter.found", "member.introduce", "device.flagCloned"]);
    expect(core.standing(community.world(), people, community.world().at).personOf(founder.key)?.deviceState).toBe(
      "cloned",
    );
  });
});

describe("one number for a public act and a members' one", () => {
  test("has the second refused and the device flagged, though no fold would refuse it", async () => {
    const { community, founder } = village;
    const act = founder.write(host.clock.now(), "member.introduce", (text) => ({ name: text("A"), about: null }), {
      seq: 0, // the founding act's
    });
    expect(refusalOf((await community.submit(act, founder.key))[0])).toBe("act.sequenceUsed");
    expect(core.standing(community.world(), people, community.world().at).personOf(founder.key)?.deviceState).toBe(
      "cloned",
    );
  });
});

describe("what the node owes", () => {
  test("is recorded when it falls due, without anybody asking", async () => {
    const { community, founder } = village;
    const act = async (kind: Kind, body: Body): Promise<Id> => {
      const written = founder.write(host.clock.now(), kind, body);
      expect(await community.submit(written, founder.key)).toMatchObject([{ kind: "recorded" }]);
      return written.id;
    };
    const results: number[] = [];
    community.subscribe(({ entries }) => {
      for (const { index, signed } of entries) if (signed.act.command.kind === "result.record") results.push(index);
    });
    const proposal = await act("proposal.draft", (text) => ({
      decisionClass: "ordinary",
      title: text("A bench"),
      text: text("By the door."),
      commands: [],
      reviewDays: null,
    }));
    await act("proposal.open", { proposal });
    host.clock.pass(5 * DAY_MS);
    await act("proposal.freeze", (text) => ({ version: proposal, summary: text("Put a bench by the door.") }));
    await act("proposal.consent", { version: proposal });
    for (let day = 0; day < 20 && results.length === 0; day += 1) {
      host.clock.pass(DAY_MS);
      await settled();
    }
    expect(results).toEqual([5]);
    expect(core.standing(community.world(), deliberation, community.world().at).awaitingResult()).toEqual([]);
  });
});

/** Lets what alarms set off come to its end: as many turns of the event loop as anything here takes. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn += 1) await breathe();
};

describe("after a restart", () => {
  test("what members decided is recorded, though the node was away beyond its review date", async () => {
    const { community, founder } = village;
    const act = async (kind: Kind, body: Body): Promise<Id> => {
      const written = founder.write(host.clock.now(), kind, body);
      expect(await community.submit(written, founder.key)).toMatchObject([{ kind: "recorded" }]);
      return written.id;
    };
    const proposal = await act("proposal.draft", (text) => ({
      decisionClass: "ordinary",
      title: text("A bench"),
      text: text("By the door."),
      commands: [],
      reviewDays: 7,
    }));
    await act("proposal.open", { proposal });
    host.clock.pass(5 * DAY_MS);
    await act("proposal.freeze", (text) => ({ version: proposal, summary: text("Put a bench by the door.") }));
    await act("proposal.consent", { version: proposal });
    await host.restart(() => host.clock.pass(200 * DAY_MS));
    const back = await running(host, village.origin);
    // After so long a silence a member's act has to confirm the clock first.
    expect(indexOf((await back.submit(introduce(founder, "Mara"), founder.key))[0])).toBe(6);
    const results = core.standing(back.world(), assembly, back.world().at);
    expect(results.byDecision(proposal)).toMatchObject({ outcome: "unfulfilled", isInForce: false });
  });

  test("everything is as it was, and goes on", async () => {
    const tomas = await joinVillage(host, village, "Tomas");
    const before = village.community.world();
    const head = village.community.head();
    await host.restart();
    const community = await running(host, village.origin);
    expect(community.head()).toMatchObject({ size: head.size, root: head.root, checkpoint: head.checkpoint });
    expect([core.root(community.world(), "public"), core.root(community.world(), "members")]).toEqual([
      core.root(before, "public"),
      core.root(before, "members"),
    ]);
    expect(indexOf((await community.submit(introduce(tomas, "Tomas L."), tomas.key))[0])).toBe(head.size);
  });
});
