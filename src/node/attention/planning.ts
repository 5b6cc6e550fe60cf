/**
 * When a notice goes out, by what the member chose. The surprising rules: what is about the member's own keys waits for nothing, and a digest
 * never comes too late: what ends before it is told at once, though not in quiet hours.
 */
import type { Matter } from "../../core/attention/matter.ts";
import type { Instant } from "../../core/kernel/types.ts";
import type { Choices } from "./choices.ts";
import { faceAt, isBetween, nextDay, nextMinute } from "./clockface.ts";

type Planned = Pick<Matter, "category" | "deadline">;

/** The instant from which on it may be sent; `now` for at once. */
export const sendAt = ({ category, deadline }: Planned, choices: Choices, now: Instant): Instant => {
  if (category === "safety") return now;
  const digest = nextDigest(choices, now);
  const isTooLate = deadline !== null && deadline > now && deadline <= afterQuiet(choices, digest);
  return afterQuiet(choices, isTooLate ? now : digest);
};

const nextDigest = ({ digest, zone }: Choices, now: Instant): Instant => {
  switch (digest.kind) {
    case "atOnce":
      return now;
    case "daily":
      return nextMinute(zone, now, digest.minute);
    case "weekly":
      return nextDay(zone, now, digest.day, digest.minute);
  }
};

const afterQuiet = ({ quiet, zone }: Choices, at: Instant): Instant =>
  quiet !== null && isBetween(faceAt(zone, at).minute, quiet.from, quiet.until)
    ? nextMinute(zone, at, quiet.until)
    : at;
