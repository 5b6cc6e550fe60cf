/** A gift with a hook: the offer that the charter refused at the desk, and what the assembly answered. */
import { carry } from "../../../core/carried.ts";
import { signing, type Agreement } from "../agreement.ts";
import { Matter } from "../matter.ts";
import type { Season } from "../season.ts";

const OFFER: Agreement = {
  partner: "BrightSpan Networks plc",
  sort: "company",
  purpose: "Free fibre for every flat in the Row.",
  weGive: ["No other provider in the building for the term", "The monthly usage figures of each flat"],
  theyGive: ["A connection for every flat without charge"],
  termMonths: 12,
  yes: {
    exclusivity: "The Association shall not admit any other supplier of connectivity to the Premises.",
    confidentiality: "The terms of this agreement shall not be disclosed.",
    dataAccess: "BrightSpan may analyse aggregate and individual usage.",
  },
};

export const brightspan = (season: Season): void => {
  season.on([79, "20:10"], () => {
    season.triesInVain("mateo", "proposal.draft", (text) => ({
      decisionClass: "weighty",
      title: text("Free fibre for every flat"),
      text: text("Twelve months, nothing to pay. I have typed in what their paper says."),
      commands: signing(OFFER)(text).map(carry),
      reviewDays: null,
    }));
  });
  new Matter(season, "mateo", "ordinary", [78, "14:30"], {
    title: "What we answer BrightSpan",
    text:
      "They offer fibre for nothing. I tried to draft it, and the charter would not take it: no other provider, and we may not say so. " +
      "I was annoyed for an evening and then glad. I propose that we write back: yes to the cable, no to the lock on the door, " +
      "and that we publish both letters.",
    reviewDays: 90,
  })
    .opens([78, "14:35"])
    .thread(
      [77, "22:15"],
      "noor",
      "reply",
      "Clause 9 also lets them 'analyse individual usage'. That is not a present, that is a lodger with a notebook.",
      ["ilse", "reply", "A thing that costs nothing and may not be talked about. I have seen that ledger before."],
    )
    .freezes(
      [73, "18:20"],
      "tom",
      "We answer BrightSpan: the cable yes, exclusivity and secrecy no. Both letters are published.",
    )
    .agreed([73, "18:25"], 17, { but: ["samir", "grace", "jelena"] });
};
