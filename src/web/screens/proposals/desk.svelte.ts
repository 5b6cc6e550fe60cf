/**
 * The desk: what somebody is writing and has not put before anybody. It outlives a reload and a look at another screen,
 * and is forgotten once it is sent. It stays in this browser; nobody else ever sees it.
 */
import * as z from "zod/mini";
import type { DecisionClass, Id } from "../../../core/kernel/types.ts";
import { storedSheet, type StoredSheet } from "./storedSheet.ts";
import type { Given } from "../../replica/questions/rehearsal.ts";

export type Sheet = {
  title: string;
  text: string;
  decisionClass: DecisionClass;
  /** As typed; empty: as long as the charter allows. */
  reviewDays: string;
  deeds: readonly Given[];
  /** What nobody here knows yet: asked in the thread, once the draft is there. */
  questions: readonly string[];
};

const EMPTY: Sheet = { title: "", text: "", decisionClass: "ordinary", reviewDays: "", deeds: [], questions: [] };

/** Deeds are our own forms' data; what is no list is dropped, and what is no deed the core refuses. */
const sheetSchema = z.object({
  title: z.string(),
  text: z.string(),
  decisionClass: z.enum(["ordinary", "weighty", "constitutional", "urgent"]),
  reviewDays: z.string(),
  deeds: z.array(z.custom<Given>((value: unknown) => typeof value === "object" && value !== null)),
  questions: z.array(z.string()),
});

const sheetOf = (community: Id, drawer: string): StoredSheet => storedSheet(`folkmoot.desk.${community}.${drawer}`);

/** One sheet on the desk: `new` for a new proposal, else the proposal that it revises. */
export class Desk {
  readonly #stored: StoredSheet;
  sheet = $state<Sheet>({ ...EMPTY });
  /** What it does has changed since anybody chose how it is decided. */
  isClassOpen = $state(false);

  constructor(community: Id, drawer: string) {
    this.#stored = sheetOf(community, drawer);
    const found = z.safeParse(sheetSchema, this.#stored.read());
    if (found.success) this.sheet = found.data;
  }

  get isEmpty(): boolean {
    const { title, text, deeds } = this.sheet;
    return title === "" && text === "" && deeds.length === 0;
  }

  keep(): void {
    this.#stored.write(this.isEmpty ? null : this.sheet);
  }

  clear(): void {
    this.sheet = { ...EMPTY };
    this.#stored.write(null);
  }
}
