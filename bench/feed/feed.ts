/**
 * The live feed: from the moment that an act is stored until each listener has heard of it, over server-sent events of a real node,
 * against as many bytes written to as many bare TCP connections by the same process, in turns.
 */
import { quantile } from "../clock.ts";
import { ratio, type Figure } from "../figure.ts";
import { Line, requestBytes } from "../served/line.ts";
import { tokenFor } from "../served/signIn.ts";
import { introducing, withTownNode, type TownNode } from "../served/townNode.ts";
import { inFolder } from "../town/townFile.ts";
import { Listening } from "./listening.ts";

const CROWDS = [
  { listeners: 40, events: 200, timesRaw: 4, p99Ms: 20 },
  { listeners: 1_000, events: 30, timesRaw: 3, p99Ms: 80 },
] as const;
type Crowd = (typeof CROWDS)[number];
const WARM_UPS = 5;
/** As long as an event of the feed is: a checkpoint with its name, in JSON. */
const EVENT_BYTES = 420;
const PEOPLE = 8;

export const measure = (): Promise<readonly Figure[]> =>
  inFolder((folder) => {
    const acts = CROWDS.reduce((sum, { events }) => sum + events + WARM_UPS, 0);
    return withTownNode(folder, introducing(PEOPLE, acts), async (node) => {
      const hand = await handing(node);
      const figures: Figure[] = [];
      for (const crowd of CROWDS) figures.push(...(await heardBy(crowd, node, hand)));
      return figures;
    });
  });

/** Hands in the next act; answers the size of the log after it. */
type HandIn = () => Promise<number>;
const INDEX = /"index":(\d+)/;
const handing = async (node: TownNode): Promise<HandIn> => {
  const tokens = await Promise.all(node.people.map((person) => tokenFor(node, person)));
  const line = await Line.open(node.port);
  let next = 0;
  return async () => {
    const place = next++;
    const headers = {
      "content-type": "application/cbor",
      authorization: `Bearer ${tokens[place % tokens.length] ?? ""}`,
    };
    const path = `/api/communities/${node.origin}/acts`;
    const { body } = await line.ask(requestBytes("POST", path, node.port, headers, node.submissions[place]));
    const index = INDEX.exec(body.toString("latin1"))?.[1];
    if (index === undefined) throw new Error(`the node answered ${body.toString()}`);
    return Number(index) + 1;
  };
};

const heardBy = async (crowd: Crowd, node: TownNode, hand: HandIn): Promise<readonly Figure[]> => {
  const { listeners, events, timesRaw, p99Ms } = crowd;
  const greeting = requestBytes("GET", `/api/communities/${node.origin}/events`, node.port, {});
  const feed = await Listening.open(listeners, node.port, greeting);
  const bare = await Listening.open(listeners, node.rawPort, null);
  await bare.allHear(0);
  const sizes: number[] = [];
  const broadcasts: number[] = [];
  for (let event = 0; event < events + WARM_UPS; event += 1) {
    const size = await hand();
    await feed.allHear(size);
    const id = size + 1_000_000; // of its own, so that the two are never mistaken
    node.tell({ order: "broadcast", id, bytes: EVENT_BYTES });
    await bare.allHear(id);
    if (event >= WARM_UPS) sizes.push(size);
    if (event >= WARM_UPS) broadcasts.push(id);
  }
  const { stored, broadcast } = await node.times();
  feed.close();
  bare.close();
  const waits = sizes.flatMap((size) => feed.timesOf(size).map((time) => time - (stored[size] ?? Number.NaN)));
  const raw = broadcasts.flatMap((id) => bare.timesOf(id).map((time) => time - (broadcast[id] ?? Number.NaN)));
  const of = `to ${listeners.toLocaleString("en")} clients`;
  return [
    { what: `bare TCP broadcast ${of}, median`, value: quantile(raw, 0.5), unit: "ms" },
    { what: `live feed ${of}, median`, value: quantile(waits, 0.5), unit: "ms" },
    ratio(`live feed ÷ bare TCP broadcast ${of}, median`, quantile(waits, 0.5) / quantile(raw, 0.5), {
      atMost: timesRaw,
    }),
    { what: `live feed ${of}, p99`, value: quantile(waits, 0.99), unit: "ms", target: { atMost: p99Ms } },
  ];
};
