/** The node stops answering; people go on reading and acting; it answers again, and everything they did is there. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPerson, type Person } from "./launch.ts";
import { startNodeProcess, type NodeProcess } from "./nodeProcess.ts";
import { found, heading, invite, join, press, shows } from "./steps.ts";

let node: NodeProcess;
let amina: Person;
let bruno: Person;
let community: string;

beforeAll(async () => {
  [node, amina, bruno] = await Promise.all([startNodeProcess(), openPerson(), openPerson()]);
  community = await found(amina.page, node.address, { community: "Linden Street", person: "Amina" });
  await join(bruno.page, await invite(amina.page, node.address, community), "Bruno");
  // From then on the app opens without its node: all its files are kept.
  for (const { page } of [amina, bruno]) await page.evaluate("navigator.serviceWorker.ready.then(() => true)");
});
afterAll(async () => {
  await Promise.all([amina.close(), bruno.close()]);
  await node.stop();
});

const introduce = async ({ page }: Person, me: number, about: string): Promise<void> => {
  await page.goto(`${node.address}/m/${community}/people/${me}`);
  await press(page, /Change my name/);
  await page.getByLabel(/A few words about you/).fill(about);
  await press(page, "Save");
  await shows(page, about);
};

it("both act while the node is frozen, the page opens without it, and when it goes on both acts are there", async () => {
  node.freeze();
  await introduce(amina, 1, "Keeper of the well");
  await introduce(bruno, 2, "Mends bicycles");
  // Opened anew without a node, the app still shows the community and what waits to be sent.
  await amina.page.goto(`${node.address}/m/${community}`);
  await heading(amina.page, "Hello, Amina");
  await shows(amina.page, "On its way");
  node.thaw();
  await amina.page.goto(`${node.address}/m/${community}/people/2`);
  await shows(amina.page, "Mends bicycles");
  await bruno.page.goto(`${node.address}/m/${community}/people/1`);
  await shows(bruno.page, "Keeper of the well");
  expect([...amina.faults, ...bruno.faults]).toEqual([]);
});

it("an act that was not handed over yet can be taken back, and leaves no trace", async () => {
  node.freeze();
  await introduce(amina, 1, "A slip of the finger");
  await amina.page.goto(`${node.address}/m/${community}`);
  await press(amina.page, /Take it back/);
  await amina.page.getByText("On its way").waitFor({ state: "detached" });
  node.thaw();
  await amina.page.goto(`${node.address}/m/${community}/people/1`);
  await shows(amina.page, "Keeper of the well");
});
