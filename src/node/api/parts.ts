/**
 * What the API is put together from, and what a handler finds beside its request. Everything that differs between a test,
 * the simulator and a real node comes in here.
 */
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { Logger } from "pino";
import type { Verifier } from "../../core/log/ed25519.ts";
import type { Id, Instant } from "../../core/kernel/types.ts";
import type { NoticeDesk } from "../attention/noticeDesk.ts";
import type { Rates } from "../limits/limits.ts";
import type { Clock } from "../ports/clock.ts";
import type { DemoDesk } from "../ports/demo.ts";
import type { RunningCommunity } from "../sequencer/running.ts";
import type { Answer, Submission } from "../sequencer/submission.ts";
import type { Challenges } from "../session/challenges.ts";
import type { Sessions } from "../session/sessions.ts";
import type { Founding } from "./access.ts";
import type { Caller } from "./caller.ts";
import type { Listeners } from "./listeners.ts";
import type { Metrics } from "./metrics.ts";
import type { WebFiles } from "./webFiles.ts";

/** One line of the list of public communities. */
export type Listing = { readonly id: Id; readonly name: string | null; readonly vkey: string };

/** The communities of this node, opened when first asked for. */
export interface Hosting {
  prepare(): Promise<Id>;
  found(
    submission: Submission,
    from: string,
  ): Promise<{ readonly origin: Id | null; readonly answers: readonly Answer[] }>;
  /** Null when this node does not host it. */
  find(community: Id): Promise<RunningCommunity | null>;
  /** Those whose charter lists them, by name. */
  listed(): Promise<readonly Listing[]>;
  health(): Promise<HealthReport>;
}

export type HealthCheck = { readonly state: "good" | "trouble"; readonly says: string };
export type HealthReport = Readonly<Record<"clock" | "disk" | "store", HealthCheck>>;

/** The latest checkpoint that enough allies cosigned: what *confirmed* means. */
export type Confirmed = { readonly size: number; readonly checkpoint: Uint8Array };
export interface Confirmations {
  latest(community: Id): Promise<Confirmed | null>;
  /** The checkpoint with whatever cosignatures came for exactly it. */
  cosigned(community: Id, checkpoint: Uint8Array): Promise<Uint8Array>;
}

/** The node as a witness of other nodes' logs (C2SP tlog-witness). */
export interface WitnessDesk {
  readonly vkey: string;
  addCheckpoint(request: Uint8Array): Promise<WitnessAnswer>;
  /** The checkpoint cosigned last for this origin line, cosigned now; null if none ever was. */
  latest(origin: string): Promise<string | null>;
}
export type WitnessAnswer = {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly type: string;
  readonly body: string;
};

export type ApiSettings = {
  /** The origins by which others reach this node, such as `https://node.example`; empty: whatever the request says. */
  readonly addresses: readonly string[];
  /** How many reverse proxies of the operator stand before the node. */
  readonly proxies: number;
  readonly founding: Founding;
  readonly rates: Rates;
};

export type ApiParts = {
  readonly version: string;
  readonly settings: ApiSettings;
  readonly operatorToken: string;
  readonly hosting: Hosting;
  readonly confirmations: Confirmations;
  readonly witness: WitnessDesk;
  readonly demo: DemoDesk;
  readonly notices: Pick<NoticeDesk, "offers" | "deskFor" | "stop">;
  readonly clock: Clock;
  readonly verifier: Verifier;
  readonly sessions: Sessions;
  readonly challenges: Challenges;
  readonly listeners: Listeners;
  readonly web: WebFiles;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** True from the moment the node was told to stop. */
  readonly isStopping: () => boolean;
  /** Where backups are written; the answer is the file's name. */
  readonly backup: (community: RunningCommunity, at: Instant) => Promise<string>;
};

export type Env = {
  /** Absent where a test asks the app without a server. */
  Bindings: Partial<HttpBindings>;
  Variables: {
    /** The route's line in the access table; null where there is none. */
    route?: string | null;
    caller: Caller;
    /** Of routes that name one. */
    community: RunningCommunity;
    /** Counts more than the one request against the caller's limits; throws when it is too much. */
    charge: (cost: number) => void;
  };
};
export type Api = OpenAPIHono<Env>;
export type Ask = Context<Env>;
