/**
 * All questions that screens may ask, by name. A question is a pure function of a reading: it asks the core and returns
 * plain data shaped for one screen, and holds no rule itself. To add one: write it in `questions/`, list it here.
 */
import type { Device } from "./device.ts";
import type { Reading } from "./reading.ts";
import { accord, accordsRegister } from "./questions/accordsRegister.ts";
import { acts } from "./questions/acts.ts";
import { charterReader } from "./questions/charterReader.ts";
import { communities } from "./questions/communities.ts";
import { calendar, season } from "./questions/calendar.ts";
import { decisionsInForce } from "./questions/decisionsInForce.ts";
import { devices } from "./questions/devices.ts";
import { drafting } from "./questions/drafting.ts";
import { hearing, hearingRequest, hearings } from "./questions/hearings.ts";
import { held } from "./questions/held.ts";
import { home } from "./questions/home.ts";
import { link } from "./questions/link.ts";
import { maker } from "./questions/maker.ts";
import { ownWords } from "./questions/ownWords.ts";
import { people } from "./questions/people.ts";
import { person } from "./questions/person.ts";
import { proposal } from "./questions/proposal.ts";
import { proposals } from "./questions/proposals.ts";
import { entry, record } from "./questions/record.ts";
import { recoveries } from "./questions/recoveries.ts";
import { templates } from "./questions/templates.ts";
import { rehearsal } from "./questions/rehearsal.ts";
import { sights } from "./questions/sights.ts";
import { thread } from "./questions/thread.ts";
import { who } from "./questions/who.ts";

/** About one community. */
export const questions = {
  accord,
  accordsRegister,
  acts,
  calendar,
  charterReader,
  decisionsInForce,
  devices,
  drafting,
  entry,
  hearing,
  hearingRequest,
  hearings,
  held,
  home,
  maker,
  ownWords,
  people,
  person,
  proposal,
  proposals,
  record,
  recoveries,
  rehearsal,
  season,
  sights,
  thread,
  who,
};
/** About this device: its profiles, communities, storage. */
export const deviceQuestions = { communities, link, templates };

type All = typeof questions & typeof deviceQuestions;
export type QuestionName = keyof All;
/** The parameters of a question, if it has any, as a function that is read reactively. */
export type AskedWith<K extends QuestionName> =
  Parameters<All[K]> extends [unknown, infer P] ? [params: () => P] : [params?: undefined];
export type AnswerOf<K extends QuestionName> = ReturnType<All[K]>;

/** The shape every question has. */
export type Question = (reading: Reading, params: never) => unknown;
export type DeviceQuestion = (device: Device, params: never) => unknown;
