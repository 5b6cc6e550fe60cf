/** An accord's story: talked over, signed with one standing aside, attested, and renewed by a later decision. */
import { reaffirm, sign } from "./accords.ts";
import {
  adopted,
  consent,
  decide,
  draft,
  effectAt,
  freeze,
  open,
  record,
  type Opened,
  type RootOf,
} from "./decisions.ts";
import { ascii, sha256, type Bytes } from "./keys.ts";
import { DAY, MINUTE, type Recorded } from "./ledger.ts";
import { textOf } from "./texts.ts";
import { allBut, personOf, type Person, type Village } from "./village.ts";

const PUBLIC = 0;
const QUESTION = 0;
const ANSWER = 1;
const CONCERN = 2;
const BY_AUTHOR = 0;

/** The id of the n-th public command that a decision carries (docs/formats/commands.md, Accords). */
export const attachedId = (decision: Bytes, n: number): Bytes =>
  sha256(ascii("folkmoot/attached/v1\n"), decision, Uint8Array.of(PUBLIC, n));

/** Two months long, by all but Fay, who stands aside. */
export const accordSigned = async (village: Village, rootOf: RootOf): Promise<Bytes> => {
  const { ledger } = village;
  const fay = personOf(village, "Fay");
  const round = consent(village, freeze(village, talkedOver(village)), allBut(village, "Fay"));
  ledger.record(fay.key, ["proposal.standAside", [round.version, textOf("I have a stake in the Mill.")]]);
  ledger.waitUntil(effectAt(round) + MINUTE);
  const membersRoot = await rootOf(ledger);
  const honest = adopted(round, 5);
  record(village, round, { ...honest, totals: { ...honest.totals, standAside: 1 }, membersRoot });
  for (const { key } of [personOf(village, "Bo"), fay])
    ledger.record(key, ["result.attest", [round.id, membersRoot]], { isPublic: true });
  return attachedId(round.id, 0);
};

const talkedOver = (village: Village): Opened => {
  const { ledger, founder } = village;
  const [bo, fay] = [personOf(village, "Bo"), personOf(village, "Fay")];
  const publicCommands = [sign("the Mill", { termMonths: 2 })];
  const drafted = draft(village, { title: "An accord with the Mill", decisionClass: "weighty", publicCommands });
  const post = (by: Person, sort: number, words: string, parent: Bytes | null = null): Recorded =>
    ledger.record(by.key, ["thread.post", [drafted.id, parent, sort, textOf(words)]]);
  const question = post(bo, QUESTION, "How many days of work?");
  post(founder, ANSWER, "Two a month.", question.id);
  ledger.record(bo.key, ["thread.resolve", [question.id]]);
  const opened = open(village, drafted);
  const regretted = textOf("I would rather not, and here is what I heard of them.");
  ledger.record(fay.key, ["thread.post", [drafted.id, null, CONCERN, regretted]]);
  ledger.wait(DAY);
  ledger.record(fay.key, ["text.erase", [[regretted.hash], BY_AUTHOR]]);
  ledger.forget(regretted);
  return opened;
};

export const accordRenewed = (village: Village, accord: Bytes, rootOf: RootOf): Promise<Recorded> => {
  const spec = { title: "The Mill again", decisionClass: "ordinary", publicCommands: [reaffirm(accord)] } as const;
  return decide(village, spec, allBut(village, "Fay"), rootOf);
};
