/**
 * What people do again and again, by the words they see: found a community, invite, join. Each step waits for what a person
 * would wait for, and for nothing else.
 */
import type { Page } from "playwright-core";

export const heading = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole("heading", { name, level: 1 }).waitFor();
export const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole("button", { name }).first().click();
export const follow = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole("link", { name }).first().click();
export const shows = (page: Page, text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();

/** Sets how long what a person does can be taken back, by the words of the setting; the next page opens with it. */
export const hold = async (page: Page, address: string, time: string): Promise<void> => {
  await page.goto(`${address}/options`);
  await page.getByRole("radio", { name: time, exact: true }).check();
};

export type Founding = { readonly community: string; readonly person: string };

/** Founds a community from the first page and answers its id; ends on the screen that invites the first of the others. */
export const found = async (page: Page, address: string, { community, person }: Founding): Promise<string> => {
  await page.goto(address);
  await follow(page, "Found a community");
  await page.getByLabel("Name of the community").fill(community);
  await press(page, "Next");
  await page.getByRole("radio", { name: /Neighbourhood/ }).waitFor();
  await press(page, "Next");
  await page.getByLabel("Your name here").fill(person);
  await press(page, "Found the community");
  await heading(page, `${community} is founded`);
  return idIn(page);
};

export const idIn = (page: Page): string => /\/m\/([0-9a-f]{64})/.exec(page.url())?.[1] ?? "";

/** Makes an invitation and waits until it is recorded; answers the link. */
export const invite = async (page: Page, address: string, community: string): Promise<string> => {
  await page.goto(`${address}/m/${community}/people/invite`);
  await press(page, "Make the link");
  const link = await page.getByLabel("Invitation link").last().inputValue();
  await shows(page, /^(Recorded|Confirmed by allies)$/);
  return link;
};

/** Joins by a link; ends at home. */
export const join = async (page: Page, link: string, person: string): Promise<void> => {
  await page.goto(link);
  await page.getByLabel("Your name here").fill(person);
  await press(page, "Join");
  await heading(page, `Hello, ${person}`);
};
