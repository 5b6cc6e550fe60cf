/**
 * How an institution is declared: `actKind` ties the body's shape, the ceiling of who may do it and the decision about it
 * together, with the types inferred from the shape.
 */
import type { ActKind, Command, Context, Event, Facts, Kind, Refusal, Shape, Step, Who } from "./types.ts";

type Declared<S, E extends Event, V, B> = {
  readonly kind: Kind;
  readonly shape: Shape<B>;
  readonly who: readonly Who[];
  readonly facts?: (state: S, body: B) => Facts;
  readonly carries?: (body: B) => readonly Command[];
  readonly decide: (state: S, body: B, context: Context<V>) => Step<E> | Refusal;
};

/** Curried, so that an institution fixes its state, event and view once: `const act = actKinds<State, Events, View>()`. */
export const actKinds =
  <S, E extends Event, V>() =>
  <B>(declared: Declared<S, E, V, B>): ActKind<S, E, V, B> =>
    declared;

/** One meaning of a rule per rules version: `versioned({ 1: a, 2: b })(3)` is b, the newest not above 3. */
export const versioned = <F>(meanings: Readonly<Record<number, F>>): ((rules: number) => F) => {
  const versions = Object.keys(meanings)
    .map(Number)
    .sort((a, b) => b - a);
  return (rules) => {
    const version = versions.find((candidate) => candidate <= rules);
    const meaning = version === undefined ? undefined : meanings[version];
    if (meaning === undefined) throw new RangeError(`no meaning of this rule at version ${rules}`);
    return meaning;
  };
};
