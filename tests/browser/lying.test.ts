/**
 * A node that shows one member another history than it signed: here one entry's time is put back by a millisecond on its way to one
 * device, signatures and all else left as they are. That device says so on every screen; the others, who got the true one, do not.
 */
import { afterAll, beforeAll, expect, it } from "vitest";
import { feedBytes, readFeed } from "../../src/core/wire/feed.ts";
import { openPerson, type Person } from "./launch.ts";
import { startNodeProcess, type NodeProcess } from "./nodeProcess.ts";
import { found, hold, invite, join, shows } from "./steps.ts";

let node: NodeProcess;
let amina: Person;
let bruno: Person;
beforeAll(async () => {
  [node, amina, bruno] = await Promise.all([startNodeProcess(), openPerson(), openPerson()]);
});
afterAll(async () => {
  await Promise.all([amina.close(), bruno.close()]);
  await node.stop();
});

it("a history other than the one that was signed is told at once, to whoever got it", async () => {
  for (const { page } of [amina, bruno]) await hold(page, node.address, "None");
  const community = await found(amina.page, node.address, { community: "Linden Street", person: "Amina" });
  const link = await invite(amina.page, node.address, community);
  let rewritten = 0;
  await bruno.context.route(/\/entries\?from=0/, async (route) => {
    const answer = await route.fetch();
    const entries = readFeed(await answer.body(), 0).map((entry) =>
      entry.index === 1 ? { ...entry, at: entry.at - 1 } : entry,
    );
    rewritten += entries.length > 1 ? 1 : 0;
    await route.fulfill({ response: answer, body: Buffer.concat(entries.map(feedBytes)) });
  });
  await join(bruno.page, link, "Bruno");
  await shows(bruno.page, "Two histories");
  expect(rewritten).toBeGreaterThan(0);
  await shows(amina.page, /Bruno|Invite/);
  expect(await amina.page.getByText("Two histories").count()).toBe(0);
});
