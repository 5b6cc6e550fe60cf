/** All habits of all people in a simulated world, with how often each is tried. */
import type { Habit } from "../people/society.ts";
import { belonging } from "./belonging.ts";
import { blundering } from "./blundering.ts";
import { deciding } from "./deciding.ts";
import { following } from "./following.ts";
import { hearing } from "./hearing.ts";
import { keys } from "./keys.ts";
import { proposing } from "./proposing.ts";

export const habits: readonly Habit[] = [
  ...belonging,
  ...keys,
  ...hearing,
  ...deciding,
  ...proposing,
  ...following,
  ...blundering,
];
