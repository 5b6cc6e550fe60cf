/** Virtual time: in order, and never in circles. */
import { expect, it } from "vitest";
import { instantOf } from "../core/kernel/time.ts";
import { Timeline } from "./timeline.ts";
import { Violation } from "./trace.ts";

it("runs what is planned in order of its instant, and of being planned where instants meet", async () => {
  const timeline = new Timeline(instantOf(0));
  const ran: string[] = [];
  for (const [name, afterMs] of [
    ["late", 20],
    ["soon", 5],
    ["soon too", 5],
  ] as const)
    timeline.after(afterMs, () => void ran.push(name));
  timeline.after(7, () => void ran.push("taken back"))();
  await timeline.until(30);
  expect(ran).toEqual(["soon", "soon too", "late"]);
  expect(timeline.now).toBe(30);
});

it("finds out whoever is busy without end", async () => {
  const timeline = new Timeline(instantOf(0));
  const again = (): void => void timeline.after(1, again);
  again();
  await expect(timeline.until(10_000_000)).rejects.toThrow(Violation);
});
