/**
 * Every screen with its address. To add one: a line in `ADDRESSES`, a line in `SCREENS`, and a component of that name.
 * Screens are loaded when first shown, so a new one costs the first screen nothing.
 */
import type { Component } from "svelte";

const ADDRESSES = {
  start: "/",
  found: "/found",
  join: "/join",
  demo: "/demo",
  device: "/device",
  options: "/options",
  home: "/m/:community",
  decisions: "/m/:community/decisions",
  draft: "/m/:community/decisions/new",
  proposal: "/m/:community/decisions/:proposal",
  revise: "/m/:community/decisions/:proposal/revise",
  calendar: "/m/:community/calendar",
  accords: "/m/:community/accords",
  accordDraft: "/m/:community/accords/new",
  accord: "/m/:community/accords/:accord",
  charter: "/m/:community/charter",
  hearings: "/m/:community/hearings",
  hearing: "/m/:community/hearings/:hearing",
  askHearing: "/m/:community/people/:member/hearing",
  people: "/m/:community/people",
  invite: "/m/:community/people/invite",
  person: "/m/:community/people/:member",
  devices: "/m/:community/devices",
  recovery: "/m/:community/recovery",
  record: "/m/:community/record",
  entry: "/m/:community/record/:index",
  notices: "/m/:community/notices",
  more: "/m/:community/more",
} as const;
export type RouteName = keyof typeof ADDRESSES;

type Loader = () => Promise<{ readonly default: Component }>;
const SCREENS: Readonly<Record<RouteName, Loader>> = {
  start: () => import("./screens/start/Start.svelte"),
  found: () => import("./screens/found/Found.svelte"),
  join: () => import("./screens/join/Join.svelte"),
  demo: () => import("./screens/start/Demo.svelte"),
  device: () => import("./screens/devices/NewDevice.svelte"),
  options: () => import("./screens/settings/Options.svelte"),
  home: () => import("./screens/home/Home.svelte"),
  decisions: () => import("./screens/decisions/Decisions.svelte"),
  draft: () => import("./screens/proposals/DraftPage.svelte"),
  proposal: () => import("./screens/proposals/ProposalPage.svelte"),
  revise: () => import("./screens/proposals/RevisePage.svelte"),
  calendar: () => import("./screens/decisions/Calendar.svelte"),
  accords: () => import("./screens/accords/Accords.svelte"),
  accordDraft: () => import("./screens/accords/AccordDraft.svelte"),
  accord: () => import("./screens/accords/AccordPage.svelte"),
  charter: () => import("./screens/charter/Charter.svelte"),
  hearings: () => import("./screens/hearings/Hearings.svelte"),
  hearing: () => import("./screens/hearings/HearingPage.svelte"),
  askHearing: () => import("./screens/hearings/AskHearing.svelte"),
  people: () => import("./screens/people/People.svelte"),
  invite: () => import("./screens/people/Invite.svelte"),
  person: () => import("./screens/people/PersonPage.svelte"),
  devices: () => import("./screens/devices/Devices.svelte"),
  recovery: () => import("./screens/recovery/Recovery.svelte"),
  record: () => import("./screens/record/Record.svelte"),
  entry: () => import("./screens/record/EntryPage.svelte"),
  notices: () => import("./screens/attention/Notices.svelte"),
  more: () => import("./screens/settings/More.svelte"),
};

type ParamNames<A extends string> = A extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : A extends `${string}:${infer Name}`
    ? Name
    : never;
type ParamsOf<R extends RouteName> = { readonly [N in ParamNames<(typeof ADDRESSES)[R]>]: string | number };

export type Match = { readonly name: RouteName; readonly params: Readonly<Record<string, string>> };

/** The path of a screen: `href("person", { community, member: 7 })`. */
export const href = <R extends RouteName>(name: R, params: ParamsOf<R>): string => {
  const values = new Map<string, unknown>(Object.entries(params));
  return ADDRESSES[name].replaceAll(/:(\w+)/g, (_whole, param: string) =>
    encodeURIComponent(String(values.get(param))),
  );
};

const patterns = Object.entries(ADDRESSES).map(([name, address]) => ({
  name,
  pattern: new RegExp(`^${address.replaceAll(/:(\w+)/g, "(?<$1>[^/]+)")}/?$`),
}));

const isRouteName = (name: string): name is RouteName => name in ADDRESSES;

/** The screen at a path; null when there is none. Longer addresses with fixed words win over those with parameters. */
export const matchPath = (path: string): Match | null => {
  for (const { name, pattern } of patterns) {
    const found = pattern.exec(path);
    if (found !== null && isRouteName(name)) return { name, params: decoded(found.groups ?? {}) };
  }
  return null;
};

const decoded = (groups: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));

export const loadScreen = async (name: RouteName): Promise<Component> => (await SCREENS[name]()).default;
