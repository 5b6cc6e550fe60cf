/** A meeting on a local network: the page comes over http by a name, where browsers have no WebCrypto and keep no app. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPerson, type Person } from "./launch.ts";
import { startNodeProcess, type NodeProcess } from "./nodeProcess.ts";
import { follow, invite, idIn, join, press, shows } from "./steps.ts";

const lanName = "meeting.test";
let node: NodeProcess;
let amina: Person;
let bruno: Person;

beforeAll(async () => {
  [node, amina, bruno] = await Promise.all([startNodeProcess(), openPerson({ lanName }), openPerson({ lanName })]);
});
afterAll(async () => {
  await Promise.all([amina.close(), bruno.close()]);
  await node.stop();
});

it("people found and join with keys of the app's own, and are told that this address cannot keep them safe", async () => {
  const address = node.address.replace("127.0.0.1", lanName);
  const { page } = amina;
  await page.goto(`${address}/found`);
  expect(await page.evaluate(() => "subtle" in crypto)).toBe(false);
  await page.getByLabel("Name of the community").fill("Linden Street");
  await press(page, "Next");
  await page.getByRole("radio", { name: /Neighbourhood/ }).waitFor();
  await press(page, "Next");
  await shows(page, "This address cannot keep your key safe");
  await page.getByLabel("Your name here").fill("Amina");
  await press(page, "Found the community");
  await page.getByRole("heading", { name: "Linden Street is founded" }).waitFor();
  await join(bruno.page, await invite(page, address, idIn(page)), "Bruno");
  await follow(bruno.page, "People");
  await shows(bruno.page, "Amina");
  await page.goto(`${address}/m/${idIn(page)}/devices`);
  await shows(page, "This address cannot keep your key safe");
  // The browser remarks that a page over http cannot be set apart from others; that is what this test is about.
  const faults = [...amina.faults, ...bruno.faults].filter(
    (fault) => !fault.startsWith("The Cross-Origin-Opener-Policy"),
  );
  expect(faults).toEqual([]);
});
