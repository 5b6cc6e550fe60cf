/**
 * The process behind `nodeProcess.ts`: a whole node with its own store and server, whose clock can be moved ahead by a
 * message. Both of its clocks move together, so that the node sees time pass and not a clock that jumped.
 */
import { Wordings } from "../../src/core/desk.ts";
import type { Id } from "../../src/core/kernel/types.ts";
import { startNode } from "../../src/node/serve.ts";
import type { Clock } from "../../src/node/ports/clock.ts";
import { systemClock } from "../../src/node/ports/systemClock.ts";
import { instantOf } from "../../src/core/kernel/time.ts";
import { demoDesk } from "../../src/simulate/demo/demoDesk.ts";

let aheadMs = 0;
type Alarm = { readonly at: number; readonly ring: () => void; cancel: () => void };
const alarms = new Set<Alarm>();

const set = (alarm: Alarm): void => {
  alarm.cancel();
  const after = Math.max(0, alarm.at - steered.monotonicMs());
  alarm.cancel = systemClock.alarm(after, () => {
    alarms.delete(alarm);
    alarm.ring();
  });
};

const steered: Clock = {
  now: () => instantOf(systemClock.now() + aheadMs),
  monotonicMs: () => systemClock.monotonicMs() + aheadMs,
  alarm: (afterMs, ring) => {
    const alarm: Alarm = { at: steered.monotonicMs() + afterMs, ring, cancel: () => undefined };
    alarms.add(alarm);
    set(alarm);
    return () => {
      alarms.delete(alarm);
      alarm.cancel();
    };
  },
};

const [, , dataDir = "", port = "", everyText = ""] = process.argv;

/** Whoever writes here writes the same, with a number: so every place where a wording is shown shows it. */
if (everyText !== "") {
  const desk: { text: (words: string) => Id } = Wordings.prototype;
  const { text } = desk;
  let number = 0;
  desk.text = function (this: Wordings) {
    number += 1;
    return text.call(this, `${everyText} ${number}`);
  };
}

const node = await startNode({
  dataDir,
  port: Number(port),
  clock: steered,
  settings: { logLevel: "silent" },
  demo: demoDesk(false),
});

process.on("message", (message) => {
  if (typeof message === "object" && message !== null && "advanceMs" in message) {
    aheadMs += Number(message.advanceMs);
    for (const alarm of [...alarms]) set(alarm);
    process.send?.({ advanced: aheadMs });
  } else void node.stop().then(() => process.exit(0));
});
process.on("disconnect", () => process.exit(0));
process.send?.({ address: node.address });
