/**
 * The limits of the assembly. Any device may say whether it agrees with a result, and in public nobody knows which devices
 * are members', so what strangers can add to the state must end somewhere.
 */

/** Devices that attest or dispute one result. */
export const STATEMENTS_MAX = 10_000;
/** At most this many results in one answer. */
export const RESULTS_LIST_MAX = 200;
