/**
 * The limits of deliberation: what keeps one person, or one proposal, from taking everybody's time and every device's
 * memory. They are laws of the system rather than parameters, so that no charter can switch them off.
 */

/** Drafts of one member that wait to be opened. */
export const DRAFTS_MAX = 10;
/** Proposals of one member that are open at once; more than that and nobody can follow. */
export const OPEN_MAX = 5;
/** Wordings of one proposal; who needs more is drafting in public and should draft alone first. */
export const VERSIONS_MAX = 50;
export const BODY_CHARACTERS_MAX = 20_000;
export const REASON_CHARACTERS_MAX = 2_000;
export const POST_CHARACTERS_MAX = 4_000;
/** Replies to replies; deeper, a phone has no room left. */
export const THREAD_DEPTH_MAX = 6;
export const POSTS_MAX = 2_000;
/** Posts of one person on one proposal in one day of the log. */
export const POSTS_PER_DAY_MAX = 30;
/** How long a notice of something that could not be done stays before the assembly. */
export const NOTICE_DAYS = 60;
export const REVIEW_DAYS_MAX = 3_650;
/** At most this many closed proposals in one answer. */
export const CLOSED_LIST_MAX = 200;
