/**
 * How a mutant gets into the rules: an institution is exchanged for a wrong one inside the wiring of the real core, and whoever asks
 * for the real one is led to it. Production code knows nothing of this.
 */
import { Core } from "../../core/kernel/fold.ts";
import type { AnyInstitution, Ask, Askable, Wiring } from "../../core/kernel/wiring.ts";
import type { World } from "../../core/kernel/world.ts";
import type { Instant } from "../../core/kernel/types.ts";
import { publicCore, core } from "../../core/registry.ts";
import { rulebookOver } from "../machine/rulebook.ts";
import { realSoftware, type Software } from "../machine/software.ts";

/** The wrong institution for a right one; the right one itself where nothing is wrong with it. */
export type Exchange = (institution: AnyInstitution) => AnyInstitution;
/** What else of the wiring is wrong. */
export type Rewiring = Partial<Pick<Wiring, "authority">>;

class MutantCore extends Core {
  readonly #led: (of: Askable<unknown>) => Askable<unknown>;

  constructor(wiring: Wiring, led: (of: Askable<unknown>) => Askable<unknown>) {
    super(wiring);
    this.#led = led;
  }

  override standing<Q>(world: World, of: Askable<Q>, at: Instant): Q {
    return super.standing(world, this.#led(of) as Askable<Q>, at);
  }
}

const mutated = (original: Core, exchange: Exchange, rewire: (wiring: Wiring) => Rewiring): Core => {
  const { wiring } = original;
  const exchanged = new Map(wiring.institutions.map((right) => [right as Askable<unknown>, exchange(right)]));
  const led = (of: Askable<unknown>): Askable<unknown> => exchanged.get(of) ?? of;
  const leading =
    (ask: Ask): Ask =>
    (of) =>
      ask(led(of) as typeof of);
  const institutions = [...exchanged.values()];
  const base: Wiring = {
    ...wiring,
    institutions,
    kinds: new Map(
      institutions.flatMap((institution, place) =>
        institution.acts.map((act) => [act.kind, { place, institution, act }] as const),
      ),
    ),
    views: (ask, rehearse) => wiring.views((stratum) => leading(ask(stratum)), rehearse),
    authority: (cause, definition, facts, at, ask) => wiring.authority(cause, definition, facts, at, leading(ask)),
    identify: (key, ask) => wiring.identify(key, leading(ask)),
    rules: (ask) => wiring.rules(leading(ask)),
  };
  return new MutantCore({ ...base, ...rewire(base) }, led);
};

/** The real software with wrong rules, for members and strangers alike. */
export const withRules = (exchange: Exchange, rewire: (wiring: Wiring) => Rewiring = () => ({})): Software => ({
  ...realSoftware,
  rulebook: rulebookOver(mutated(core, exchange, rewire)),
  publicCore: mutated(publicCore, exchange, rewire),
});

/** Exchanges the institution of this name only. */
export const only =
  (name: string, change: (institution: AnyInstitution) => Partial<AnyInstitution>): Exchange =>
  (institution) =>
    institution.name === name ? { ...institution, ...change(institution) } : institution;
