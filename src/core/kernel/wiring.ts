/**
 * What a registry hands to the kernel: the institutions in order, the view each gets of the others, who may act, and who a
 * device is. Only the registry knows the institutions by name; the kernel sees them all alike.
 */
import type {
  ActKind,
  Audience,
  Batch,
  Cause,
  Event,
  Facts,
  Id,
  Instant,
  Institution,
  Kind,
  Refusal,
} from "./types.ts";

export type AnyInstitution = Institution<unknown, Event, unknown, unknown>;
export type KindDefinition = {
  readonly place: number;
  readonly institution: AnyInstitution;
  readonly act: ActKind<unknown, Event, unknown, unknown>;
};
/** Institutions differ in state, events and view; here their types end, and the kernel treats them alike. */
export const untyped = <S, E extends Event, V, Q>(institution: Institution<S, E, V, Q>): AnyInstitution =>
  institution as unknown as AnyInstitution;

/** Every kind of act of these institutions, in the order that gives each its place. */
export const kindsOf = (institutions: readonly AnyInstitution[]): ReadonlyMap<Kind, KindDefinition> =>
  new Map(
    institutions.flatMap((institution, place) =>
      institution.acts.map((act) => [act.kind, { place, institution, act }]),
    ),
  );

/** Anything that can be asked: an institution, seen only by its question. */
export type Askable<Q> = { readonly name: string; ask(state: never, at: Instant): Q };
export type Ask = <Q>(of: Askable<Q>) => Q;
export type FailedCommand = { readonly index: number; readonly refusal: Refusal };
/** What a batch would do now, without doing it: its first refused command, or null. */
export type Rehearse = (batch: Batch) => FailedCommand | null;

export type Wiring = {
  readonly institutions: readonly AnyInstitution[];
  readonly kinds: ReadonlyMap<Kind, KindDefinition>;
  /** One view per institution, in order; an `Ask` of the public stratum throws when it is put to a members' institution. */
  views(ask: (stratum: Audience) => Ask, rehearse: Rehearse): readonly unknown[];
  authority(cause: Cause, definition: KindDefinition, facts: () => Facts, at: Instant, ask: Ask): Refusal | null;
  /** The member's ordinal behind a device key, for members' acts only. */
  identify(key: Id, ask: Ask): number | null;
  rules(ask: Ask): number;
};
