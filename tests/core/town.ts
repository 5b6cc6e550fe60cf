/**
 * A town to try public rules in: the charter and the accords on the real kernel, behind the real authority check. Decisions
 * are taken at once and as often as a test likes; a gazette stands in for the assembly where it has to announce something.
 */
import { authorityOver } from "../../src/core/authority.ts";
import { sha256, idOf } from "../../src/core/hash.ts";
import { accords } from "../../src/core/institutions/accords/index.ts";
import { charter } from "../../src/core/institutions/charter/index.ts";
import { Core } from "../../src/core/kernel/fold.ts";
import { actKinds } from "../../src/core/kernel/institution.ts";
import { accept } from "../../src/core/kernel/refusal.ts";
import { id, record } from "../../src/core/kernel/schema.ts";
import { instantOf } from "../../src/core/kernel/time.ts";
import type { AnyInstitution, Ask, KindDefinition } from "../../src/core/kernel/wiring.ts";
import type {
  Cause,
  DecisionClass,
  Event,
  Id,
  Institution,
  Instant,
  Kind,
  Refusal,
} from "../../src/core/kernel/types.ts";
import type { World } from "../../src/core/kernel/world.ts";
import { utf8Of } from "../../src/core/log/utf8.ts";
import { foundingBody, template, type TemplateId } from "../../src/core/templates/index.ts";
import type { FoundingBody } from "../../src/core/terms/founding.ts";

type Announced = { readonly kind: "gazette.announced"; readonly decision: Id };
const gazetteAct = actKinds<object, Announced, unknown>();
const gazette: Institution<object, Announced, unknown, object> = {
  name: "gazette",
  audience: "public",
  initial: {},
  acts: [
    gazetteAct({
      kind: "gazette.unratify",
      shape: record({ decision: id }),
      who: [{ kind: "anyDevice" }],
      decide: (_state, { decision }) => accept({ kind: "gazette.announced", decision }),
    }),
  ],
  evolve: (state) => state,
  nextDue: () => null,
  due: () => accept(),
  tell: ({ decision }) => [{ kind: "decision.unratified", decision, at: instantOf(0) }],
  hear: {},
  ask: (state) => state,
};

const listed = <S, E extends Event, V, Q>(institution: Institution<S, E, V, Q>): AnyInstitution => institution as never;
const institutions = [listed(charter), listed(accords), listed(gazette)];
export const kinds: ReadonlyMap<Kind, KindDefinition> = new Map(
  institutions.flatMap((institution, place) => institution.acts.map((act) => [act.kind, { place, institution, act }])),
);
/** In a town nobody is registered: public rules hold without knowing who is a member. */
const nobody = { personOf: () => null, isAmong: () => false, holdsPower: () => false };
export const townCore = new Core({
  institutions,
  kinds,
  views: (ask) => {
    const asked = ask("public");
    return [
      {},
      {
        get charter() {
          return asked(charter);
        },
      },
      {},
    ];
  },
  authority: authorityOver(
    (ask: Ask) => ask(charter),
    () => nobody,
  ),
  identify: () => null,
  rules: (ask) => ask(charter).rules,
});

/** An id that stands for the words. */
export const named = (words: string): Id => idOf(sha256(utf8Of(words)));
export const day = (iso: string): Instant => instantOf(Date.parse(iso.length === 10 ? `${iso}T00:00:00Z` : iso));
export const before = (at: Instant): Instant => instantOf(at - 1);

export const founder: Cause = {
  kind: "device",
  key: named("founder's phone"),
  member: null,
  act: named("founding"),
  evidence: [],
};

export type Outcome = {
  readonly town: Town;
  readonly refusal: Refusal | null;
  readonly act: Id;
  readonly events: readonly Event[];
};
export type Decided = {
  readonly by: DecisionClass;
  readonly decision?: string;
  readonly openedAt?: Instant | null | undefined;
};

export class Town {
  readonly world: World;
  constructor(world: World) {
    this.world = world;
  }
  /** What anybody does at an instant. */
  act(at: Instant, cause: Cause, kind: Kind, body: unknown): Outcome {
    const definition = kinds.get(kind);
    if (definition === undefined) throw new RangeError(`no act ${kind}`);
    const { world, refusal, events } = townCore.perform(
      this.world,
      { kind, body: definition.act.shape.write(body) },
      cause,
      at,
    );
    return { town: new Town(world), refusal, events, act: cause.act };
  }
  /** What a decision does at an instant; each decision is a new one unless it is named. */
  decide(
    at: Instant,
    { by, decision = `${by} decision of ${at}`, openedAt }: Decided,
    kind: Kind,
    body: unknown,
  ): Outcome {
    const act = named(`${decision}: ${kind} at ${at}`);
    return this.act(at, { kind: "decision", decision: named(decision), decisionClass: by, openedAt, act }, kind, body);
  }
  /** The same, for what a test only needs to have happened. */
  given(at: Instant, decided: Decided, kind: Kind, body: unknown): Town {
    const { town, refusal } = this.decide(at, decided, kind, body);
    if (refusal !== null) throw new Error(`${kind} was refused: ${refusal.kind} by ${refusal.clause}`);
    return town;
  }
  charterAt(at: Instant): ReturnType<typeof charter.ask> {
    return townCore.standing(this.world, charter, at);
  }
  accordsAt(at: Instant): ReturnType<typeof accords.ask> {
    return townCore.standing(this.world, accords, at);
  }
}

export const founders = { name: named("Elm Street"), purpose: null, locale: "en", nodeKey: named("node") };
export const unfounded = (): Town => new Town(townCore.begin());
export const foundedFrom = (at: Instant, body: FoundingBody): Outcome =>
  unfounded().act(at, founder, "charter.found", body);
export const founded = (at: Instant, id: TemplateId = "neighbourhood"): Town => {
  const { town, refusal } = foundedFrom(at, foundingBody(template(id), founders));
  if (refusal !== null) throw new Error(`the founding was refused: ${refusal.kind} ${JSON.stringify(refusal.data)}`);
  return town;
};
