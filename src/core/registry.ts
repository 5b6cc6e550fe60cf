/**
 * The registry: all institutions in their order, what each sees of the others, and the two folds made of them. This is the
 * only file that knows institutions by name; adding one is a line in `listed` and a view in `viewsOf`. The order is part of the
 * rules: at one instant, dues run in it. Public institutions come first and are given questions of public ones only.
 */
import { authorityOver } from "./authority.ts";
import { accords } from "./institutions/accords/index.ts";
import { assembly } from "./institutions/assembly/index.ts";
import { charter } from "./institutions/charter/index.ts";
import type { CharterQuestions } from "./institutions/charter/questions.ts";
import { community } from "./institutions/community/index.ts";
import type { CommunityQuestions } from "./institutions/community/questions.ts";
import { deliberation } from "./institutions/deliberation/index.ts";
import { Core } from "./kernel/fold.ts";
import { kindsOf, untyped, type AnyInstitution, type Ask, type Rehearse, type Wiring } from "./kernel/wiring.ts";
import type { Audience, Command, Event, Institution, Kind } from "./kernel/types.ts";

export { accords, assembly, charter, community, deliberation };

type Seat = { readonly institution: AnyInstitution; readonly view: (ask: Ask, rehearse: Rehearse) => unknown };

/** An institution and what it sees of the others; the types of the two must fit. After this the kernel treats all alike. */
const seat = <S, E extends Event, V, Q>(
  institution: Institution<S, E, V, Q>,
  view: (ask: Ask, rehearse: Rehearse) => NoInfer<V>,
): Seat => ({
  institution: untyped(institution),
  view,
});

/** What an institution sees of the charter: asked for only when it is read. A class, since getters of single objects cost each act. */
class CharterView {
  protected readonly ask: Ask;
  constructor(ask: Ask) {
    this.ask = ask;
  }
  get charter(): CharterQuestions {
    return this.ask(charter);
  }
}
/** The same, and what its commands would do. */
class RehearsingView extends CharterView {
  readonly rehearse: Rehearse;
  constructor(ask: Ask, rehearse: Rehearse) {
    super(ask);
    this.rehearse = rehearse;
  }
  audienceOf(kind: Kind): Audience | undefined {
    return audienceOf(kind);
  }
}
class DeliberationsView extends RehearsingView {
  get community(): CommunityQuestions {
    return this.ask(community);
  }
}

const publicSeats: readonly Seat[] = [
  seat(charter, () => null),
  seat(assembly, (ask, rehearse) => new RehearsingView(ask, rehearse)),
  seat(accords, (ask) => new CharterView(ask)),
];
const allSeats: readonly Seat[] = [
  ...publicSeats,
  seat(community, (ask) => new CharterView(ask)),
  seat(deliberation, (ask, rehearse) => new DeliberationsView(ask, rehearse)),
];

/** Every kind of act there is, with its institution. */
export const kinds = kindsOf(allSeats.map(({ institution }) => institution));

const audienceOf = (kind: Kind): Audience | undefined => kinds.get(kind)?.institution.audience;

const wiring = (seats: readonly Seat[], institutions = seats.map(({ institution }) => institution)): Wiring => ({
  institutions,
  kinds: kindsOf(institutions),
  views: (ask, rehearse) => seats.map(({ institution, view }) => view(ask(institution.audience), rehearse)),
  authority: authorityOver(
    (ask) => ask(charter),
    (ask) => ask(community),
  ),
  identify: (key, ask) => ask(community).personOf(key)?.member ?? null,
  rules: (ask) => ask(charter).rules,
});

/** The fold of those who hold the whole log: members, their node, whoever has a members' export. */
export const core = new Core(wiring(allSeats));
/** The fold of a public export: the same public states, with members' acts withheld. */
export const publicCore = new Core(wiring(publicSeats));
export const institutionNames = allSeats.map(({ institution }) => institution.name);

/** The command of this kind with the body as plain data (ids in hexadecimal), as its shape writes it. Throws on a misfit. */
export const command = (kind: Kind, body: unknown): Command => {
  const definition = kinds.get(kind);
  if (definition === undefined) throw new RangeError(`there is no act of kind ${kind}`);
  return { kind, body: definition.act.shape.write(body) };
};

/** The stratum an act of this kind is for; every kind has exactly one. */
export const audienceFor = (kind: Kind): Audience => {
  const audience = audienceOf(kind);
  if (audience === undefined) throw new RangeError(`there is no act of kind ${kind}`);
  return audience;
};
