/** All stories of the demo, as they begin. To add one: a function in `stories/` that plans on a season, and its name here. */
import type { Season } from "./season.ts";
import { guests, repairs, union, words } from "./stories/belonging.ts";
import { bread } from "./stories/bread.ts";
import { brightspan } from "./stories/brightspan.ts";
import { sponsors } from "./stories/charter.ts";
import { bees, cameras, chairs, choir, gate } from "./stories/courtyard.ts";
import { bicycles, garden, meeting, school } from "./stories/firstSeason.ts";
import { firstOffices, founding, secondOffices } from "./stories/founding.ts";
import { hall } from "./stories/hall.ts";
import { cashBox, drum } from "./stories/hearings.ts";
import { bench, drafts, lately, tap } from "./stories/lately.ts";
import { meridian, noWatching } from "./stories/noData.ts";
import { breadBin, devices, farewells, guestsStay, leaves, lostPhone } from "./stories/people.ts";
import { pharmacy } from "./stories/pharmacy.ts";
import { piano } from "./stories/piano.ts";
import { quietHours } from "./stories/quietHours.ts";
import { again, bookVan, chess, cinema, feast, laundry, paint, reviewed, streets, sun } from "./stories/secondHalf.ts";
import { pumps } from "./stories/river.ts";
import { storm } from "./stories/storm.ts";
import { sundays } from "./stories/sundays.ts";
import { canal, tools } from "./stories/tools.ts";

const people = [leaves, farewells, lostPhone, breadBin, devices, guestsStay];
const firstHalf = [meeting, garden, school, bicycles, gate, chairs, guests, repairs, choir, bees, union];
const hard = [cameras, drum, noWatching, cashBox];
const secondHalf = [words, laundry, secondOffices, bread, tools, cinema, pharmacy, chess, sun, quietHours, bookVan];
const autumn = [hall, sundays, canal, sponsors, paint, brightspan, meridian, piano, storm, streets, reviewed, feast];
const now = [again, tap, pumps, bench, lately, drafts];

export const stories: readonly ((season: Season) => void)[] = [
  founding,
  firstOffices,
  ...people,
  ...firstHalf,
  ...hard,
  ...secondHalf,
  ...autumn,
  ...now,
];
