/**
 * `folkmoot serve`: runs a node until it is asked to stop. It prints one line, when it is ready, that ends in its address. While it runs, its
 * address is in its folder, so that other commands on this machine find it.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { mailFromUrl, type MailSettings } from "../../node/attention/mailSettings.ts";
import { storeShape, type StoreSettings } from "../../node/cluster/storeSettings.ts";
import { startNode, type RunningNode } from "../../node/serve.ts";
import { readSettings, type Settings } from "../../node/settings.ts";
import { writeDurably } from "../../node/store/durable.ts";
import { demoDesk } from "../../simulate/demo/demoDesk.ts";
import type { Call, Command } from "../call.ts";
import { UsageError } from "../exits.ts";
import { ADDRESS_FILE, folderPath } from "../folder.ts";
import { addressOf } from "../remote/request.ts";

const PORT = 8080;
const PORT_MAX = 65_535;
const FOUNDING = ["anyone", "operator"] as const;

export const serve: Command = {
  positionals: [],
  options: ["port", "host", "data", "demo", "address", "founding", "store"],
  run: async (call) => {
    const dataDir = folderPath(call);
    const host = call.text("host") ?? "127.0.0.1";
    const node = await startNode({
      dataDir,
      host,
      port: call.whole("port", 0, PORT_MAX) ?? PORT,
      demo: demoDesk(call.has("demo")),
      settings: settingsIn(call, dataDir),
    });
    const file = join(dataDir, ADDRESS_FILE);
    const address = reachable(node);
    writeDurably(file, Buffer.from(`${address}\n`));
    call.note("cli.serve.folder", { folder: dataDir });
    call.print(call.wantsJson ? JSON.stringify({ address }) : call.say("cli.serve.ready", { address }));
    await call.terminal.askedToStop();
    rmSync(file, { force: true });
    await node.stop();
    return call.done();
  },
};

/** What the options say instead of node.json. */
const settingsIn = (call: Call, folder: string): Partial<Settings> => {
  const { founding, notices, store } = readSettings(folder);
  const smtp = smtpIn(call) ?? notices.smtp;
  const addresses = call.texts("address").map((url) => {
    const address = addressOf(url);
    if (address === null || new URL(url).origin !== address) throw new UsageError("cli.node.notAnAddress", { url });
    return address;
  });
  const own = { founding: call.choice("founding", FOUNDING, founding), notices: { ...notices, smtp } };
  const said = { ...own, ...storeIn(call, store) };
  return addresses.length === 0 ? said : { ...said, addresses };
};

/** The database of a cluster, as the command line or the environment has it; its other settings stay those of node.json. */
const storeIn = (call: Call, store: StoreSettings | undefined): Pick<Partial<Settings>, "store"> => {
  const address = call.text("store") ?? call.terminal.env["FOLKMOOT_STORE"] ?? store?.address ?? "";
  return address === "" ? {} : { store: storeShape.parse({ ...store, address }) };
};

/** The mail server that the environment names, so that its password stands in no file. */
const smtpIn = ({ terminal }: Call): MailSettings | null => {
  const url = terminal.env["FOLKMOOT_SMTP"];
  if (url === undefined || url === "") return null;
  const smtp = mailFromUrl(url);
  if (smtp === null) throw new UsageError("cli.serve.notSmtp");
  return smtp;
};

/** A node that listens on all of the machine's addresses is reached here by its own. */
const reachable = ({ address }: RunningNode): string =>
  address.replace(/\/\/(?:0\.0\.0\.0|\[::\])(?=:)/, "//127.0.0.1");
