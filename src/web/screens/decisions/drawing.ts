/**
 * Places and lengths of the season line as SVG writes them. A place along it is a share of its width, so that it fits every screen; a
 * length is in rem, so that it grows with the letters.
 */
import { LENGTH } from "../../../core/season/layout.ts";
import { direction } from "../../say.svelte.ts";

/** Along the line from the side where reading begins. */
export const along = (x: number): string => `${(direction() === "rtl" ? LENGTH - x : x) / (LENGTH / 100)}%`;

/** Sixteenths of the letters' size. */
export const rem = (sixteenths: number): string => `${sixteenths / 16}rem`;

const EDGE = 1000;
/** Words near an edge of the line are set inwards. */
export const anchorAt = (x: number): "start" | "middle" | "end" =>
  x < EDGE ? "start" : x > LENGTH - EDGE ? "end" : "middle";
