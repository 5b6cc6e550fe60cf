/**
 * The community's own limits, each with its reason. They are laws of the system; what a community may set for itself is a
 * parameter of its charter (`view.ts`). Everything a member could add to without end has a limit here.
 */
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../kernel/time.ts";

/** One lunar cycle, the mean synodic month: 29 days 12 h 44 min 3 s (SPEC S1). */
export const MOON_MS = 29 * DAY_MS + 12 * HOUR_MS + 44 * MINUTE_MS + 3000;
/** With five members a decision is no longer the founder's alone (SPEC S1). */
export const FOUNDING_MEMBERS = 5;
/** What one person does while there is nobody to appoint anybody. */
export const FOUNDER_POWERS: readonly string[] = ["steward", "facilitate", "safeguard", "moderate"];

/** Ordinals of things with deadlines: they share one due index with a place for their sort. */
export const THINGS_MAX = 4_194_304;

export const NAME_CHARACTERS_MAX = 100;
export const LABEL_CHARACTERS_MAX = 60;
export const NOTE_CHARACTERS_MAX = 500;
export const ABOUT_CHARACTERS_MAX = 2000;
/** An accusation, an answer or an appeal that people can still read aloud. */
export const PLEA_CHARACTERS_MAX = 5000;
export const OFFICE_WORD_CHARACTERS_MAX = 40;

/** A person's phones, computers and a shared kiosk; more are keys nobody watches. */
export const DEVICES_PER_MEMBER_MAX = 8;
/** Enough for a recruiting evening; more would let one member decide who comes in. */
export const INVITATIONS_OPEN_MAX = 20;
export const SPONSORS_MAX = 16;
/** A leave is planned at most a year ahead. */
export const LEAVE_AHEAD_DAYS_MAX = 366;
/** Two burdens and two sets of powers are enough for one person at once. */
export const OFFICES_HELD_MAX = 2;
/** Offices whose end is remembered for the rest between terms. */
export const SERVED_KEPT = 8;

/** One quarter: how long numbers about a person are kept, and a hearing's outcome waits for a decision. */
export const SEASON_DAYS = 91;
export const NO_CONTACTS_MAX = 10;
export const REPLIES_MAX = 20;

/** The lot for a panel: two days to commit to a secret, two to open it, so that a device that is on every other day takes part. */
export const COMMIT_HOURS = 48;
export const REVEAL_HOURS = 48;
/** One secret is steerable by who knows it; of two, nobody knows both before they are fixed. */
export const REVEALS_MIN = 2;
/** Fewer could be two friends; then the assembly hears the appeal. */
export const PANEL_SEATS_MIN = 3;
export const PANEL_DAYS = 14;

/** A recovery nobody supports closes by itself. */
export const RECOVERY_GATHERING_DAYS = 14;
/** How long an objection holds a member's keys frozen: long enough for an ordinary decision, and it ends by itself. */
export const RECOVERY_CONTEST_DAYS = 30;
/** After an objection the wait is twice as long, so that an urgent decision can still refuse it. */
export const FINAL_WAIT_FACTOR = 2;
/** Who stands in for each lacking steward: the community trusted nobody by name, so more of it must agree. */
export const MORE_WITHOUT_STEWARDS = 2;
/** Per member concerned and per member who starts, in one season: against harassment. */
export const RECOVERIES_PER_SEASON = 3;
