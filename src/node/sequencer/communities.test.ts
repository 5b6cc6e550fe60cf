/** Many communities in one folder: founding, opening and closing, and what falls due in one that is closed. */
import { setImmediate as breathe } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { foundVillage, newHost, running, type Host, type Village } from "../../../tests/node/hosted.ts";
import { Person, type Body } from "../../../tests/node/people.ts";
import { DAY_MS } from "../../core/kernel/time.ts";
import type { Id, Kind } from "../../core/kernel/types.ts";
import { foundingBody, template } from "../../core/templates/index.ts";
import { noWitnesses } from "../ports/witnesses.ts";
import { NodeFolder, NodeRunsError } from "../store/nodeFolder.ts";

let host: Host;
beforeEach(() => {
  host = newHost(noWitnesses, undefined, undefined, 2);
});
afterEach(() => host.remove());

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 100; turn += 1) await breathe();
};
const founding = (founder: Person, nodeKey: Id) =>
  founder.write(host.clock.now(), "charter.found", (text) =>
    foundingBody(template("neighbourhood"), { name: text("Lindenhof"), purpose: null, locale: "en", nodeKey }),
  );

describe("founding", () => {
  test("with a key that this node did not prepare founds nothing", async () => {
    const founder = new Person("founder");
    const { origin, answers } = await host.communities.found(founding(founder, founder.key), founder.key);
    expect(origin).toBeNull();
    expect(answers).toMatchObject([{ kind: "refused", refusal: { kind: "node.keyNotPrepared" } }]);
    expect(host.communities.list()).toEqual([]);
  });

  test("with another first act, or a bad signature, founds nothing", async () => {
    const founder = new Person("founder");
    const nodeKey = await host.communities.prepare();
    const good = founding(founder, nodeKey);
    const [[bytes, signature]] = good.acts as [readonly [Uint8Array, Uint8Array]];
    const bad = { ...good, acts: [[bytes, signature.map((byte) => byte ^ 1)]] as const };
    expect((await host.communities.found(bad, "x")).answers).toMatchObject([{ refusal: { kind: "act.badSignature" } }]);
    const other = founder.write(host.clock.now(), "member.introduce", (text) => ({ name: text("Mara"), about: null }));
    const { origin, answers } = await host.communities.found({ acts: [...other.acts, ...good.acts], texts: [] }, "x");
    expect(origin).toBeNull();
    expect(answers).toMatchObject([{ kind: "refused" }, { refusal: { kind: "node.notFounded" } }]);
    expect(host.communities.list()).toEqual([]);
  });

  test("twice with the same act is the same community", async () => {
    const founder = new Person("founder");
    const act = founding(founder, await host.communities.prepare());
    const first = await host.communities.found(act, founder.key);
    expect(await host.communities.found(act, founder.key)).toEqual(first);
    expect(host.communities.list()).toEqual([first.origin]);
  });

  test("goes on after a crash between making the folder and recording the act", async () => {
    const founder = new Person("founder");
    const nodeKey = await host.communities.prepare();
    const act = founding(founder, nodeKey);
    host.folder.found(act.id, nodeKey);
    await host.restart();
    expect(await host.communities.found(act, founder.key)).toMatchObject({
      origin: act.id,
      answers: [{ kind: "recorded" }],
    });
  });
});

describe("more communities than are kept open", () => {
  const act = async ({ origin, founder }: Village, kind: Kind, body: Body): Promise<Id> => {
    const written = founder.write(host.clock.now(), kind, body);
    expect(await (await running(host, origin)).submit(written, founder.key)).toMatchObject([{ kind: "recorded" }]);
    return written.id;
  };

  test("are all there when asked for, and keep apart", async () => {
    const villages = [];
    for (const name of ["one", "two", "three", "four"]) villages.push(await foundVillage(host, name));
    for (const village of villages)
      await act(village, "member.introduce", (text) => ({ name: text("Mara"), about: null }));
    for (const { origin } of villages) expect((await running(host, origin)).head().size).toBe(2);
    expect([...host.communities.list()].sort()).toEqual(villages.map(({ origin }) => origin).sort());
  });

  test("a closed one records what falls due in it", async () => {
    const first = await foundVillage(host, "one");
    const proposal = await act(first, "proposal.draft", (text) => ({
      decisionClass: "ordinary",
      title: text("A bench"),
      text: text("By the door."),
      commands: [],
      reviewDays: null,
    }));
    await act(first, "proposal.open", { proposal });
    host.clock.pass(5 * DAY_MS);
    await act(first, "proposal.freeze", (text) => ({ version: proposal, summary: text("Put a bench by the door.") }));
    await act(first, "proposal.consent", { version: proposal });
    for (const name of ["two", "three"]) await foundVillage(host, name);
    await settled();
    for (let day = 0; day < 20; day += 1) {
      host.clock.pass(DAY_MS);
      await settled();
    }
    const entries = await (await running(host, first.origin)).reader.entries(5, 1);
    expect(Buffer.from(entries[0]?.bytes ?? []).includes("result.record")).toBe(true);
  });
});

test("a folder is run by one node at a time", () => {
  const release = host.folder.lock();
  expect(() => new NodeFolder(host.path).lock()).toThrow(NodeRunsError);
  release();
  new NodeFolder(host.path).lock()();
});
