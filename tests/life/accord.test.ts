/** The main job from end to end, through the real fold: found, join, propose, decide, wait; the accord binds, and lapses. */
import { describe, expect, it } from "vitest";
import { accords, assembly, core, deliberation, publicCore } from "../../src/core/registry.ts";
import { accordCommand, consented, DAY, draft, village } from "./village.ts";

describe("an accord", () => {
  it("comes into force by a decision, after cooling-off, and lapses by itself", () => {
    const town = village(5);
    const { log } = town;
    const { id, refusal } = draft(town, (text) => [accordCommand(text)]);
    expect(refusal).toBeNull();
    consented(town, id);
    log.wait(5 * DAY);
    expect(log.ask(accords).inForce()).toHaveLength(0);
    log.wait(6 * DAY);
    expect(log.ask(assembly).byDecision(id)?.outcome).toBe("adopted");
    expect(log.ask(accords).inForce()).toHaveLength(1);
    expect(log.ask(deliberation).proposal(0)?.ending).toBe("adopted");
    log.wait(80 * DAY);
    expect(log.ask(accords).inForce()).toHaveLength(1);
    log.wait(15 * DAY);
    expect(log.ask(accords).inForce()).toHaveLength(0);
  });

  it("is refused at the desk when it crosses a red line, with the clause that refuses", () => {
    const town = village(5);
    const { refusal } = draft(town, (text) => [accordCommand(text, { exclusivity: "yes" })]);
    expect(refusal?.kind).toBe("redLine.crossed");
    expect(refusal?.clause).toContain("redLine.");
  });

  it("shows the same public state to a stranger who has only hashes of the members' acts", () => {
    const town = village(5);
    const { log } = town;
    consented(town, draft(town, (text) => [accordCommand(text)]).id);
    log.wait(20 * DAY);
    const seen = log.entries.map((entry) =>
      "act" in entry.signed && entry.signed.act.audience === "members"
        ? { ...entry, signed: { withheld: entry.signed.id } }
        : entry,
    );
    const stranger = publicCore.replay(publicCore.begin(), seen);
    const member = core.replay(core.begin(), log.entries);
    expect(publicCore.root(stranger, "public")).toBe(core.root(member, "public"));
    expect(publicCore.standing(stranger, accords, log.now).inForce()).toHaveLength(1);
  });
});
