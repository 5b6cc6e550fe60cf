/**
 * All communities of a node: founded, opened when first asked for, and closed when too many are open. The surprising rule: a closed
 * community is opened again when something falls due in it, since a result may wait to be recorded; that alone is what is watched.
 */
import { ZERO_ID } from "../../core/hash.ts";
import { refuse } from "../../core/kernel/refusal.ts";
import type { Id, Instant } from "../../core/kernel/types.ts";
import { actId, isMalformed, signedAct } from "../../core/log/act.ts";
import type { Signer, Verifier } from "../../core/log/ed25519.ts";
import type { Clock } from "../ports/clock.ts";
import type { LogHome } from "../ports/logHome.ts";
import type { Head, LogReader } from "../ports/logStore.ts";
import type { Random } from "../ports/random.ts";
import type { Witnesses } from "../ports/witnesses.ts";
import { readAct, signatureRefusal, type ReadAct } from "./admission.ts";
import { Alarms } from "./alarms.ts";
import { ClockTrust } from "./clockTrust.ts";
import { openCommunity } from "./community.ts";
import { NodeHand } from "./nodeHand.ts";
import type { Rulebook } from "./rulebook.ts";
import type { Communities, HostedCommunity, RunningCommunity } from "./running.ts";
import type { Answer, Submission } from "./submission.ts";

/** Each open community holds six files and some megabytes. */
const OPEN_MAX = 100;

export type CommunitiesParts = {
  readonly home: LogHome;
  readonly rulebook: Rulebook;
  readonly clock: Clock;
  readonly random: Random;
  readonly verifier: Verifier;
  readonly breathe: () => Promise<void>;
  readonly witnessesFor: (nodeKey: Id, head: () => Promise<Head | null>) => Witnesses;
  readonly forgetTexts: (origin: Id, hashes: readonly Id[]) => Promise<void>;
  /** Called with each community that was opened; what it answers is called before it is closed. */
  readonly onOpen: (community: RunningCommunity) => Promise<() => void>;
  /** Where several processes share the communities: the community as this process has it, who writes it when it is its turn. */
  readonly share?: (origin: Id, write: () => Promise<HostedCommunity>) => Promise<HostedCommunity>;
  /** How many are kept open, if not the usual number. */
  readonly openMax?: number;
};

type Open = { readonly community: Promise<HostedCommunity>; usedAt: number };
/** What to do before a community is closed, and how many listeners are the host's own. */
type Closing = { readonly leave: () => void; readonly listeners: number };

export const openCommunities = (parts: CommunitiesParts): Communities => new Hosted(parts);

class Hosted implements Communities {
  readonly #parts: CommunitiesParts;
  readonly #open = new Map<Id, Open>();
  readonly #closing = new Map<Id, Closing>();
  /** When something falls due in a community that is closed. */
  readonly #due = new Map<Id, Instant>();
  readonly #alarms: Alarms;
  readonly #clockTrust: ClockTrust;

  constructor(parts: CommunitiesParts) {
    this.#parts = parts;
    this.#clockTrust = new ClockTrust(parts.clock);
    this.#alarms = new Alarms(parts.clock);
  }

  prepare(): Promise<Id> {
    return this.#parts.home.prepareKey(this.#parts.random);
  }

  list(): readonly Id[] {
    return this.#parts.home.list();
  }

  async find(origin: Id): Promise<RunningCommunity | null> {
    if (!this.#open.has(origin) && !(await this.#parts.home.has(origin))) return null;
    const known = this.#open.get(origin);
    if (known === undefined) return this.#begin(origin);
    known.usedAt = this.#parts.clock.monotonicMs();
    return known.community;
  }

  #begin(origin: Id): Promise<HostedCommunity> {
    const community = this.#opened(origin);
    this.#open.set(origin, { community, usedAt: this.#parts.clock.monotonicMs() });
    community.catch(() => this.#open.delete(origin));
    void community.then(
      () => this.#closeIdle(),
      () => undefined,
    );
    return community;
  }

  /** Opens each community once, one after the other, so that what fell due while the node was off is seen to. */
  async tour(): Promise<void> {
    for (const origin of this.list()) await this.find(origin).catch(() => null);
  }

  async close(): Promise<void> {
    this.#alarms.silence();
    for (const origin of [...this.#open.keys()]) await this.#close(origin);
  }

  // ---- founding

  async found(submission: Submission, from: string): Promise<{ origin: Id | null; answers: readonly Answer[] }> {
    const [first] = submission.acts;
    if (first === undefined) return { origin: null, answers: [] };
    const read = readAct(first, this.#parts.rulebook);
    if (!("checks" in read)) return unfounded(submission, { kind: "refused", ...read });
    const { id } = read.signed;
    if (await this.#parts.home.has(id)) return { origin: id, answers: await this.#submitted(id, submission, from) };
    const key = await this.#foundingKey(read);
    if (typeof key === "object") return unfounded(submission, key);
    await this.#parts.home.found(id, key);
    const answers = await this.#submitted(id, submission, from);
    if (answers[0]?.kind === "recorded") await this.#parts.home.usePrepared(key);
    else await this.#abandon(id);
    return { origin: answers[0]?.kind === "recorded" ? id : null, answers };
  }

  /** The prepared key that the founding act names, or why there is no founding. */
  async #foundingKey({ signed, checks }: ReadAct): Promise<Id | Answer> {
    const { rulebook, verifier, clock, home } = this.#parts;
    const refused = (refusal: ReturnType<typeof refuse>): Answer => ({ kind: "refused", id: signed.id, refusal });
    const bad = signatureRefusal(await verifier.verifyAll(checks));
    if (bad !== null) return refused(bad);
    const { world, refusal } = rulebook.core.apply(rulebook.core.begin(), { index: 0, at: clock.now(), signed });
    if (refusal !== null) return refused(refusal);
    const key = rulebook.nodeKey(world);
    return key !== null && (await home.isPrepared(key)) ? key : refused(refuse("node.keyNotPrepared", "law.founding"));
  }

  async #submitted(origin: Id, submission: Submission, from: string): Promise<readonly Answer[]> {
    const community = await this.find(origin);
    if (community === null) throw new Error("The community that was just founded is not there.");
    return community.submit(submission, from);
  }

  async #abandon(origin: Id): Promise<void> {
    await this.#close(origin);
    await this.#parts.home.abandon(origin);
  }

  // ---- opening and closing

  async #opened(origin: Id): Promise<HostedCommunity> {
    const { share, onOpen } = this.#parts;
    const write = (): Promise<HostedCommunity> => this.#written(origin);
    const community = await (share === undefined ? write() : share(origin, write));
    this.#due.delete(origin);
    this.#closing.set(origin, { leave: await onOpen(community), listeners: community.listeners });
    return community;
  }

  async #written(origin: Id): Promise<HostedCommunity> {
    const { home, rulebook, clock, random, verifier, breathe, witnessesFor, forgetTexts } = this.#parts;
    const store = await home.open(origin);
    const signer = await home.signer(origin);
    const key = signer ?? (await absentSigner(store, rulebook));
    return openCommunity({
      store,
      rulebook,
      hand: new NodeHand(origin, key, random),
      clock,
      clockTrust: this.#clockTrust,
      verifier,
      witnesses: witnessesFor(key.publicKey, () => store.head()),
      breathe,
      forgetTexts: (hashes) => forgetTexts(origin, hashes),
      bar: signer === null ? "the key that signs this log is not here" : null,
    });
  }

  /** Closes those asked for least lately, as long as too many are open. */
  async #closeIdle(): Promise<void> {
    const idle = [...this.#open].sort(([, a], [, b]) => a.usedAt - b.usedAt);
    for (const [origin, open] of idle.slice(0, Math.max(0, this.#open.size - (this.#parts.openMax ?? OPEN_MAX)))) {
      const community = await open.community.catch(() => null);
      const own = this.#closing.get(origin)?.listeners ?? 0;
      const isIdle = community === null || (community.listeners <= own && community.measures().waiting === 0);
      if (isIdle) await this.#close(origin);
    }
  }

  async #close(origin: Id): Promise<void> {
    const open = this.#open.get(origin);
    if (open === undefined) return;
    this.#open.delete(origin);
    this.#closing.get(origin)?.leave();
    this.#closing.delete(origin);
    const community = await open.community.catch(() => null);
    const next = community === null ? null : this.#parts.rulebook.core.nextDue(community.world());
    await community?.stop();
    if (next !== null) this.#watch(origin, next);
  }

  #watch(origin: Id, due: Instant): void {
    this.#due.set(origin, due);
    const first = Math.min(...this.#due.values());
    this.#alarms.set("due", first - this.#parts.clock.now(), () => void this.#openDue());
  }

  async #openDue(): Promise<void> {
    const now = this.#parts.clock.now();
    for (const [origin, due] of [...this.#due]) if (due <= now) await this.find(origin).catch(() => null);
    const first = Math.min(...this.#due.values());
    if (Number.isFinite(first)) this.#alarms.set("due", first - now, () => void this.#openDue());
  }
}

/** Nothing was founded, so nothing else of the submission has a log to go to. */
const unfounded = (submission: Submission, first: Answer): { origin: null; answers: readonly Answer[] } => ({
  origin: null,
  answers: submission.acts.map(([bytes], place) =>
    place === 0 ? first : { kind: "refused", id: actId(bytes), refusal: refuse("node.notFounded", "law.founding") },
  ),
});

/** Stands for a key that is not here: it has a public half, and signs nothing. */
const absentSigner = async (reader: LogReader, rulebook: Rulebook): Promise<Signer> => {
  const [founding] = await reader.entries(0, 1);
  const signed = founding === undefined ? null : signedAct(founding.bytes, founding.signature);
  const isFounded = founding !== undefined && signed !== null && !isMalformed(signed);
  const world = isFounded
    ? rulebook.core.apply(rulebook.core.begin(), { index: 0, at: founding.at, signed }).world
    : null;
  const publicKey = world === null ? null : rulebook.nodeKey(world);
  return { publicKey: publicKey ?? ZERO_ID, sign: () => Promise.reject(new Error("This log's key is not here.")) };
};
