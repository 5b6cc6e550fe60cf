/**
 * An accord while it is being drafted, as plain answers; kept in this browser until it has become a proposal. The terms it
 * makes are exactly those that the nine questions asked for, so that what is read aloud is what would be signed.
 */
import * as z from "zod/mini";
import { partnerSorts, questions, type Question } from "../../../core/institutions/accords/terms.ts";
import type { Id } from "../../../core/kernel/types.ts";
import type { Attached, Plain } from "../../../core/plain.ts";
import { Drawer } from "../proposals/drawer.ts";

export type Answer = "yes" | "no" | "unsure";
type Clause = { answer: Answer | null; wording: string };

const clauseSchema = z.object({ answer: z.nullable(z.enum(["yes", "no", "unsure"])), wording: z.string() });
const sheetSchema = z.object({
  /** An accord signed with this partner before; empty: the partner is new. */
  partnerOf: z.string(),
  partnerName: z.string(),
  partnerSort: z.union([z.literal(""), z.enum(partnerSorts)]),
  purpose: z.string(),
  /** One to a line, as people write them. */
  weGive: z.string(),
  theyGive: z.string(),
  clauses: z.record(z.string(), clauseSchema),
  termMonths: z.string(),
  isEssential: z.nullable(z.enum(["yes", "no"])),
  fallback: z.string(),
  hadTalks: z.nullable(z.enum(["yes", "no"])),
  talksEnded: z.string(),
});
export type AccordSheet = z.infer<typeof sheetSchema>;

const blank = (): AccordSheet => ({
  partnerOf: "",
  partnerName: "",
  partnerSort: "",
  purpose: "",
  weGive: "",
  theyGive: "",
  clauses: Object.fromEntries(questions.map((question): [string, Clause] => [question, { answer: null, wording: "" }])),
  termMonths: "",
  isEssential: null,
  fallback: "",
  hadTalks: null,
  talksEnded: "",
});

export class AccordDesk {
  readonly #drawer: Drawer;
  sheet = $state<AccordSheet>(blank());

  private constructor(drawer: Drawer) {
    this.#drawer = drawer;
  }

  static async open(community: Id): Promise<AccordDesk> {
    const desk = new AccordDesk(new Drawer(community, "accord"));
    const found = z.safeParse(sheetSchema, await desk.#drawer.read());
    if (found.success) desk.sheet = { ...found.data, clauses: { ...blank().clauses, ...found.data.clauses } };
    return desk;
  }

  keep(): Promise<void> {
    return this.#drawer.write(this.sheet);
  }
  async clear(): Promise<void> {
    this.sheet = blank();
    await this.#drawer.write(null);
  }
}

const wording = (text: string): Plain => (text.trim() === "" ? null : { wording: text.trim() });
const lines = (text: string): readonly Plain[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => ({ wording: line }));
/** The end of that day, by the reader's clock: talks may have gone on into the night. */
const endOfDay = (date: string): number | null => {
  const at = new Date(`${date}T23:59`).getTime();
  return Number.isFinite(at) ? at : null;
};

/** The terms as an act; where nothing is said yet, what binds us least. @param only this question's answer counts. */
export const attachedOf = (sheet: AccordSheet, only: Question | null = null): Attached => {
  const isKnown = sheet.partnerOf !== "";
  const clause = (question: Question): Plain => {
    const given = sheet.clauses[question];
    const isCounted = only === null || only === question;
    return {
      answer: (isCounted ? given?.answer : null) ?? "no",
      wording: isCounted ? wording(given?.wording ?? "") : null,
    };
  };
  return {
    kind: "accord.sign",
    body: {
      partnerOf: isKnown ? sheet.partnerOf : null,
      partnerName: isKnown ? null : wording(sheet.partnerName),
      partnerSort: isKnown || sheet.partnerSort === "" ? null : sheet.partnerSort,
      purpose: wording(sheet.purpose) ?? { wording: "…" },
      clauses: Object.fromEntries(questions.map((question) => [question, clause(question)])),
      weGive: lines(sheet.weGive),
      theyGive: lines(sheet.theyGive),
      termMonths: Math.round(Number(sheet.termMonths)) || null,
      reviewMonths: null,
      isEssential: sheet.isEssential === "yes",
      fallback: sheet.isEssential === "yes" ? wording(sheet.fallback) : null,
      negotiatedUntil: sheet.hadTalks === "yes" ? endOfDay(sheet.talksEnded) : null,
    },
  };
};
