/** Two people on two devices: one founds a community and invites, the other joins, and each sees the other. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPerson, violationsOn, type Person } from "./launch.ts";
import { startNodeProcess, type NodeProcess } from "./nodeProcess.ts";
import { follow, found, heading, idIn, invite, join, press, shows } from "./steps.ts";

let node: NodeProcess;
let amina: Person;
let bruno: Person;

beforeAll(async () => {
  [node, amina, bruno] = await Promise.all([startNodeProcess(), openPerson(), openPerson({ screen: "desktop" })]);
});
afterAll(async () => {
  await Promise.all([amina.close(), bruno.close()]);
  await node.stop();
});

it("a community is founded, somebody is invited by link and joins, and both see each other without reloading", async () => {
  const community = await found(amina.page, node.address, { community: "Linden Street", person: "Amina" });
  const link = await invite(amina.page, node.address, community);
  await amina.page.goto(`${node.address}/m/${community}/people`);
  await join(bruno.page, link, "Bruno");
  await shows(amina.page, "Bruno");
  await follow(bruno.page, "People");
  await shows(bruno.page, "Amina");
  await shows(bruno.page, "2 members");
  expect([...amina.faults, ...bruno.faults]).toEqual([]);
});

it("an invitation works once", async () => {
  const carla = await openPerson();
  const community = idIn(bruno.page);
  const link = await invite(amina.page, node.address, community);
  await join(carla.page, link, "Carla");
  await carla.close();
  const dora = await openPerson();
  await dora.page.goto(link);
  await dora.page.getByLabel("Your name here").fill("Dora");
  await press(dora.page, "Join");
  await dora.page.getByRole("alert").getByText("Which rule").waitFor();
  await dora.close();
});

it("a community is founded with the keyboard alone", async () => {
  const emil = await openPerson({ screen: "desktop" });
  const { page } = emil;
  const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent.trim() ?? "");
  const tabTo = async (name: RegExp): Promise<void> => {
    for (let presses = 0; presses < 20; presses += 1) {
      await page.keyboard.press("Tab");
      if (name.test(await focused())) return;
    }
    throw new Error(`the keyboard does not reach ${String(name)}`);
  };
  await page.goto(node.address);
  await heading(page, /Decide together/);
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("Skip to the content");
  await tabTo(/^Found a community$/);
  await page.keyboard.press("Enter");
  await heading(page, /What is your community called/);
  // The title of the new screen has the focus, so the first field is one step away.
  await page.keyboard.press("Tab");
  await page.keyboard.type("Harbour Co-op");
  await page.keyboard.press("Enter");
  await page.getByRole("radio", { name: /Neighbourhood/ }).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await page.getByRole("radio", { name: /Co-operative/, checked: true }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByLabel("Your name here").waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.type("Emil");
  await page.keyboard.press("Enter");
  await heading(page, "Harbour Co-op is founded");
  expect(await violationsOn(page)).toEqual([]);
  expect(emil.faults).toEqual([]);
  await emil.close();
});
