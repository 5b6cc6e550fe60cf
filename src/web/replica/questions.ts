/**
 * All questions that screens may ask, by name. A question is a pure function of a reading: it asks the core and returns
 * plain data shaped for one screen, and holds no rule itself. To add one: write it in `questions/`, list it here.
 */
import type { Device } from "./device.ts";
import type { Reading } from "./reading.ts";
import { acts } from "./questions/acts.ts";
import { communities } from "./questions/communities.ts";
import { devices } from "./questions/devices.ts";
import { held } from "./questions/held.ts";
import { home } from "./questions/home.ts";
import { link } from "./questions/link.ts";
import { maker } from "./questions/maker.ts";
import { people } from "./questions/people.ts";
import { person } from "./questions/person.ts";
import { entry, record } from "./questions/record.ts";
import { recoveries } from "./questions/recoveries.ts";
import { templates } from "./questions/templates.ts";
import { who } from "./questions/who.ts";

/** About one community. */
export const questions = { acts, devices, entry, held, home, maker, people, person, record, recoveries, who };
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
