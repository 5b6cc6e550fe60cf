/** Failures that say only that the database, or the right to write, is elsewhere at the moment: worth looking again. */
import { AmbiguousCommitError, StaleWriterError, StoreFailedError } from "../ports/logStore.ts";
import { UnsureWriterError } from "./clusterStore.ts";
import { DatabaseAwayError } from "./database.ts";

const PASSING = [DatabaseAwayError, UnsureWriterError, AmbiguousCommitError, StaleWriterError, StoreFailedError];

export const isAway = (error: unknown): boolean => PASSING.some((kind) => error instanceof kind);
