/**
 * Neighbours who found a community together, each with a browser of their own: the first and the third on a phone, the second
 * at a desk. What they do is sent at once, since taking it back is tested elsewhere.
 */
import type { Page } from "playwright-core";
import { openPerson, type Person } from "./launch.ts";
import { startNodeProcess, type NodeProcess } from "./nodeProcess.ts";
import { found, hold, invite, join } from "./steps.ts";

const NEIGHBOURS = ["Amina", "Bruno", "Carla"] as const;

export class Street {
  readonly node: NodeProcess;
  readonly people: readonly Person[];
  readonly community: string;

  private constructor(node: NodeProcess, people: readonly Person[], community: string) {
    this.node = node;
    this.people = people;
    this.community = community;
  }

  /** The first of `NEIGHBOURS` founds, the others are invited and join. */
  static async of(count: 2 | 3): Promise<Street> {
    const opened = NEIGHBOURS.slice(0, count).map((_, i) => openPerson({ screen: i === 1 ? "desktop" : "phone" }));
    const [node, people] = await Promise.all([startNodeProcess(), Promise.all(opened)]);
    for (const { page } of people) await hold(page, node.address, "None");
    const [founder, ...others] = people.map(({ page }) => page);
    if (founder === undefined) throw new Error("a street needs people");
    const community = await found(founder, node.address, { community: "Linden Street", person: NEIGHBOURS[0] });
    for (const [place, page] of others.entries())
      await join(page, await invite(founder, node.address, community), NEIGHBOURS[place + 1] ?? "");
    return new Street(node, people, community);
  }

  person(name: (typeof NEIGHBOURS)[number]): Person {
    const person = this.people[NEIGHBOURS.indexOf(name)];
    if (person === undefined) throw new Error(`${name} does not live here`);
    return person;
  }

  get pages(): readonly Page[] {
    return this.people.map(({ page }) => page);
  }

  go(page: Page, path: string): Promise<unknown> {
    return page.goto(`${this.node.address}/m/${this.community}${path}`);
  }

  async leave(): Promise<void> {
    await Promise.all(this.people.map((person) => person.close()));
    await this.node.stop();
  }
}
