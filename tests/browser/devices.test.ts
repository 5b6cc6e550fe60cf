/** A second device by two links, and the way back in for somebody who lost every device: who helps, and when. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPerson, type Person } from "./launch.ts";
import { startNodeProcess, type NodeProcess } from "./nodeProcess.ts";
import { follow, found, heading, invite, join, press, shows } from "./steps.ts";

const HOUR_MS = 3_600_000;

let node: NodeProcess;
let amina: Person;
let bruno: Person;
let carla: Person;
let community: string;

beforeAll(async () => {
  [node, amina, bruno, carla] = await Promise.all([startNodeProcess(), openPerson(), openPerson(), openPerson()]);
  community = await found(amina.page, node.address, { community: "Linden Street", person: "Amina" });
  await join(bruno.page, await invite(amina.page, node.address, community), "Bruno");
  await join(carla.page, await invite(amina.page, node.address, community), "Carla");
});
afterAll(async () => {
  await Promise.all([amina, bruno, carla].map((person) => person.close()));
  await node.stop();
});

/** The helper's offer and the new device's answer, both carried as links. */
const vouch = async (helper: Person, fresh: Person, whose: RegExp): Promise<void> => {
  await helper.page.goto(`${node.address}/m/${community}/devices`);
  await press(helper.page, "Add a device");
  const offer = await helper.page.getByLabel("Link for the new device").last().inputValue();
  await fresh.page.goto(offer);
  await heading(fresh.page, "Show this to your helper");
  const answer = await fresh.page.getByLabel("The new device’s answer").last().inputValue();
  await helper.page.goto(answer);
  await helper.page.getByRole("radio", { name: whose }).check();
};

it("a second device is added with the first, and opens the community by itself", async () => {
  const tablet = await openPerson();
  await vouch(bruno, tablet, /^Mine/);
  await bruno.page.getByLabel(/Name of the device/).fill("Kitchen tablet");
  await press(bruno.page, "Vouch for this device");
  await shows(bruno.page, "Kitchen tablet");
  await follow(tablet.page, "To the community");
  await heading(tablet.page, "Hello, Bruno");
  expect([...tablet.faults, ...bruno.faults]).toEqual([]);
  await tablet.close();
});

it("who lost every device is vouched for by others, waits three days, and is back", async () => {
  const phone = await openPerson();
  await vouch(amina, phone, /^Somebody else’s/);
  await amina.page.getByLabel("Who is it?").selectOption("Carla");
  await press(amina.page, "Vouch for this device");
  await heading(amina.page, "Lost devices");
  await shows(amina.page, "A new device for Carla");

  await bruno.page.goto(`${node.address}/m/${community}`);
  await shows(bruno.page, "Lost their devices: can you vouch?");
  await bruno.page.goto(`${node.address}/m/${community}/recovery`);
  await press(bruno.page, "I know it is them");
  await shows(bruno.page, "Enough people have vouched. It waits, so that an old device can object.");
  // Carla's old phone, wherever it is, is told at once.
  await carla.page.goto(`${node.address}/m/${community}`);
  await shows(carla.page, "Somebody asks for your keys");

  // On another's screen it stands only once it is recorded.
  await shows(amina.page, /Enough people have vouched/);
  await node.advance(73 * HOUR_MS);
  await follow(phone.page, "To the community");
  await phone.page.reload();
  await heading(phone.page, "Hello, Carla");
  expect([...phone.faults, ...amina.faults]).toEqual([]);
  await phone.close();
});

it("several people share a browser, each with their own communities", async () => {
  const kiosk = await openPerson({ screen: "desktop" });
  const { page } = kiosk;
  await join(page, await invite(amina.page, node.address, community), "Dora");
  await page.goto(`${node.address}/options`);
  await page.getByLabel("Name of a new profile").fill("Emil");
  await press(page, "Add the profile");
  await page.getByRole("radio", { name: "Emil", checked: true }).waitFor();
  await page.goto(node.address);
  await heading(page, "Decide together, and keep your word");
  await join(page, await invite(amina.page, node.address, community), "Emil");
  await page.goto(`${node.address}/options`);
  await page.getByRole("radio", { name: "First profile" }).check();
  await page.goto(`${node.address}/m/${community}`);
  await heading(page, "Hello, Dora");
  expect(kiosk.faults).toEqual([]);
  await kiosk.close();
});
