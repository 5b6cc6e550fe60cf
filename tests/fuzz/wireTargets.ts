/** The readers of what goes between devices, nodes and witnesses, and of what the app gets from a node that may lie. */
import { bytesOf, idOf, sha256 } from "../../src/core/hash.ts";
import { snapshotHead, snapshotPages } from "../../src/core/kernel/snapshot.ts";
import { core, institutionNames } from "../../src/core/registry.ts";
import { utf8Of, textOf } from "../../src/core/log/utf8.ts";
import {
  invitationCode,
  newDeviceCode,
  offerCode,
  readInvitation,
  readNewDevice,
  readOffer,
} from "../../src/core/wire/codes.ts";
import { feedBytes, MalformedFeedError, readFeed, type FeedEntry } from "../../src/core/wire/feed.ts";
import {
  framed,
  MalformedSnapshotError,
  pagesUnder,
  readSnapshotStream,
  topPagesOf,
} from "../../src/core/wire/snapshotStream.ts";
import { readSubmission, submissionBytes } from "../../src/core/wire/submission.ts";
import { readRequest, requestText } from "../../src/node/witness/request.ts";
import { formatNote } from "../../src/core/log/note.ts";
import { networkOf, clientAddress } from "../../src/node/limits/networkOf.ts";
import { concatBytes } from "../../src/core/hash.ts";
import type { Target } from "./fuzzing.ts";
import { canonical, promise } from "./logTargets.ts";
import { actOfEachKind, demo, textsIn } from "./samples.ts";

/** The value, or null where the reader threw its own word for malformed bytes and nothing else. */
const unlessThrown = <T>(read: () => T, isOwnWord: (error: unknown) => boolean): T | null => {
  try {
    return read();
  } catch (error) {
    if (isOwnWord(error)) return null;
    throw error;
  }
};

const [text = { salt: new Uint8Array(32), utf8: new Uint8Array(0) }, other = text] = demo.texts;
const feedEntries: readonly FeedEntry[] = actOfEachKind.map(({ bytes, signature }, index) => ({
  index,
  at: 1_700_000_000_000 + index,
  ...(index % 3 === 0 ? { withheld: sha256(bytes) } : { bytes, signature, texts: [text, other].slice(0, index % 3) }),
}));

const world = core.replay(core.begin(), demo.entries.slice(0, 60));
const head = snapshotHead(world, institutionNames);
const pages: Uint8Array[] = [];
snapshotPages(
  world,
  () => false,
  (_hash, bytes) => pages.push(bytes),
);

const key = idOf(sha256(utf8Of("a key")));
const seed = sha256(utf8Of("a seed"));
const signature = concatBytes(seed, seed);

/** A code may come in either alphabet and with padding or without: what is read is written in one way. */
const code = <T>(
  name: string,
  samples: readonly string[],
  read: (text: string) => T | null,
  write: (value: T) => string,
): Target => ({
  name,
  samples: samples.map(utf8Of),
  judge: (bytes) => {
    const value = read(textOf(bytes) ?? "");
    if (value === null) return false;
    promise(JSON.stringify(read(write(value))) === JSON.stringify(value), "what was written is read as something else");
    return true;
  },
});

export const wireTargets: readonly Target[] = [
  canonical(
    "submission",
    [
      submissionBytes({
        acts: actOfEachKind.slice(0, 3).map(({ bytes, signature: by }) => [bytes, by]),
        texts: [[text.salt, text.utf8]],
      }),
      submissionBytes({ acts: [], texts: [] }),
    ],
    (bytes) => {
      const read = readSubmission(bytes);
      return "expected" in read ? null : read;
    },
    submissionBytes,
  ),
  canonical(
    "feed",
    [concatBytes(...feedEntries.map(feedBytes)), ...feedEntries.map(feedBytes)],
    (bytes) =>
      unlessThrown(
        () => readFeed(bytes, 0),
        (error) => error instanceof MalformedFeedError,
      ),
    (entries) => concatBytes(...entries.map(feedBytes)),
  ),
  {
    name: "snapshot's stream",
    samples: [concatBytes(framed(head), ...pages.slice(0, 20).map(framed)), framed(head)],
    judge: (bytes) =>
      unlessThrown(
        () => readSnapshotStream(bytes),
        (error) => error instanceof MalformedSnapshotError,
      ) !== null,
  },
  {
    name: "snapshot's head and pages",
    samples: [head, ...pages.slice(0, 40)],
    judge: (bytes) =>
      unlessThrown(
        () => [...topPagesOf(bytes), ...pagesUnder(bytes)].every((hash) => bytesOf(hash).length === 32),
        (error) => error instanceof MalformedSnapshotError,
      ) === true,
  },
  code("invitation", [invitationCode({ origin: key, invitation: key, seed })], readInvitation, invitationCode),
  code("offer", [offerCode({ origin: key, helper: key })], readOffer, offerCode),
  code("new device", [newDeviceCode({ key, signature })], readNewDevice, newDeviceCode),
  {
    name: "witness's request",
    samples: textsIn("checkpoint").flatMap((note) => [
      utf8Of("old 0\n\n"),
      utf8Of(requestText(5, [seed, seed], textOf(note) ?? "")),
    ]),
    judge: (bytes) => {
      const body = textOf(bytes);
      const read = body === null ? null : readRequest(body);
      if (read === null || body === null) return false;
      promise(
        requestText(read.oldSize, read.proof, formatNote(read.note)) === body,
        "what was read is written in other bytes",
      );
      return true;
    },
  },
  {
    name: "address behind proxies",
    samples: ["192.0.2.7", "2001:db8::1", "::ffff:192.0.2.7", "fe80::1%eth0", "203.0.113.9, 10.0.0.1, ::1"].map(utf8Of),
    judge: (bytes) => {
      const said = textOf(bytes) ?? "";
      const network = networkOf(clientAddress("192.0.2.1", said, 2));
      promise(/^(?:unknown|[\d.]{5,15}\/24|[0-9a-f:]+\/48)$/.test(network), `a network called ${network}`);
      return network !== "unknown";
    },
  },
];
