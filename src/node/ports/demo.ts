/**
 * The port to a demo community: how a visitor gets into it. The node knows nothing else of it: once it is in the folder, it is a
 * community like every other.
 */
import type { Id } from "../../core/kernel/types.ts";
import type { NodeFolder } from "../store/nodeFolder.ts";
import type { Clock } from "./clock.ts";
import type { Random } from "./random.ts";
import type { Verifier } from "../../core/log/ed25519.ts";

/** A visitor's way in: the code of an invitation that nobody has used. */
export type Visit = { readonly community: Id; readonly code: string };
export interface DemoDesk {
  /** Makes the community if need be; null where there is none to visit, or no invitation is left. */
  visit(): Promise<Visit | null>;
}
export type DemoParts = {
  readonly folder: NodeFolder;
  readonly clock: Clock;
  readonly random: Random;
  readonly verifier: Verifier;
};
/** The node's folder is this process's already. */
export type OpenDemo = (parts: DemoParts) => Promise<DemoDesk>;
