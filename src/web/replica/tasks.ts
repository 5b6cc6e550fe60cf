/**
 * All tasks that screens may give, by name: what is done once, with effects. To add one: write it in `tasks/`, list it here.
 * Most acts need none of their own: `send` takes any kind of act with its body.
 */
import type { Id, Refusal } from "../../core/kernel/types.ts";
import { found } from "./tasks/found.ts";
import { appeal, commitToLot, findAct, openLot } from "./tasks/hearing.ts";
import { invitationLink, invite } from "./tasks/invite.ts";
import { join, lookUp } from "./tasks/join.ts";
import { copyOut, listed, visit, watch } from "./tasks/keep.ts";
import { keepSheet, sheet } from "./tasks/sheets.ts";
import {
  addChannel,
  chooseNotices,
  confirmChannel,
  forgetNotices,
  notices,
  noticesOfThread,
  removeChannel,
  setNoticeLevel,
  testChannel,
} from "./tasks/notices.ts";
import { addDevice, answerOffer, offer, startRecovery } from "./tasks/vouch.ts";
import { checkDraft, sendDraft, type Draft } from "./author.ts";
import type { Device, Opened } from "./device.ts";

/** In one community. */
export const tasks = {
  /** Signs an act and puts it in the outbox; a refusal, and nothing done, when it would be refused now. */
  send: ({ replica, link }: Opened, draft: Draft): Promise<Refusal | Id> => sendDraft(replica, draft, link.time()),
  /** The refusal that an act would meet now, or null. */
  check: ({ replica, link }: Opened, draft: Draft): Refusal | null => checkDraft(replica, draft, link.time()),
  appeal,
  commitToLot,
  openLot,
  findAct,
  addChannel,
  chooseNotices,
  confirmChannel,
  forgetNotices,
  notices,
  noticesOfThread,
  removeChannel,
  setNoticeLevel,
  testChannel,
  keepSheet,
  sheet,
  addDevice,
  copyOut,
  offer,
  startRecovery,
  invite,
  invitationLink,
  /** Takes an act back that was not handed over yet; false when it is too late. */
  takeBack: ({ replica }: Opened, { id }: { readonly id: Id }): Promise<boolean> => replica.outbox.takeBack(id),
};

/** On this device. */
export const deviceTasks = {
  answerOffer,
  found,
  join,
  listed,
  lookUp,
  visit,
  watch,
  forget: (device: Device, { origin }: { readonly origin: Id }): Promise<void> => device.forget(origin),
  hold: (device: Device, { ms }: { readonly ms: number }): Promise<void> => device.hold(ms),
  addProfile: (device: Device, { name }: { readonly name: string }): Promise<void> => device.addProfile(name),
  useProfile: (device: Device, { id }: { readonly id: string }): Promise<void> => device.useProfile(id),
  nameProfile: (device: Device, { name }: { readonly name: string }): Promise<void> => device.nameProfile(name),
};

type All = typeof tasks & typeof deviceTasks;
export type TaskName = keyof All;
export type GivenWith<K extends TaskName> =
  Parameters<All[K]> extends [unknown, infer G] ? [given: G] : [given?: undefined];
export type DoneOf<K extends TaskName> = ReturnType<All[K]>;

/** The shapes every task has. */
export type Task = (opened: Opened, given: never) => unknown;
export type DeviceTask = (device: Device, given: never) => unknown;
