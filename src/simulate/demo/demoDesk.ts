/**
 * The demo community in a node's folder: written when it is wanted, then handed to visitors one invitation at a time. The surprising
 * rule: it is never written into a folder where a real community lives, unless whoever runs the node asked for it.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { hexOf, idOf } from "../../core/hash.ts";
import { invitationCode } from "../../core/wire/codes.ts";
import { importIntoOwn } from "../../node/backup/importing.ts";
import { registryRulebook } from "../../node/sequencer/registryRulebook.ts";
import type { Id } from "../../core/kernel/types.ts";
import type { DemoDesk, DemoParts, OpenDemo, Visit } from "../../node/ports/demo.ts";
import { exportOf } from "./exportOf.ts";
import { writeDemo } from "./writeDemo.ts";

const FILE = "demo.json";
const SEED_BYTES = 16;
const kept = z.strictObject({ community: z.string().regex(/^[0-9a-f]{64}$/), codes: z.array(z.string()) });
type Kept = z.infer<typeof kept>;

/** @param isWanted write it at once and whatever else is in the folder: somebody said `--demo`. */
export const demoDesk =
  (isWanted: boolean): OpenDemo =>
  async (parts) => {
    const desk = new FolderDesk(parts);
    if (isWanted) await desk.present();
    return desk;
  };

class FolderDesk implements DemoDesk {
  readonly #parts: DemoParts;
  /** Two visitors who come at once must not write it twice. */
  #writing: Promise<Kept> | null = null;

  constructor(parts: DemoParts) {
    this.#parts = parts;
  }

  get #path(): string {
    return join(this.#parts.folder.path, FILE);
  }

  async visit(): Promise<Visit | null> {
    if (!existsSync(this.#path) && this.#parts.folder.communities().length > 0) return null;
    const { community, codes } = await this.present();
    const [code, ...rest] = codes;
    if (code === undefined) return null;
    this.#keep({ community, codes: rest });
    return { community: idOfHex(community), code };
  }

  /** What is known of the demo community, which is in the folder from then on. */
  async present(): Promise<Kept> {
    if (existsSync(this.#path)) return kept.parse(JSON.parse(readFileSync(this.#path, "utf8")));
    this.#writing ??= this.#write();
    return this.#writing;
  }

  async #write(): Promise<Kept> {
    const { folder, clock, random, verifier } = this.#parts;
    const demo = writeDemo({ seed: hexOf(random.bytes(SEED_BYTES)), until: clock.now() });
    const seed = demo.nodeKeySeed;
    await importIntoOwn(await exportOf(demo), { folder, rulebook: registryRulebook, verifier, seed });
    const codes = demo.invitationsForVisitors.map((each) => invitationCode({ origin: demo.origin, ...each }));
    this.#keep({ community: demo.origin, codes });
    return { community: demo.origin, codes };
  }

  #keep(state: Kept): void {
    writeFileSync(`${this.#path}.new`, JSON.stringify(state), { mode: 0o600 });
    renameSync(`${this.#path}.new`, this.#path);
  }
}

const idOfHex = (hex: string): Id => idOf(Buffer.from(hex, "hex"));
