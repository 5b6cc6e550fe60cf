/** Scenes of an appeal: Piet was excluded after a hearing that Mara proposed, appeals, and others give their secrets. */
import type { Id, Kind } from "../../kernel/types.ts";
import { commitmentTo } from "./lot.ts";
import { named, people, Scene } from "./scene.ts";

export type Excluded = { readonly scene: Scene; readonly hearing: Id };
/** Piet was excluded after a hearing that Mara proposed; `count` people in all. */
export const excluded = (count: number, changes = {}): Excluded => {
  const scene = Scene.of(count, changes);
  const words = { reason: named("r"), sharedPurpose: named("p") };
  scene.does("Mara", "exclusion.propose", { member: scene.id("Piet"), ...words });
  const hearing = scene.lastId;
  scene.pass({ days: 14 }).decides("member.exclude", { hearing }, "weighty");
  return { scene, hearing };
};
export const secretOf = (name: string): Id => named(`secret of ${name}`);
export const commitmentOf = ({ scene, hearing }: Excluded, name: string): Id =>
  commitmentTo(secretOf(name), hearing, scene.id(name));

export type Appealed = Excluded & { readonly appeal: Id };
export const appealed = (count: number, changes = {}): Appealed => {
  const state = excluded(count, changes);
  state.scene.does("Piet", "exclusion.appeal", { text: named("why"), commitment: commitmentOf(state, "Piet") });
  return { ...state, appeal: state.scene.lastId };
};
export const commits = (state: Appealed, name: string): Kind | null =>
  state.scene.does(name, "panel.commit", { appeal: state.appeal, commitment: commitmentOf(state, name) });
export const reveals = ({ scene, appeal }: Appealed, name: string, secret = secretOf(name)): Kind | null =>
  scene.does(name, "panel.reveal", { appeal, secret });
export const votes = ({ scene, appeal }: Appealed, name: string, vote: "uphold" | "overturn"): Kind | null =>
  scene.does(name, "panel.vote", { appeal, vote });
export const phase = ({ scene, hearing }: Excluded): string | undefined => scene.ask.hearing(hearing)?.phase;

/** The panel has been drawn from the secrets of Piet and of these electors. */
export const drawnFrom = (count: number, names: readonly string[], changes = {}): Appealed => {
  const state = appealed(count, changes);
  for (const name of names) commits(state, name);
  state.scene.pass({ days: 2 });
  for (const name of ["Piet", ...names]) reveals(state, name);
  state.scene.pass({ days: 2 });
  return state;
};
export const panelOf = ({ scene, hearing }: Appealed): readonly string[] => {
  const panel = scene.ask.hearing(hearing)?.appeal?.panel ?? [];
  return panel.map((member) => people.find((name) => scene.ordinal(name) === member) ?? "nobody");
};
