/**
 * When the moon and the year turn: Jean Meeus, Astronomical Algorithms, second edition, chapters 49 (phases of the moon) and 27
 * (equinoxes and solstices), with the difference between dynamical and universal time by Espenak and Meeus (2006). These use
 * fractions, so they only write the tables that the core reads, and are never part of a fold.
 */

const RADIANS = Math.PI / 180;
const JULIAN_1970 = 2_440_587.5;
const MINUTES_PER_DAY = 1440;
const LUNATIONS_PER_CENTURY = 1236.85;

const sin = (degrees: number): number => Math.sin(degrees * RADIANS);
const cos = (degrees: number): number => Math.cos(degrees * RADIANS);
/** The polynomial with these coefficients, the constant first. */
const poly = (t: number, ...of: readonly number[]): number => of.reduceRight((sum, each) => sum * t + each, 0);

/** Seconds by which dynamical time is ahead of universal time, for the years 2005 to 2150. */
const deltaT = (year: number): number => {
  if (year < 2050) return poly(year - 2000, 62.92, 0.32217, 0.005589);
  return -20 + 32 * ((year - 1820) / 100) ** 2 - 0.5628 * (2150 - year);
};

/** Minutes since 1970, universal time, of a Julian ephemeris day. */
const minutesOf = (julian: number): number => {
  const year = 2000 + (julian - 2_451_545) / 365.25;
  return Math.round((julian - deltaT(year) / 86_400 - JULIAN_1970) * MINUTES_PER_DAY);
};

// ---- the moon (chapter 49)

/** [coefficient for new moon, for full moon, power of E, multiples of M, M', F, omega] */
const NEW_AND_FULL: readonly (readonly [number, number, number, number, number, number, number])[] = [
  [-0.4072, -0.40614, 0, 0, 1, 0, 0],
  [0.17241, 0.17302, 1, 1, 0, 0, 0],
  [0.01608, 0.01614, 0, 0, 2, 0, 0],
  [0.01039, 0.01043, 0, 0, 0, 2, 0],
  [0.00739, 0.00734, 1, -1, 1, 0, 0],
  [-0.00514, -0.00515, 1, 1, 1, 0, 0],
  [0.00208, 0.00209, 2, 2, 0, 0, 0],
  [-0.00111, -0.00111, 0, 0, 1, -2, 0],
  [-0.00057, -0.00057, 0, 0, 1, 2, 0],
  [0.00056, 0.00056, 1, 1, 2, 0, 0],
  [-0.00042, -0.00042, 0, 0, 3, 0, 0],
  [0.00042, 0.00042, 1, 1, 0, 2, 0],
  [0.00038, 0.00038, 1, 1, 0, -2, 0],
  [-0.00024, -0.00024, 1, -1, 2, 0, 0],
  [-0.00017, -0.00017, 0, 0, 0, 0, 1],
  [-0.00007, -0.00007, 0, 2, 1, 0, 0],
  [0.00004, 0.00004, 0, 0, 2, -2, 0],
  [0.00004, 0.00004, 0, 3, 0, 0, 0],
  [0.00003, 0.00003, 0, 1, 1, -2, 0],
  [0.00003, 0.00003, 0, 0, 2, 2, 0],
  [-0.00003, -0.00003, 0, 1, 1, 2, 0],
  [0.00003, 0.00003, 0, -1, 1, 2, 0],
  [-0.00002, -0.00002, 0, -1, 1, -2, 0],
  [-0.00002, -0.00002, 0, 1, 3, 0, 0],
  [0.00002, 0.00002, 0, 0, 4, 0, 0],
];
/** [coefficient, power of E, multiples of M, M', F, omega] */
const QUARTERS: readonly (readonly [number, number, number, number, number, number])[] = [
  [-0.62801, 0, 0, 1, 0, 0],
  [0.17172, 1, 1, 0, 0, 0],
  [-0.01183, 1, 1, 1, 0, 0],
  [0.00862, 0, 0, 2, 0, 0],
  [0.00804, 0, 0, 0, 2, 0],
  [0.00454, 1, -1, 1, 0, 0],
  [0.00204, 2, 2, 0, 0, 0],
  [-0.0018, 0, 0, 1, -2, 0],
  [-0.0007, 0, 0, 1, 2, 0],
  [-0.0004, 0, 0, 3, 0, 0],
  [-0.00034, 1, -1, 2, 0, 0],
  [0.00032, 1, 1, 0, 2, 0],
  [0.00032, 1, 1, 0, -2, 0],
  [-0.00028, 2, 2, 1, 0, 0],
  [0.00027, 1, 1, 2, 0, 0],
  [-0.00017, 0, 0, 0, 0, 1],
  [-0.00005, 0, -1, 1, -2, 0],
  [0.00004, 0, 0, 2, 2, 0],
  [-0.00004, 0, 1, 1, 2, 0],
  [0.00004, 0, -2, 1, 0, 0],
  [0.00003, 0, 1, 1, -2, 0],
  [0.00003, 0, 3, 0, 0, 0],
  [0.00002, 0, 0, 2, -2, 0],
  [0.00002, 0, -1, 1, 2, 0],
  [-0.00002, 0, 1, 3, 0, 0],
];
/** [coefficient in millionths of a day, angle at k = 0, degrees per k], for all phases; the first also has a square term. */
const PLANETS: readonly (readonly [number, number, number])[] = [
  [325, 299.77, 0.107408],
  [165, 251.88, 0.016321],
  [164, 251.83, 26.651886],
  [126, 349.42, 36.412478],
  [110, 84.66, 18.206239],
  [62, 141.74, 53.303771],
  [60, 207.14, 2.453732],
  [56, 154.84, 7.30686],
  [47, 34.52, 27.261239],
  [42, 207.19, 0.121824],
  [40, 291.34, 1.844379],
  [37, 161.72, 24.198154],
  [35, 239.56, 25.513099],
  [23, 331.55, 3.592518],
];

/** Minutes since 1970 of a phase: `k` counts lunations from that of January 2000, with .25, .5, .75 for what follows the new moon. */
export const moonMinutes = (k: number): number => {
  const t = k / LUNATIONS_PER_CENTURY;
  const e = poly(t, 1, -0.002516, -0.0000074);
  const sun = 2.5534 + 29.1053567 * k + poly(t, 0, 0, -0.0000014, -0.00000011);
  const moon = 201.5643 + 385.81693528 * k + poly(t, 0, 0, 0.0107582, 0.00001238, -0.000000058);
  const latitude = 160.7108 + 390.67050284 * k + poly(t, 0, 0, -0.0016118, -0.00000227, 0.000000011);
  const node = 124.7746 - 1.56375588 * k + poly(t, 0, 0, 0.0020672, 0.00000215);
  const mean = 2_451_550.09766 + 29.530588861 * k + poly(t, 0, 0, 0.00015437, -0.00000015, 0.00000000073);
  const quarter = Math.round((k - Math.floor(k)) * 4);
  const term = (size: number, power: number, [a, b, c, d]: readonly [number, number, number, number]): number =>
    size * e ** power * sin(a * sun + b * moon + c * latitude + d * node);
  const periodic =
    quarter % 2 === 0
      ? NEW_AND_FULL.map(([atNew, atFull, power, ...of]) => term(quarter === 0 ? atNew : atFull, power, of))
      : QUARTERS.map(([size, power, ...of]) => term(size, power, of));
  const w =
    0.00306 -
    0.00038 * e * cos(sun) +
    0.00026 * cos(moon) -
    0.00002 * cos(moon - sun) +
    0.00002 * cos(moon + sun) +
    0.00002 * cos(2 * latitude);
  const half = quarter === 1 ? w : quarter === 3 ? -w : 0;
  const planets = PLANETS.map(([size, angle, speed], place) => {
    const square = place === 0 ? -0.009173 * t * t : 0;
    return (size / 1e6) * sin(angle + speed * k + square);
  });
  return minutesOf([...periodic, half, ...planets].reduce((sum, each) => sum + each, mean));
};

// ---- the year (chapter 27)

/** March, June, September, December of the years 2000 to 3000, with (year − 2000) / 1000. */
const TURNINGS: readonly (readonly number[])[] = [
  [2_451_623.80984, 365_242.37404, 0.05169, -0.00411, -0.00057],
  [2_451_716.56767, 365_241.62603, 0.00325, 0.00888, -0.0003],
  [2_451_810.21715, 365_242.01767, -0.11575, 0.00337, 0.00078],
  [2_451_900.05952, 365_242.74049, -0.06223, -0.00823, 0.00032],
];
/** [amplitude, phase, speed] of table 27.C. */
const WAVES: readonly (readonly [number, number, number])[] = [
  [485, 324.96, 1934.136],
  [203, 337.23, 32_964.467],
  [199, 342.08, 20.186],
  [182, 27.85, 445_267.112],
  [156, 73.14, 45_036.886],
  [136, 171.52, 22_518.443],
  [77, 222.54, 65_928.934],
  [74, 296.72, 3034.906],
  [70, 243.58, 9037.513],
  [58, 119.81, 33_718.147],
  [52, 297.17, 150.678],
  [50, 21.02, 2281.226],
  [45, 247.54, 29_929.562],
  [44, 325.15, 31_555.956],
  [29, 60.93, 4443.417],
  [18, 155.12, 67_555.328],
  [17, 288.79, 4562.452],
  [16, 198.04, 62_894.029],
  [14, 199.76, 31_436.921],
  [12, 95.39, 14_577.848],
  [12, 287.11, 31_931.756],
  [12, 320.81, 34_777.259],
  [9, 227.73, 1222.114],
  [8, 15.45, 16_859.074],
];

/** Minutes since 1970 of a turning of the year; 0 is the equinox of March. */
export const turningMinutes = (year: number, turning: number): number => {
  const mean = poly((year - 2000) / 1000, ...(TURNINGS[turning] ?? []));
  const t = (mean - 2_451_545) / 36_525;
  const w = 35_999.373 * t - 2.47;
  const slope = 1 + 0.0334 * cos(w) + 0.0007 * cos(2 * w);
  const sum = WAVES.reduce((total, [size, phase, speed]) => total + size * cos(phase + speed * t), 0);
  return minutesOf(mean + (0.00001 * sum) / slope);
};
