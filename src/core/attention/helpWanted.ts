/**
 * What somebody else waits for this member to do: a word for a lost device, a sponsor for a newcomer. Home and the notices ask the
 * same question, so that neither ever says what the other does not.
 */
import { charter, community } from "../registry.ts";
import type { Instant } from "../kernel/types.ts";
import type { Ask } from "../kernel/wiring.ts";

type CommunityQuestions = ReturnType<typeof community.ask>;
export type HelpWanted = {
  readonly lost: ReturnType<CommunityQuestions["recoveries"]>;
  readonly invited: ReturnType<CommunityQuestions["invitations"]>;
};

/** Recoveries that the member may support and has not, and invitations that lack a sponsor; nothing for who does not decide. */
export const helpWanted = (ask: Ask, member: number, at: Instant): HelpWanted => {
  const people = ask(community);
  if (!people.isElector(member, at)) return { lost: [], invited: [] };
  const needed = Math.min(ask(charter).whole("membership.sponsors"), people.electors);
  return {
    lost: people
      .recoveries()
      .filter((row) => row.phase === "gathering" && row.member !== member && !row.supporters.includes(member)),
    invited: people
      .invitations()
      .filter(({ role, sponsors }) => role === "member" && sponsors.length < needed && !sponsors.includes(member)),
  };
};
