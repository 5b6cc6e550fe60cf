/** Scenes of a lost phone: Lea starts a recovery for Piet, Jon and Ruth are stewards, and it goes as far as a test needs. */
import type { Id, Kind } from "../../kernel/types.ts";
import { named, Scene, shown } from "./scene.ts";

export const NEW = "Piet's new phone";
export const starts = (scene: Scene, starter: string, name: string, key = NEW): Kind | null =>
  scene.does(starter, "recovery.start", { member: scene.id(name), newKey: named(key) }, [shown("device", key)]);
export const says = (scene: Scene, name: string, kind: Kind, recovery: Id): Kind | null =>
  scene.does(name, kind, { recovery });
export const phase = (scene: Scene, recovery: Id): string | undefined => scene.ask.recovery(recovery)?.phase;

export type Started = { readonly scene: Scene; readonly recovery: Id };
/** `count` people, Jon and Ruth stewards; Lea has started a recovery for Piet. */
export const started = (count = 10): Started => {
  const scene = Scene.of(count);
  for (const name of ["Jon", "Ruth"]) scene.appoints(name, "steward");
  starts(scene, "Lea", "Piet");
  return { scene, recovery: scene.lastId };
};
/** Two members and a steward support it. */
export const waiting = (count = 10): Started => {
  const state = started(count);
  for (const name of ["Tomas", "Jon"]) says(state.scene, name, "recovery.support", state.recovery);
  return state;
};
/** An old key has objected. */
export const contested = (count = 10): Started => {
  const state = waiting(count);
  says(state.scene, "Piet", "recovery.object", state.recovery);
  return state;
};
