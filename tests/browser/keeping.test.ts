/** What a person sets and keeps: language and light, a copy that the command line can check, and letting go of it all. */
import { spawnSync } from "node:child_process";
import { join as path } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { root } from "./chromium.ts";
import { openPerson, type Person } from "./launch.ts";
import { startNodeProcess, type NodeProcess } from "./nodeProcess.ts";
import { found, heading, press } from "./steps.ts";

let node: NodeProcess;
let amina: Person;
let community: string;

beforeAll(async () => {
  [node, amina] = await Promise.all([startNodeProcess(), openPerson()]);
  community = await found(amina.page, node.address, { community: "Linden Street", person: "Amina" });
});
afterAll(async () => {
  await amina.close();
  await node.stop();
});

it("a copy taken along from the phone is verified by the command line", async () => {
  const { page } = amina;
  await page.goto(`${node.address}/m/${community}/more`);
  await page.getByText("2 of 2").waitFor();
  const downloading = page.waitForEvent("download");
  await press(page, "Take a copy along");
  const download = await downloading;
  const file = await download.path();
  const verified = spawnSync(process.execPath, [path(root, "bin/folkmoot.mjs"), "verify", file, "--json"], {
    encoding: "utf8",
  });
  expect(verified.stderr).toBe("");
  expect(verified.status).toBe(0);
});

it("a standing that another version of the app had folded is not believed, but folded anew", async () => {
  const { page } = amina;
  await page.evaluate(async (origin) => {
    const name = (await indexedDB.databases()).map((each) => each.name ?? "").find((each) => each.endsWith(origin));
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error("the database of the app does not answer"));
      });
    const database = await done(indexedDB.open(name ?? "there is none"));
    const heads = database.transaction("heads", "readwrite").objectStore("heads");
    await done(heads.put({ edition: 0, size: 2, head: new Uint8Array(1), packs: [], bytes: 0 }, "head"));
    database.close();
  }, community);
  await page.goto(`${node.address}/m/${community}/people`);
  await page.getByText("Amina").first().waitFor();
  expect(amina.faults).toEqual([]);
});

it("the light that was chosen is there again the next time", async () => {
  const { page } = amina;
  await page.goto(`${node.address}/options`);
  await page.getByRole("radio", { name: "Dark" }).check();
  const paper = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await paper()).toBe("rgb(22, 20, 17)");
  await page.reload();
  await heading(page, "Settings");
  expect(await paper()).toBe("rgb(22, 20, 17)");
  await page.getByRole("radio", { name: "As the device" }).check();
});

it("a community is forgotten only after a pause, and then nothing of it is left in the browser", async () => {
  const { page } = amina;
  await page.goto(`${node.address}/m/${community}/more`);
  await press(page, "Forget this community here");
  const dialog = page.getByRole("dialog");
  expect(await dialog.getByRole("button", { name: /in 3 s/ }).isDisabled()).toBe(true);
  await dialog.getByRole("button", { name: "Forget this community here", exact: true }).click();
  await heading(page, "Decide together, and keep your word");
  const left = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  expect(left).toEqual(["folkmoot"]);
  expect(amina.faults).toEqual([]);
});
