/** The machine that a figure was measured on, and how busy it was with other things: a figure means nothing without both. */
import { availableParallelism, cpus, loadavg, release, totalmem, type } from "node:os";

const GIGABYTE = 1e9;

export const machine = () => {
  const processor = cpus()[0]?.model.trim() ?? "unknown";
  const cores = availableParallelism();
  const memoryGb = Math.round(totalmem() / GIGABYTE);
  const load = Math.round((loadavg()[0] ?? 0) * 10) / 10;
  const words = `Node ${process.versions.node}, ${cores} cores of ${processor}, ${memoryGb} GB, ${type()} ${release()}, load ${load}`;
  return { node: process.versions.node, processor, cores, memoryGb, load, words };
};
