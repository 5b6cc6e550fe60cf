/**
 * A real node in a folder of its own, under a clock that a test moves: SQLite, native signatures, the institutions of the registry.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as breathe } from "node:timers/promises";
import type { Id } from "../../src/core/kernel/types.ts";
import { daysAfter } from "../../src/core/kernel/time.ts";
import { foundingBody, template } from "../../src/core/templates/index.ts";
import type { Verifier } from "../../src/core/log/ed25519.ts";
import { openBackups } from "../../src/node/backup/backups.ts";
import { verifyNatively } from "../../src/node/crypto/ed25519.ts";
import { noWitnesses, type Witnesses } from "../../src/node/ports/witnesses.ts";
import { systemRandom } from "../../src/node/ports/systemRandom.ts";
import { openCommunities } from "../../src/node/sequencer/communities.ts";
import { registryRulebook } from "../../src/node/sequencer/registryRulebook.ts";
import type { Communities, RunningCommunity } from "../../src/node/sequencer/running.ts";
import { NodeFolder } from "../../src/node/store/nodeFolder.ts";
import { manualClock, type ManualClock } from "../manualClock.ts";
import { Person } from "./people.ts";
import { folderHome } from "../../src/node/store/folderHome.ts";

export const nativeVerifier: Verifier = {
  verify: (publicKey, message, signature) => Promise.resolve(verifyNatively(publicKey, message, signature)),
  verifyAll: (batch) =>
    Promise.resolve(batch.map(({ publicKey, message, signature }) => verifyNatively(publicKey, message, signature))),
};

export type Host = {
  readonly path: string;
  readonly folder: NodeFolder;
  readonly clock: ManualClock;
  communities: Communities;
  /** As after a restart of the program. @param meanwhile what happens while it does not run */
  restart(meanwhile?: () => void): Promise<void>;
  remove(): Promise<void>;
};

export const newHost = (
  witnesses: Witnesses = noWitnesses,
  path = mkdtempSync(join(tmpdir(), "folkmoot-node-")),
  onOpen: (community: RunningCommunity) => () => void = () => () => undefined,
  openMax = 100,
): Host => {
  const folder = new NodeFolder(path);
  const clock = manualClock();
  const start = (): Communities =>
    openCommunities({
      home: folderHome(folder),
      rulebook: registryRulebook,
      clock,
      random: systemRandom,
      verifier: nativeVerifier,
      breathe,
      witnessesFor: () => witnesses,
      forgetTexts: (origin, hashes) => openBackups(folder).forgetTexts(origin, hashes),
      onOpen: (community) => Promise.resolve(onOpen(community)),
      openMax,
    });
  const host: Host = {
    path,
    folder,
    clock,
    communities: start(),
    restart: async (meanwhile = () => undefined) => {
      await host.communities.close();
      meanwhile();
      host.communities = start();
    },
    remove: async () => {
      await host.communities.close();
      rmSync(path, { recursive: true, force: true });
    },
  };
  return host;
};

export type Village = { readonly community: RunningCommunity; readonly origin: Id; readonly founder: Person };

/** A neighbourhood with its founder. */
export const foundVillage = async (host: Host, name = "Lindenhof"): Promise<Village> => {
  const founder = new Person(`founder of ${name}`);
  const nodeKey = await host.communities.prepare();
  const founding = founder.write(host.clock.now(), "charter.found", (text) =>
    foundingBody(template("neighbourhood"), { name: text(name), purpose: null, locale: "en", nodeKey }),
  );
  const { origin, answers } = await host.communities.found(founding, founder.key);
  if (origin === null) throw new Error(`not founded: ${JSON.stringify(answers)}`);
  founder.belongTo(origin);
  return { community: await running(host, origin), origin, founder };
};

export const running = async (host: Host, origin: Id): Promise<RunningCommunity> => {
  const community = await host.communities.find(origin);
  if (community === null) throw new Error("not hosted");
  return community;
};

/** A new member, by an invitation of the host's. */
export const joinVillage = async (
  host: Host,
  { community, origin, founder }: Village,
  name: string,
): Promise<Person> => {
  const now = host.clock.now();
  const key = new Person(`invitation of ${name}`, origin);
  const invitation = founder.write(now, "member.invite", {
    key: key.key,
    role: "member",
    expiresAt: daysAfter(now, 7),
    note: null,
  });
  const person = new Person(name, origin);
  const joining = person.write(
    now,
    "member.join",
    (text) => ({ invitation: invitation.id, name: text(name), label: null }),
    { evidence: [key.vouchFor(person, origin)], after: [invitation.id] },
  );
  for (const [who, what] of [
    [founder, invitation],
    [person, joining],
  ] as const) {
    const [answer] = await community.submit(what, who.key);
    if (answer?.kind !== "recorded") throw new Error(`${name} did not join: ${JSON.stringify(answer)}`);
  }
  return person;
};
