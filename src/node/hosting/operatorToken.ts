/**
 * The operator's token: whoever can read the node's folder may do what its operator may. It is made at the first start and
 * stays until somebody deletes the file.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Random } from "../ports/random.ts";
import { writeDurably } from "../store/durable.ts";

export const TOKEN_FILE = "operator.token";
const TOKEN_BYTES = 32;
const TOKEN = /^[\w-]{43}$/;

export const operatorToken = (folder: string, random: Random): string => {
  const path = join(folder, TOKEN_FILE);
  const known = existsSync(path) ? readFileSync(path, "utf8").trim() : "";
  if (TOKEN.test(known)) return known;
  const token = Buffer.from(random.bytes(TOKEN_BYTES)).toString("base64url");
  writeDurably(path, Buffer.from(`${token}\n`));
  return token;
};
