/**
 * The worker that holds the core and the replicas. It answers each question again whenever something changed, and sends an
 * answer only when it differs from the last. The casts stand where a message's name picks a function: names and parameters
 * come from our own screens, which the compiler checked.
 */
import { OperatingError, type Failure, type Reply, type Request } from "../bridge/protocol.ts";
import { Device } from "./device.ts";
import { deviceQuestions, questions, type DeviceQuestion, type Question } from "./questions.ts";
import { speakTo } from "./request.ts";
import { deviceTasks, tasks, type DeviceTask, type Task } from "./tasks.ts";

type Ask = Extract<Request, { type: "ask" }>;
type Give = Extract<Request, { type: "task" }>;

/** Answers that depend on the time alone (a deadline passes) are made again this often. */
const TICK_MS = 5000;
/** What an answer reads may lead to more: an entry, then the wordings it names. A longer chain is a bug. */
const PASSES_MAX = 6;

const asked = new Map<number, { readonly ask: Ask; last: string | null }>();
let device: Promise<Device> | null = null;

const openDevice = (): Promise<Device> => {
  device ??= Device.open().then((opened) => {
    opened.onChange(answerAll);
    return opened;
  });
  return device;
};

const reply = (message: Reply): void => postMessage(message);

const answerOf = async ({ community, question, params }: Ask): Promise<unknown> => {
  const opened = await openDevice();
  if (community === null)
    return (deviceQuestions as Record<string, DeviceQuestion>)[question]?.(opened, params as never);
  const { replica, link } = await opened.community(community);
  for (let pass = 0; pass < PASSES_MAX; pass += 1) {
    const answer = (questions as Record<string, Question>)[question]?.(replica.readingAt(link.time()), params as never);
    if (!(await replica.fetchMissed())) return answer;
  }
  throw new Error(`the question ${question} asks for ever more wordings`);
};

const answer = async (id: number): Promise<void> => {
  const entry = asked.get(id);
  if (entry === undefined) return;
  try {
    const value = await answerOf(entry.ask);
    const text = JSON.stringify(value);
    if (asked.get(id) !== entry || text === entry.last) return;
    entry.last = text;
    reply({ type: "answer", id, value });
  } catch (error) {
    reply({ type: "failed", id, failure: failureOf(error) });
  }
};

let isPlanned = false;
/** Answers everything anew, once, after whatever is happening now. */
const answerAll = (): void => {
  if (isPlanned) return;
  isPlanned = true;
  setTimeout(() => {
    isPlanned = false;
    for (const id of asked.keys()) void answer(id);
  });
};

const perform = async ({ community, task, params }: Give): Promise<unknown> => {
  const opened = await openDevice();
  if (community === null) return (deviceTasks as Record<string, DeviceTask>)[task]?.(opened, params as never);
  return (tasks as Record<string, Task>)[task]?.(await opened.community(community), params as never);
};

const failureOf = (error: unknown): Failure => {
  if (error instanceof OperatingError) return { kind: error.kind, detail: error.detail };
  if (error instanceof DOMException) return { kind: "storage", detail: `${error.name}: ${error.message}` };
  return { kind: "fault", detail: error instanceof Error ? (error.stack ?? error.message) : String(error) };
};

const give = async (request: Give): Promise<void> => {
  try {
    reply({ type: "done", id: request.id, value: await perform(request) });
  } catch (error) {
    reply({ type: "failed", id: request.id, failure: failureOf(error) });
  }
};

addEventListener("message", ({ data }: MessageEvent<Request>) => {
  if (data.type === "speak") speakTo(data.language);
  else if (data.type === "stop") asked.delete(data.id);
  else if (data.type === "task") void give(data);
  else {
    asked.set(data.id, { ask: data, last: null });
    void answer(data.id);
  }
});
setInterval(answerAll, TICK_MS);
