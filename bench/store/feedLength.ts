/** How long a members' feed is (docs/formats/feed.md), as a device that joins today fetches it. */
import { feedBytes } from "../../src/core/wire/feed.ts";
import { seenBy } from "../../src/node/export.ts";
import { openLogStore } from "../../src/node/store/sqliteStore.ts";

const PAGE = 1_000;

export const feedLength = async (folder: string): Promise<number> => {
  const store = openLogStore(folder);
  let length = 0;
  for (let from = 0; ; from += PAGE) {
    const entries = await store.entries(from, PAGE);
    if (entries.length === 0) break;
    const seen = entries.map((entry) => seenBy("members", entry));
    const texts = await store.texts(seen.flatMap((each) => each.texts ?? []));
    for (const { entry, texts: named } of seen)
      length += feedBytes({ ...entry, texts: (named ?? []).flatMap((hash) => texts.get(hash) ?? []) }).length;
  }
  await store.close();
  return length;
};
