/**
 * One caller of each kind that the interface knows, in one village: whoever joined, left, went away or lost a device did so
 * by acts that the node recorded. A caller's token was given while they still might have one.
 */
import { daysAfter } from "../../src/core/kernel/time.ts";
import { evidenceSigningBytes } from "../../src/core/log/act.ts";
import type { Id, Kind } from "../../src/core/kernel/types.ts";
import type { CallerKind } from "../../src/node/api/caller.ts";
import { OPERATOR, type ApiHost } from "./apiHost.ts";
import { running, type Village } from "./hosted.ts";
import { Person, type Body, type Options } from "./people.ts";

export type Callers = { readonly village: Village; readonly tokens: Readonly<Record<CallerKind, string | undefined>> };

/** Records an act, or fails the test. */
const does = async (
  api: ApiHost,
  { origin }: Village,
  person: Person,
  kind: Kind,
  body: Body,
  options?: Options,
): Promise<Id> => {
  const community = await running(api.host, origin);
  const act = person.write(api.host.clock.now(), kind, body, options);
  const [answer] = await community.submit(act, person.key);
  if (answer?.kind !== "recorded") throw new Error(`${person.name}: ${kind}: ${JSON.stringify(answer)}`);
  return act.id;
};

/** A new member or guest, invited by the founder. */
export const joins = async (
  api: ApiHost,
  village: Village,
  name: string,
  role: "member" | "guest" = "member",
): Promise<Person> => {
  const { origin, founder } = village;
  const key = new Person(`invitation of ${name}`, origin);
  const expiresAt = daysAfter(api.host.clock.now(), 7);
  const invitation = await does(api, village, founder, "member.invite", { key: key.key, role, expiresAt, note: null });
  const person = new Person(name, origin);
  await does(api, village, person, "member.join", (text) => ({ invitation, name: text(name), label: null }), {
    evidence: [key.vouchFor(person, origin)],
    after: [invitation],
  });
  return person;
};

/** A further device of this person. */
const addsDevice = async (api: ApiHost, village: Village, person: Person, name: string): Promise<Person> => {
  const device = new Person(name, village.origin);
  const signature = device.signer.signNow(evidenceSigningBytes("device", village.origin, person.key));
  const evidence = [{ kind: "device", key: device.key, signature }] as const;
  await does(api, village, person, "device.add", { key: device.key, label: null }, { evidence });
  return device;
};

export const oneOfEach = async (api: ApiHost): Promise<Callers> => {
  const village = await api.found();
  const elsewhere = await api.found("Elsewhere");
  const now = api.host.clock.now();
  const [guest, probation, away, gone] = [
    await joins(api, village, "a guest", "guest"),
    await joins(api, village, "a new member"),
    await joins(api, village, "a member away"),
    await joins(api, village, "a member who leaves"),
  ];
  const lost = await addsDevice(api, village, village.founder, "a lost phone");
  const letIn = (person: Person): Promise<string> => api.tokenOf(village.origin, person);
  const tokens = {
    stranger: undefined,
    guest: await letIn(guest),
    probation: await letIn(probation),
    member: await letIn(village.founder),
    onLeave: await letIn(away),
    excluded: await letIn(gone),
    removedDevice: await letIn(lost),
    otherCommunity: await api.tokenOf(elsewhere.origin, elsewhere.founder),
    operator: OPERATOR,
  };
  await does(api, village, away, "member.takeLeave", { from: now, until: daysAfter(now, 30) });
  await does(api, village, gone, "member.leave", {});
  await does(api, village, village.founder, "device.remove", { key: lost.key });
  return { village, tokens };
};
