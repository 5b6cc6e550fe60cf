/** Two accords that took other roads: the tool library, which nobody reaffirmed, and the sister street, which runs on. */
import { signing } from "../agreement.ts";
import { Matter } from "../matter.ts";
import type { Season } from "../season.ts";

/** It lapsed by itself: when the day came nobody had asked for it to stay. */
export const tools = (season: Season): void => {
  new Matter(season, "tom", "weighty", [142, "12:15"], {
    title: "Borrow from the Harrow Street workshop",
    text:
      "The makers in Harrow Street lend out drills, ladders and a cement mixer. For two months they would lend to us as to their " +
      "own, if we repair what we break. After that we shall know whether we need it at all.",
    commands: signing({
      partner: "Harrow Street Makers",
      sort: "association",
      purpose: "Tools for repairs in the Row without everybody buying the same drill.",
      weGive: ["We repair or replace what we break", "Two evenings of help at their counter each month"],
      theyGive: ["Anything on their shelf for up to a week"],
      termMonths: 2,
      yes: { money: "A deposit of twenty for the cement mixer, returned with it." },
    }),
  })
    .opens([142, "12:20"])
    .thread([139, "21:00"], "hyejin", "question", "There is a yes at money. How much could it cost us at worst?", [
      "tom",
      "answer",
      "Twenty, if we lose the mixer. If we lose the mixer we have other problems.",
    ])
    .freezes([131, "17:30"], "tom", "For two months we may borrow tools from Harrow Street and repair what we break.")
    .agreed([131, "17:35"], 18, { but: ["jelena", "mateo", "dorothy"] })
    .standsAside([131, "20:40"], "dorothy", "I have my own ladder. But I will not stand in your way.");
};

export const canal = (season: Season): void => {
  new Matter(season, "grace", "weighty", [98, "10:05"], {
    title: "Seeds and hands with Canal Street",
    text:
      "Canal Street have an assembly like ours, two bridges down. They have more ground than gardeners, we have it the other way " +
      "round. They offer a bed of ours to dig and half of what grows in it; we offer Saturdays. Six months, so that there is a harvest in it.",
    commands: signing({
      partner: "Canal Street Mutual Aid",
      sort: "community",
      purpose: "Ground for our gardeners, gardeners for their ground.",
      weGive: ["Two people every Saturday from April to September", "Half of every seed packet we open"],
      theyGive: ["The bed along the south wall", "Half of what grows in it"],
      termMonths: 6,
    }),
  })
    .opens([98, "10:10"])
    .thread([95, "18:45"], "rosa", "question", "Who carries water when it is dry?", [
      "grace",
      "answer",
      "There is a tap by the wall, theirs, and they pay for it. I asked twice.",
    ])
    .freezes(
      [87, "09:30"],
      "tom",
      "We garden Canal Street's south bed on Saturdays and share the harvest by halves, for six months.",
    )
    .agreed([87, "09:40"], 18, { but: ["kwame", "jelena"] });
};
