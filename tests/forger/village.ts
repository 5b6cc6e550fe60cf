/** A small community by the documents: founded from the neighbourhood's template, joined by invitations. */
import { evidenceOf, INVITATION } from "./acts.ts";
import { foundingBody } from "./charter.ts";
import { keyFrom, type Bytes, type Key } from "./keys.ts";
import { DAY, Ledger, type Forged, type Recorded } from "./ledger.ts";
import { textOf } from "./texts.ts";

const MEMBER = 0;
/** Members, with whom the founding is over and probation begins. */
const FOUNDING_ENDS_AT = 5;
const INVITATION_LASTS = 10 * DAY;

export type Person = { readonly name: string; readonly key: Key; readonly member: Bytes };

export type Village = {
  readonly ledger: Ledger;
  readonly people: readonly Person[];
  readonly founder: Person;
  readonly electors: number;
};

export type Invitation = { readonly key: Key; readonly recorded: Recorded };

export const foundVillage = (): Village => {
  const ledger = new Ledger();
  const key = keyFrom("Ada");
  const { id } = ledger.record(key, ["charter.found", foundingBody(ledger.node.publicKey)], { isPublic: true });
  const founder = { name: "Ada", key, member: id };
  return { ledger, founder, people: [founder], electors: 1 };
};

export const invite = ({ ledger, founder }: Village, name: string): Invitation => {
  const key = keyFrom(`the invitation for ${name}`);
  const body = [key.publicKey, MEMBER, ledger.at + INVITATION_LASTS, textOf(`For ${name}`)];
  return { key, recorded: ledger.record(founder.key, ["member.invite", body]) };
};

export const join = ({ ledger }: Village, name: string, by: Invitation, forged: Forged = {}): Person & Recorded => {
  const key = keyFrom(name);
  const evidence = [evidenceOf(INVITATION, by.key, ledger.origin, key.publicKey)];
  const body = [by.recorded.id, textOf(name), textOf(`${name}'s phone`)];
  const recorded = ledger.record(key, ["member.join", body], { evidence, forged });
  return { name, key, member: recorded.id, ...recorded };
};

const NAMES = ["Bo", "Cy", "Dee", "Eli", "Fay"];

/** The founder and five who came by invitations; the last one, who came after the founding was over, decides after probation. */
export const settledVillage = (names: readonly string[] = NAMES): Village => {
  const village = foundVillage();
  const joined = names.map((name) => {
    village.ledger.wait(DAY);
    return join(village, name, invite(village, name));
  });
  return { ...village, people: [village.founder, ...joined], electors: Math.min(joined.length + 1, FOUNDING_ENDS_AT) };
};

type People = Pick<Village, "people">;

export const personOf = ({ people }: People, name: string): Person => {
  const person = people.find((one) => one.name === name);
  if (person === undefined) throw new Error(`${name} lives here`);
  return person;
};

export const allBut = ({ people }: People, name: string): readonly Person[] =>
  people.filter((person) => person.name !== name);
