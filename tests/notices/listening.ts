/** A village whose members listen: the whole interface over a real node, with receivers of every sort on this machine. */
import { systemRandom } from "../../src/node/ports/systemRandom.ts";
import { openCarriers } from "../../src/node/attention/carriers.ts";
import type { CommunityNotices } from "../../src/node/attention/communityNotices.ts";
import type { AskedTarget, Choices } from "../../src/node/attention/choices.ts";
import { evidenceSigningBytes } from "../../src/core/log/act.ts";
import type { Kind } from "../../src/core/kernel/types.ts";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ApiHost } from "../node/apiHost.ts";
import { joins } from "../node/callers.ts";
import type { Village } from "../node/hosted.ts";
import { Person, type Body, type Options } from "../node/people.ts";
import { HttpReceiver, MailReceiver } from "./receivers.ts";

const CHOICES: Choices = {
  language: "en",
  zone: "UTC",
  level: "everything",
  quiet: null,
  digest: { kind: "atOnce" },
};

export class Listening {
  readonly api: ApiHost;
  readonly village: Village;
  readonly member: Person;
  token: string;
  readonly http: HttpReceiver;
  readonly mail: MailReceiver;
  readonly #keys: string;

  private constructor(
    api: ApiHost,
    village: Village,
    [member, token]: readonly [Person, string],
    http: HttpReceiver,
    mail: MailReceiver,
    keys: string,
  ) {
    this.api = api;
    this.village = village;
    this.member = member;
    this.token = token;
    this.http = http;
    this.mail = mail;
    this.#keys = keys;
  }

  /** @param name of the community. */
  static async start(name = "Lindenhof"): Promise<Listening> {
    const [http, mail] = [await HttpReceiver.start(), await MailReceiver.start()];
    const keys = mkdtempSync(join(tmpdir(), "folkmoot-vapid-"));
    const from = "moot@lindenhof.example";
    const smtp = { host: "127.0.0.1", port: mail.port, security: "none", user: null, password: null, from } as const;
    const api = new ApiHost({}, openCarriers(keys, systemRandom, { smtp, allowsPrivate: true, addresses: [] }));
    const village = await api.found(name);
    const member = await joins(api, village, "Bruno");
    return new Listening(api, village, [member, await api.tokenOf(village.origin, member)], http, mail, keys);
  }

  get notices(): CommunityNotices {
    const found = this.api.notices.of(this.village.origin);
    if (found === null) throw new Error("the community is not open");
    return found;
  }
  get path(): string {
    return `/api/communities/${this.village.origin}/notices`;
  }

  /** Signed in as the member, anew where the session has ended meanwhile. */
  async ask(path: string, json?: unknown, method?: string): Promise<Response> {
    const asked = { ...(json === undefined ? {} : { json }), ...(method === undefined ? {} : { method }) };
    const answer = await this.api.ask(this.path + path, { ...asked, token: this.token });
    if (answer.status !== 401) return answer;
    this.token = await this.api.tokenOf(this.village.origin, this.member);
    return this.api.ask(this.path + path, { ...asked, token: this.token });
  }
  async choose(choices: Partial<Choices> = {}): Promise<void> {
    const answer = await this.ask("", { ...CHOICES, ...choices });
    if (answer.status !== 204) throw new Error(await answer.text());
  }
  /** Its number and, of a webhook, its secret. */
  async add(
    target: AskedTarget,
  ): Promise<{ readonly id: number; readonly secret: string | null; readonly problem: string | null }> {
    const added: unknown = await (await this.ask("/channels", target)).json();
    if (typeof added !== "object" || added === null || !("id" in added)) throw new Error(JSON.stringify(added));
    const [secret, problem] = ["secret" in added ? added.secret : null, "problem" in added ? added.problem : null];
    return {
      id: Number(added.id),
      secret: typeof secret === "string" ? secret : null,
      problem: typeof problem === "string" ? problem : null,
    };
  }
  webhook(): ReturnType<Listening["add"]> {
    return this.add({ sort: "webhook", url: `${this.http.address}/hook` });
  }
  /** An address that confirmed its code. */
  async mailbox(address = "bruno@mail.example"): Promise<number> {
    const { id } = await this.add({ sort: "mail", address });
    const answer = await this.ask(`/channels/${id}/confirm`, { code: this.code });
    if (!(await answer.text()).includes("true")) throw new Error("not confirmed");
    return id;
  }
  /** The code in the last mail. */
  get code(): string {
    return /\b\d{6}\b/.exec(this.mail.last)?.[0] ?? "";
  }

  /** Records an act of this person. */
  async does(person: Person, kind: Kind, body: Body, options?: Options): Promise<ReturnType<Person["write"]>["id"]> {
    const community = await this.api.running(this.village.origin);
    const act = person.write(this.api.host.clock.now(), kind, body, options);
    const [answer] = await community.submit(act, person.key);
    if (answer?.kind !== "recorded") throw new Error(`${kind}: ${JSON.stringify(answer)}`);
    return act.id;
  }
  /** A proposal before the members: something to be told of. */
  async proposes(title = "A bench"): Promise<ReturnType<Person["write"]>["id"]> {
    const { founder } = this.village;
    const proposal = await this.does(founder, "proposal.draft", (text) => ({
      decisionClass: "ordinary",
      title: text(title),
      text: text(`${title}, and why`),
      commands: [],
      reviewDays: null,
    }));
    await this.does(founder, "proposal.open", { proposal });
    return proposal;
  }
  /** Something new in the thread, by the founder. */
  says(proposal: string, words: string): Promise<unknown> {
    return this.does(this.village.founder, "thread.post", (text) => ({
      proposal,
      parent: null,
      sort: "question",
      text: text(words),
    }));
  }
  /** The member gets a second device. */
  async addsDevice(label = "a tablet"): Promise<void> {
    const { origin } = this.village;
    const device = new Person(`${label} of Bruno`, origin);
    const signature = device.signer.signNow(evidenceSigningBytes("device", origin, this.member.key));
    const options = { evidence: [{ kind: "device", key: device.key, signature } as const] };
    await this.does(this.member, "device.add", (text) => ({ key: device.key, label: text(label) }), options);
  }
  /** As after a restart of the program; the session ends with it. */
  async restart(): Promise<void> {
    await this.api.host.restart();
    await this.api.running(this.village.origin);
  }
  /** What the alarms would do by now: look, and send what is due; answers when each message was taken or not. */
  async tell(): Promise<void> {
    this.notices.lookNow();
    await this.notices.sendDue();
  }
  pass(milliseconds: number): void {
    this.api.host.clock.pass(milliseconds);
  }

  async end(): Promise<void> {
    await this.api.close();
    await Promise.all([this.http.stop(), this.mail.stop()]);
    rmSync(this.#keys, { recursive: true, force: true });
  }
}
