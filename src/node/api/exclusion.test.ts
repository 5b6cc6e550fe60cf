/** The gravest thing a community can do to a member, seen from the door: access ends with the decision's effect, not before. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { exportOf } from "../../../tests/life/exporting.ts";
import { joined } from "../../../tests/life/village.ts";
import { ApiHost } from "../../../tests/node/apiHost.ts";
import { nativeVerifier } from "../../../tests/node/hosted.ts";
import { carry } from "../../core/carried.ts";
import { DAY_MS, instantOf, MINUTE_MS } from "../../core/kernel/time.ts";
import type { Id } from "../../core/kernel/types.ts";
import { command, community as people } from "../../core/registry.ts";
import { foundingBody, template } from "../../core/templates/index.ts";
import { Chronicle, type Hand } from "../../simulate/chronicle.ts";
import { importIntoOwn } from "../backup/importing.ts";
import type { RunningCommunity } from "../sequencer/running.ts";
import { registryRulebook } from "../sequencer/registryRulebook.ts";

let api: ApiHost;
beforeEach(() => {
  api = new ApiHost();
});
afterEach(() => api.close());

const memberOf = (log: Chronicle, hand: Hand): Id => {
  const questions = log.ask(people);
  const ordinal = questions.personOf(hand.signer.publicKey)?.member ?? expect.fail("a member");
  return questions.member(ordinal)?.id ?? expect.fail("a member");
};

/** Six people, one of whom the others have decided to exclude; it is a minute before that takes effect. */
const onTheEve = (): { readonly log: Chronicle; readonly accused: Hand } => {
  const log = new Chronicle("an exclusion", api.host.clock.now());
  const founder = log.hand("founder");
  log.act(founder, "charter.found", (text) => {
    const nodeKey = log.node.signer.publicKey;
    return foundingBody(template("neighbourhood"), { name: text("Lindenhof"), purpose: null, locale: "en", nodeKey });
  });
  const others = ["Ada", "Bo", "Cy", "Eli"].map((name) => joined(log, founder, name));
  const accused = joined(log, founder, "Dee");
  const hearing = log.act(founder, "exclusion.propose", (text) => ({
    member: memberOf(log, accused),
    reason: text("They took the till."),
    sharedPurpose: text("We can leave doors open."),
  }));
  log.wait(15 * DAY_MS); // the hearing
  const proposal = log.act(founder, "proposal.draft", (text) => ({
    decisionClass: "weighty",
    title: text("Exclusion"),
    text: text("As heard."),
    commands: [command("member.exclude", { hearing })].map(carry),
    reviewDays: null,
  }));
  log.act(founder, "proposal.open", { proposal });
  log.wait(11 * DAY_MS);
  log.act(founder, "proposal.freeze", (text) => ({ version: proposal, summary: text("Exclude, as heard.") }));
  for (const person of [founder, ...others]) log.act(person, "proposal.consent", { version: proposal });
  log.until(instantOf(log.now + 10 * DAY_MS - MINUTE_MS)); // five days to decide, five to cool off
  return { log, accused };
};

const grown = (community: RunningCommunity): Promise<void> =>
  new Promise((resolve) => {
    const stop = community.subscribe(() => {
      stop();
      resolve();
    });
  });

it("an excluded member is out with the decision's effect, in the middle of a session, and may still appeal", async () => {
  const { log, accused } = onTheEve();
  const seed = log.seedOf("node");
  const { folder, clock } = api.host;
  const parts = { folder, rulebook: registryRulebook, verifier: nativeVerifier, seed };
  await importIntoOwn([await exportOf(log, "members")], parts);
  clock.pass(log.now - clock.now());

  const person = { name: accused.name, key: accused.signer.publicKey, signer: accused.signer };
  const token = await api.tokenOf(log.origin, person);
  const entries = `/api/communities/${log.origin}/entries`;
  expect((await api.ask(entries, { token })).status).toBe(200);

  const community = await api.running(log.origin);
  community.confirmClock(); // nobody has said anything for ten days
  const recorded = grown(community);
  clock.pass(2 * MINUTE_MS);
  await recorded;
  const refused = await api.ask(entries, { token });
  expect([refused.status, await refused.json()]).toMatchObject([403, { type: "/problems#not-entitled" }]);
  expect((await api.signIn(log.origin, person)).status).toBe(403);

  log.until(clock.now());
  const appeal = log.attempt(accused, "exclusion.appeal", (text) => ({
    text: text("It was not me."),
    commitment: log.origin,
  }));
  const { signed } = log.entries.at(-1) ?? expect.fail("an entry");
  if (appeal.refusal !== null || !("act" in signed)) throw new Error(JSON.stringify(appeal.refusal));
  const texts = [...log.texts.values()].slice(-1).map(({ salt, utf8 }) => [salt, utf8] as const);
  const answer = await api.handIn(log.origin, { acts: [[signed.bytes, signed.signature]], texts });
  expect(await answer.json()).toMatchObject({ results: [{ kind: "recorded" }] });
});
