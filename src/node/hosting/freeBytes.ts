/** How much room is left on the disk that a node's folder lies on, as whoever runs the node may use it: what a full disk is foreseen by. */
import { statfs } from "node:fs/promises";

export const freeBytes = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};
