/** What an operator learns of notices: how many, how they fare, and nothing of whose they are. */
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { answerOf, folkmoot, folkmootIn, temporaryFolder } from "../../../tests/cli/folkmoot.ts";
import { instantOf } from "../../core/kernel/time.ts";
import { ChannelRows } from "../../node/attention/channelRows.ts";
import { openAttentionFile } from "../../node/attention/file.ts";
import { mailFromUrl } from "../../node/attention/mailSettings.ts";
import { QueueRows } from "../../node/attention/queueRows.ts";

const CANARY = "bruno@mail.example";
let data: string;
let community: string;

beforeEach(async () => {
  data = join(temporaryFolder(), "node");
  const founded = await answerOf("found", "Lindenhof", "--my-name", "Ada", "--data", data);
  community = z.object({ community: z.string() }).parse(founded).community;
});

/** Two ways of being told, one of which fails, and a notice that waits. */
const listen = (): void => {
  const database = openAttentionFile(join(data, "communities", community));
  const [channels, queue] = [new ChannelRows(database), new QueueRows(database)];
  const now = instantOf(1_800_000_000_000);
  const own = { member: 1, base: "https://node.example", secret: new Uint8Array(24), since: now };
  const mail = channels.add({ ...own, target: { sort: "mail", address: CANARY }, state: "ready" });
  channels.add({ ...own, target: { sort: "webhook", url: "https://hooks.example/", secret: "s" }, state: "failed" });
  queue.wait({ channel: mail, key: "talk/x", category: "talk", path: "/", deadline: null, due: now });
  database.close();
};

test("a node where nobody asked for notices says so, and whether it can send e-mail", async () => {
  const { exit, out } = await folkmoot("notices", "--data", data);
  expect([exit, out]).toEqual([0, "No mail server is named, so there is no e-mail.\nNobody asked for notices.\n"]);
  const smtp = { FOLKMOOT_SMTP: "smtp://mail.example?from=moot@example.org" };
  expect((await folkmootIn({ env: smtp }, "notices", "--data", data)).out).toContain("E-mail can be sent.");
});

test("what fails and what waits is counted, and no address is told", async () => {
  listen();
  const { exit, out } = await folkmoot("notices", "--data", data);
  expect(exit).toBe(1);
  expect(out).toContain(community);
  expect(out).toContain("e-mail, ready: 1");
  expect(out).toContain("webhooks, failed: 1");
  expect(out).toContain("1 notice waits");
  const json = await folkmoot("notices", "--data", data, "--json");
  expect(JSON.parse(json.out)).toMatchObject({ mail: false, communities: [{ community, waiting: 1 }] });
  for (const said of [out, json.out]) expect(said).not.toMatch(/bruno|hooks\.example/);
});

test("a mail server may be named in the environment, with its password", () => {
  expect(mailFromUrl("smtps://ada:p%40ss@mail.example?from=moot@example.org")).toEqual({
    host: "mail.example",
    port: 465,
    security: "tls",
    user: "ada",
    password: "p@ss",
    from: "moot@example.org",
  });
  expect(mailFromUrl("smtp://mail.example:25?from=a@example.org&security=none")).toMatchObject({
    port: 25,
    security: "none",
  });
  expect(mailFromUrl("smtp://mail.example?from=a@example.org")).toMatchObject({ port: 587, security: "startTls" });
  const wrong = [
    "",
    "mail.example",
    "https://mail.example?from=a@example.org",
    "smtp://mail.example",
    "smtp://x?from=y",
  ];
  expect(wrong.filter((url) => mailFromUrl(url) !== null)).toEqual([]);
});

test("a mail server that is not understood keeps the node from starting", async () => {
  const { exit, err } = await folkmootIn(
    { env: { FOLKMOOT_SMTP: "mail.example" } },
    "serve",
    "--data",
    data,
    "--port",
    "0",
  );
  expect([exit, err]).toEqual([2, expect.stringContaining("FOLKMOOT_SMTP")]);
});
