/** What a member wants to be told of, chosen by hand and by keyboard; and a notice that reaches a browser with the app closed. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPerson, violationsOn, type Person } from "./launch.ts";
import { startNodeProcess, type NodeProcess } from "./nodeProcess.ts";
import { found, heading, press, shows } from "./steps.ts";

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

const open = async (path: string): Promise<void> => {
  await amina.page.goto(`${node.address}/m/${community}${path}`);
};
const level = (name: string | RegExp) => amina.page.getByRole("radio", { name });

it("a member chooses level, quiet hours and digest with the keyboard alone, and finds them again", async () => {
  const { page } = amina;
  await open("/notices");
  await heading(page, "Notices");
  await level(/^Decisions and my tasks/).focus();
  await page.keyboard.press("ArrowDown");
  await shows(page, "Saved.");
  await level("None").focus();
  await page.keyboard.press("ArrowDown");
  await page.getByLabel("From", { exact: true }).waitFor();
  // How a time is typed differs from language to language; what counts is that it is kept once the field is left.
  await page.getByLabel("From", { exact: true }).fill("21:30");
  await level("At once").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.getByLabel("On", { exact: true }).selectOption({ label: "Wednesday" });
  await shows(page, "Saved.");
  await page.reload();
  await level(/^Only what lapses/).waitFor();
  expect(await level(/^Only what lapses/).isChecked()).toBe(true);
  expect(await page.getByLabel("From", { exact: true }).inputValue()).toBe("21:30");
  expect(await level("Together, once a week").isChecked()).toBe(true);
  expect(await page.getByLabel("On", { exact: true }).inputValue()).toBe("3");
});

it("the screen has no fault in light, in dark and from right to left", async () => {
  const { page } = amina;
  const faults: string[] = [];
  for (const [language, colorScheme] of [
    ["en", "light"],
    ["en", "dark"],
    ["ar", "light"],
  ] as const) {
    await page.evaluate((tag) => localStorage.setItem("folkmoot.language", tag), language);
    await page.emulateMedia({ colorScheme });
    await open("/notices");
    await page.locator("input[type=time]").first().waitFor();
    faults.push(...(await violationsOn(page)).map((fault) => `${language} ${colorScheme}: ${fault}`));
  }
  await page.evaluate(() => localStorage.setItem("folkmoot.language", "en"));
  await page.emulateMedia({ colorScheme: "light" });
  expect(faults).toEqual([]);
});

it("what leads into the node's own network is refused in plain words", async () => {
  const { page } = amina;
  await open("/notices");
  await page.getByRole("radio", { name: /^A webhook/ }).check();
  await page.getByLabel("Address of the program").fill("http://127.0.0.1:1/hook");
  await press(page, "Add");
  await shows(page, "This node sends only to encrypted addresses outside its own network.");
  await shows(page, "This node sends no e-mail.");
});

it("a thread has a level of its own, on its page", async () => {
  const { page } = amina;
  await open("/decisions/new");
  await page.getByLabel("In one line").fill("A bench under the plane tree");
  await page.getByLabel("What we want, and why").fill("Oak, with a back.");
  await press(page, "Show the draft to the others");
  await heading(page, "A bench under the plane tree");
  await page.getByText("Notices about this").click();
  const choice = page.getByLabel("Of this, tell me of");
  await choice.waitFor();
  expect(await choice.locator("option").first().innerText()).toBe("As everywhere: Only what lapses");
  await choice.selectOption({ label: "Everything" });
  await shows(page, "Saved.");
  await page.reload();
  await page.getByText("Notices about this").click();
  await choice.waitFor();
  expect(await choice.inputValue()).toBe("everything");
});

it("a browser shows what the node sent, as it stands, and nothing that it did not send", async () => {
  const { page, context } = amina;
  await open("");
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const [worker] = context.serviceWorkers();
  const url = `${node.address}/m/${community}`;
  const sent = { title: "Linden Street: Something needs you", body: "Something needs you", url, tag: "t" };
  // A browser without a screen shows no notices, so what it is asked to show is written down instead.
  const shown = await worker?.evaluate(
    (messages) => {
      const asked: unknown[] = [];
      const { registration, PushEvent: Push } = globalThis as unknown as Worker;
      registration.showNotification = (title, { body, tag, data }) => {
        asked.push({ title, body, tag, data });
        return Promise.resolve();
      };
      for (const message of messages) dispatchEvent(new Push("push", { data: JSON.stringify(message) }));
      return asked;
    },
    [{ title: "no body" }, sent],
  );
  expect(shown).toEqual([{ title: sent.title, body: sent.body, tag: "t", data: url }]);
});

/** What stands in a service worker's world, as far as this needs it. */
type Worker = {
  readonly registration: {
    showNotification: (
      title: string,
      options: { readonly body: string; readonly tag: string; readonly data: unknown },
    ) => Promise<void>;
  };
  readonly PushEvent: new (type: string, options: { readonly data: string }) => Event;
};
