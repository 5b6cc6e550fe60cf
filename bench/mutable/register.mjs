/** `node --import` this before a program: from then on its tables are mutable Maps (hooks.mjs). */
import { register } from "node:module";

register("./hooks.mjs", import.meta.url);
