/**
 * `folkmoot notices`: how the notices of a node fare, counted, with nothing of who is told what. The surprising rule: it reads the files
 * themselves, so it answers for a node that runs and for one that does not; it ends with 1 where some way of being told has failed.
 */
import { countedChannels, countNotices, type NoticeCount } from "../../node/attention/counting.ts";
import { readSettings } from "../../node/settings.ts";
import type { Id } from "../../core/kernel/types.ts";
import type { Call, Command } from "../call.ts";
import { exits } from "../exits.ts";
import { existingFolder } from "../folder.ts";

type Counted = { readonly community: Id; readonly count: NoticeCount };

export const notices: Command = {
  positionals: [],
  options: ["data"],
  run: (call) => {
    const folder = existingFolder(call);
    const counted = folder.communities().flatMap((community): readonly Counted[] => {
      const count = countNotices(folder.communityPath(community));
      return count === null ? [] : [{ community, count }];
    });
    const hasMail =
      readSettings(folder.path).notices.smtp !== null || (call.terminal.env["FOLKMOOT_SMTP"] ?? "") !== "";
    call.answer(
      { mail: hasMail, communities: counted.map(({ community, count }) => ({ community, ...count })) },
      () => [
        call.say(hasMail ? "cli.notices.mail" : "cli.notices.noMail"),
        ...(counted.length === 0 ? [call.say("cli.notices.none")] : counted.flatMap((one) => linesOf(call, one))),
      ],
    );
    const hasFailed = counted.some(({ count }) => countedChannels(count).some(([, state]) => state === "failed"));
    return Promise.resolve(hasFailed ? exits.refused : exits.done);
  },
};

const linesOf = (call: Call, { community, count }: Counted): readonly string[] => [
  "",
  community,
  ...countedChannels(count).map(
    ([sort, state, number]) => `  ${call.say("cli.notices.channels", { sort, state, count: number })}`,
  ),
  `  ${call.say("cli.notices.waiting", { waiting: count.waiting, lost: count.lost })}`,
];
