/** What tests of the interface ask and read again and again. */
import type { Instant } from "../../src/core/kernel/types.ts";
import { readFeed, type FeedEntry } from "../../src/core/wire/feed.ts";
import type { ApiHost, Asked } from "./apiHost.ts";
import type { HandedIn, Person } from "./people.ts";

/** A members' act that everybody may do at any time. */
export const introduce = (person: Person, at: Instant, name: string): HandedIn =>
  person.write(at, "member.introduce", (text) => ({ name: text(name), about: null }));

export const bytesOf = async (answer: Response): Promise<Uint8Array> => new Uint8Array(await answer.arrayBuffer());

/** The bytes as text, one letter each: to look for what must not be in them. */
export const lettersOf = async (answer: Response): Promise<string> =>
  Buffer.from(await bytesOf(answer)).toString("latin1");

export const feedAt = async (api: ApiHost, path: string, asked: Asked = {}, first = 0): Promise<readonly FeedEntry[]> =>
  readFeed(await bytesOf(await api.ask(path, asked)), first);

export const resultsOf = async (answer: Response): Promise<readonly unknown[]> => {
  const body: unknown = await answer.json();
  if (typeof body !== "object" || body === null || !("results" in body) || !Array.isArray(body.results))
    throw new Error(`no results: ${JSON.stringify(body)}`);
  const results: readonly unknown[] = body.results;
  return results;
};
