/**
 * Numbers for whoever runs the node (Prometheus format). The surprising rule: nothing is counted per community or per
 * caller, so the numbers tell how the node fares and never what a community does.
 */
import { Counter, Gauge, Histogram, Registry } from "prom-client";

const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Sums over all communities, read when somebody asks for the numbers. */
export type NodeNumbers = {
  readonly communities: number;
  readonly communitiesOpen: number;
  readonly entries: number;
  readonly waiting: number;
  readonly recorded: number;
  readonly refused: number;
  readonly commits: number;
  readonly promised: number;
  readonly sessions: number;
  readonly listeners: number;
  readonly noticeChannels: number;
  readonly noticesWaiting: number;
  readonly noticesSent: number;
  readonly noticesFailed: number;
};

const MEANINGS: Readonly<Record<keyof NodeNumbers, string>> = {
  communities: "Communities that this node hosts",
  communitiesOpen: "Communities that are open at the moment",
  entries: "Entries in the logs of the open communities",
  waiting: "Acts that wait to be recorded",
  recorded: "Acts recorded since the node was started",
  refused: "Acts refused since the node was started",
  commits: "Batches written to disk since the node was started",
  promised: "Acts that were promised an answer",
  sessions: "Sessions of devices",
  listeners: "Listeners to changes",
  noticeChannels: "Ways in which members of open communities are told of things",
  noticesWaiting: "Notices that wait to be sent",
  noticesSent: "Messages with notices that were taken since the node was started",
  noticesFailed: "Messages with notices that were not taken since the node was started",
};

const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Counter<"route" | "status">;
  readonly #seconds: Histogram<"route">;

  constructor(numbers: () => NodeNumbers) {
    const registers = [this.#registry];
    this.#requests = new Counter({
      name: "folkmoot_requests_total",
      help: "Requests answered, by route and class of status",
      labelNames: ["route", "status"],
      registers,
    });
    this.#seconds = new Histogram({
      name: "folkmoot_request_seconds",
      help: "Time to answer, by route",
      labelNames: ["route"],
      buckets: SECONDS,
      registers,
    });
    for (const name of numberNames) {
      const gauge: Gauge = new Gauge({
        name: `folkmoot_${snakeCase(name)}`,
        help: MEANINGS[name],
        registers,
        collect: () => gauge.set(numbers()[name]),
      });
    }
    this.#addProcess(registers);
  }

  observe(route: string, status: number, seconds: number): void {
    this.#requests.inc({ route, status: `${Math.floor(status / 100)}xx` });
    this.#seconds.observe({ route }, seconds);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  #addProcess(registers: Registry[]): void {
    const memory: Gauge = new Gauge({
      name: "process_resident_memory_bytes",
      help: "Memory of the node",
      registers,
      collect: () => memory.set(process.memoryUsage.rss()),
    });
    const processor: Gauge = new Gauge({
      name: "process_cpu_seconds_total",
      help: "Processor time of the node",
      registers,
      collect: () => {
        const { user, system } = process.cpuUsage();
        processor.set((user + system) / 1_000_000);
      },
    });
  }
}

const numberNames = [
  "communities",
  "communitiesOpen",
  "entries",
  "waiting",
  "recorded",
  "refused",
  "commits",
  "promised",
  "sessions",
  "listeners",
  "noticeChannels",
  "noticesWaiting",
  "noticesSent",
  "noticesFailed",
] as const satisfies readonly (keyof NodeNumbers)[];
