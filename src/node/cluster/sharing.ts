/** What a shared community needs of its process: who is there, how to reach them, and the store. */
import type { Id } from "../../core/kernel/types.ts";
import type { Clock } from "../ports/clock.ts";
import type { LogStore } from "../ports/logStore.ts";
import type { Rulebook } from "../sequencer/rulebook.ts";
import type { HostedCommunity } from "../sequencer/running.ts";
import type { Forwarder } from "./forwarding.ts";
import type { LogRows } from "./logRows.ts";
import type { Presence } from "./presence.ts";

export type Sharing = {
  readonly presence: Presence;
  readonly logs: LogRows;
  readonly forwarder: Forwarder;
  readonly rulebook: Rulebook;
  readonly clock: Clock;
  readonly breathe: () => Promise<void>;
  readonly openStore: (origin: Id) => Promise<LogStore>;
  /** Called with each writer that begins; the answer is called when it ends. */
  readonly onWriting: (community: HostedCommunity) => Promise<() => void>;
  /** This process has recorded something. */
  readonly grown: (origin: Id) => void;
  readonly closed: (community: HostedCommunity) => void;
};
