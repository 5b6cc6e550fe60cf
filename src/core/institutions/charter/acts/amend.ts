/**
 * `charter.amend`: taken twice by constitutional decisions, a season apart, with the very same changes. The first performance
 * only notes the reading; the second brings the changes into force, until the day they lapse.
 */
import { idOf, sha256 } from "../../../hash.ts";
import { list, record, type Read } from "../../../kernel/schema.ts";
import { accept, refuse } from "../../../kernel/refusal.ts";
import { daysAfter } from "../../../kernel/time.ts";
import type { Id, Instant, Refusal } from "../../../kernel/types.ts";
import { encodeValue } from "../../../log/cbor.ts";
import { checkDoubled, checkLines, checkNarrowings, checkRoom, checkTerms } from "../limits.ts";
import { CharterQuestions } from "../questions.ts";
import { lineShape, narrowingShape, shortWord, term } from "../../../terms/shapes.ts";
import { secondReading } from "../standing.ts";
import type { CharterState, Reading } from "../state.ts";
import { act, decisionOf, isDraft } from "./act.ts";

const CHANGES_MAX = 64; // more than that nobody reads before voting
const LINES_MAX = 16;

const shape = record({
  terms: list(term, CHANGES_MAX),
  redLines: list(lineShape, LINES_MAX),
  dropped: list(shortWord, LINES_MAX),
  narrowings: list(narrowingShape, LINES_MAX),
});
type Amendment = Read<typeof shape>;

/** What two readings must share: the hash of the changes as they are written. */
const changesOf = (amendment: Amendment): Id => idOf(sha256(encodeValue(shape.write(amendment))));

const check = (state: CharterState, { terms, redLines, dropped, narrowings }: Amendment): Refusal | null => {
  if (terms.length + redLines.length + dropped.length + narrowings.length === 0)
    return refuse("amendment.empty", "law.amendment");
  const lines = [...state.lines.entries()].map(([, { line }]) => line);
  const unknown = dropped.find((line) => !lines.includes(line));
  if (unknown !== undefined) return refuse("charter.unknownLine", "law.catalogue", { line: unknown });
  return (
    checkTerms(terms) ??
    checkLines(redLines) ??
    checkDoubled([...redLines.map(({ line }) => line), ...dropped].map((line) => `redLine.${line}`)) ??
    checkNarrowings(narrowings) ??
    checkRoom(state, redLines, narrowings)
  );
};

/** The first reading that this one can follow: null where there is none, or where it was too long ago to count. */
const firstReading = (state: CharterState, changes: Id, at: Instant): Reading | null => {
  const place = state.readingNames.resolve(changes);
  const reading = place === undefined ? undefined : state.readings.get(place);
  if (reading === undefined) return null;
  return at < secondReading(state, reading, at).until ? reading : null;
};

export const amend = act({
  kind: "charter.amend",
  shape,
  who: [{ kind: "decision", atLeast: "constitutional" }],
  decide: (state, body, { at, cause }) => {
    const refusal = check(state, body);
    if (refusal !== null) return refusal;
    const changes = changesOf(body);
    const decision = decisionOf(cause);
    const first = firstReading(state, changes, at);
    if (first === null) return accept({ kind: "charter.amendmentRead", changes, decision });
    const charter = new CharterQuestions(state, at);
    const { from } = secondReading(state, first, at);
    const season = "amendment.seasonDays";
    if (at < from && !isDraft(cause))
      return refuse(
        "amendment.tooSoon",
        `charter.${season}`,
        { firstReadAt: first.readAt, effectFrom: from },
        charter.madeBy(season),
      );
    return accept({
      kind: "charter.amended",
      changes,
      decision,
      endsAt: daysAfter(at, charter.whole("rule.termDays")),
      ...body,
    });
  },
});
