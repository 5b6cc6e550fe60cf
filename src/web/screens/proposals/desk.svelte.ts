/**
 * The desk: what somebody is writing and has not put before anybody. It outlives a reload and a look at another screen,
 * and is forgotten once it is sent. It stays on this device; nobody else ever sees it.
 */
import * as z from "zod/mini";
import type { DecisionClass, Id } from "../../../core/kernel/types.ts";
import type { Given } from "../../replica/questions/rehearsal.ts";
import { Drawer } from "./drawer.ts";

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

/** The drawer of a proposal that is not there yet. */
export const NEW = "new";

/** One sheet on the desk: `new` for a new proposal, else the proposal that it revises. */
export class Desk {
  readonly #drawer: Drawer;
  readonly name: string;
  sheet = $state<Sheet>({ ...EMPTY });
  /** What it does has changed since anybody chose how it is decided. */
  isClassOpen = $state(false);
  /** What stands there now is kept. */
  isKept = $state(false);

  private constructor(drawer: Drawer, name: string) {
    this.#drawer = drawer;
    this.name = name;
  }

  static async open(community: Id, name: string): Promise<Desk> {
    const desk = new Desk(new Drawer(community, name), name);
    const found = z.safeParse(sheetSchema, await desk.#drawer.read());
    if (found.success) desk.sheet = found.data;
    return desk;
  }

  get isEmpty(): boolean {
    const { title, text, deeds } = this.sheet;
    return title === "" && text === "" && deeds.length === 0;
  }

  async keep(): Promise<void> {
    const { isEmpty } = this;
    this.isKept = false;
    await this.#drawer.write(isEmpty ? null : this.sheet);
    this.isKept = !isEmpty;
  }

  async clear(): Promise<void> {
    this.sheet = { ...EMPTY };
    await this.#drawer.write(null);
  }
}
