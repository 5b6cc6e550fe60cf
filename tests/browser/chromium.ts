/**
 * Finds a Chromium: the machine's own, else the one that travels inside an npm package, unpacked once into .cache. The
 * package hands out any browser it finds in the temporary folder, so it is given a folder of ours; and it brings neither
 * the libraries nor the fonts that a bare server lacks into place, so this module points Chromium to both.
 */
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { holding } from "../../bin/hold.mjs";

export const root = fileURLToPath(new URL("../..", import.meta.url));
const cache = join(root, ".cache");
const SYSTEM = "/usr/bin/chromium";

export type Browser = { readonly executablePath: string; readonly env: Readonly<Record<string, string>> };

const versionOf = (name: string): string => {
  const text = readFileSync(join(root, "node_modules", name, "package.json"), "utf8");
  return /"version": "([^"]+)"/.exec(text)?.[1] ?? "unknown";
};

/** In a process of its own, since the package reads its surroundings when it is loaded. */
const unpackInto = async (folder: string): Promise<void> => {
  const script = 'import("@sparticuz/chromium").then((packed) => packed.default.executablePath())';
  const env = { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" };
  await promisify(execFile)(process.execPath, ["-e", script], { cwd: root, env });
};

const fontsConfig = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(root, "node_modules/dejavu-fonts-ttf/ttf")}</dir>
  <cachedir>${join(folder, "cache")}</cachedir>
  <alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
  <alias><family>serif</family><prefer><family>DejaVu Serif</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
`;

/** The same fonts everywhere (DejaVu covers Latin and Arabic), so that pictures of the screens compare. */
const fontsFolder = (): string => {
  const folder = join(cache, "fonts");
  const file = join(folder, "fonts.conf");
  mkdirSync(folder, { recursive: true });
  const wanted = fontsConfig(folder);
  if (!existsSync(file) || readFileSync(file, "utf8") !== wanted) writeFileSync(file, wanted);
  return folder;
};

const packaged = async (): Promise<string> => {
  const folder = join(cache, `chromium-${versionOf("@sparticuz/chromium")}`);
  await holding(join(cache, "chromium.lock"), async () => {
    if (existsSync(folder)) return;
    const unpacked = mkdtempSync(join(cache, "unpacking-"));
    await unpackInto(unpacked);
    renameSync(unpacked, folder);
  });
  return folder;
};

/** Where Chromium is, and what its environment must say; `CHROMIUM=packaged` leaves the machine's own aside. */
export const findChromium = async (): Promise<Browser> => {
  const fonts = { FONTCONFIG_PATH: fontsFolder() };
  if (existsSync(SYSTEM) && process.env["CHROMIUM"] !== "packaged") return { executablePath: SYSTEM, env: fonts };
  const folder = await packaged();
  const env = { ...fonts, LD_LIBRARY_PATH: join(folder, "al2023", "lib") };
  return { executablePath: join(folder, "chromium"), env };
};

/** A folder for one profile, below the project's own cache, and how to remove it. */
export const freshProfile = (): { readonly folder: string; readonly remove: () => void } => {
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "profile-"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
};
