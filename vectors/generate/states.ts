/**
 * Writes vectors/state.json: whole logs as members' exports, with the state roots after every entry. The surprising rule: no test compares
 * the file with this script. It is kept as it was written, so that what a recorded log means can never change unseen; new lives are added.
 */
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { hexOf } from "../../src/core/hash.ts";
import { assembly, command, core } from "../../src/core/registry.ts";
import { foundingBody, template } from "../../src/core/templates/index.ts";
import { daysAfter, instantOf } from "../../src/core/kernel/time.ts";
import { Chronicle, type Hand } from "../../src/simulate/chronicle.ts";
import { exportOf } from "../../tests/life/exporting.ts";
import { accordCommand, consented, DAY, draft, joined, village, type Village } from "../../tests/life/village.ts";

const START = instantOf(Date.UTC(2026, 2, 1, 9));

/** An accord with a company comes into force, is attested, and lapses; a guest, a second device, an office beside it. */
const accord = (): Chronicle => {
  const town = village(5, "neighbourhood", "vectors/accord");
  const { log, people } = town;
  const [founder, second = founder] = people;
  const phone = log.hand("second device");
  log.act(second, "device.add", { key: phone.signer.publicKey, label: null }, [log.evidence("device", phone, second)]);
  const { id } = draft(town, (text) => [accordCommand(text)]);
  log.act(second, "thread.post", (text) => ({
    proposal: id,
    parent: null,
    sort: "question",
    text: text("Who fetches it?"),
  }));
  consented(town, id);
  log.wait(11 * DAY);
  const membersRoot = log.ask(assembly).byDecision(id)?.membersRoot;
  log.act(phone, "result.attest", { decision: id, membersRoot });
  log.act(second, "member.takeLeave", { from: log.now, until: daysAfter(log.now, 30) });
  log.wait(120 * DAY);
  log.act(founder, "member.introduce", (text) => ({ name: text("Ada"), about: text("I bake.") }));
  return log;
};

/** Founded under the first version of the rules, where standing aside counts; and again after taking up the second. */
const rules = (): Chronicle => {
  const log = new Chronicle("vectors/rules", START);
  const founder = log.hand("person 0");
  log.act(founder, "charter.found", (text) => ({
    ...foundingBody(template("neighbourhood"), {
      name: text("Lindenhof"),
      purpose: null,
      locale: "en",
      nodeKey: log.node.signer.publicKey,
      changes: [{ path: "classes.ordinary.quorumPercent", value: 90 }],
    }),
    rules: 1,
  }));
  const people: readonly [Hand, ...Hand[]] = [founder, ...[1, 2, 3, 4].map((n) => joined(log, founder, `person ${n}`))];
  const town: Village = { log, people };
  asideOn(town);
  consented(town, draft(town, () => [command("charter.useRules", { version: 2 })]).id);
  log.wait(11 * DAY);
  asideOn(town);
  return log;
};

/** One consents and all others stand aside: a quorum under the first version, none under the second. */
const asideOn = ({ log, people: [founder, ...others] }: Village): void => {
  const proposal = log.act(founder, "proposal.draft", (text) => ({
    decisionClass: "ordinary",
    title: text("A bench"),
    text: text("By the door."),
    commands: [],
    reviewDays: null,
  }));
  log.act(founder, "proposal.open", { proposal });
  log.wait(5 * DAY);
  log.act(founder, "proposal.freeze", (text) => ({ version: proposal, summary: text("A bench by the door.") }));
  log.act(founder, "proposal.consent", { version: proposal });
  for (const other of others) log.act(other, "proposal.standAside", { version: proposal, reason: null });
  log.wait(10 * DAY);
};

const lived = async (name: string, log: Chronicle) => {
  let world = core.begin();
  const roots = log.entries.map((entry) => {
    world = core.apply(world, entry).world;
    return [core.root(world, "public"), core.root(world, "members")];
  });
  return { name, export: hexOf(await exportOf(log, "members")), roots };
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const lives = [await lived("an accord that lapses", accord()), await lived("two versions of one rule", rules())];
  writeFileSync(new URL("../state.json", import.meta.url), `${JSON.stringify({ lives }, null, 1)}\n`);
}
