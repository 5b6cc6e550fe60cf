/**
 * The ways out of this node, as its operator set them up: each optional, each behind the same port. What a test or the simulator brings
 * instead comes in here.
 */
import type { Clock } from "../ports/clock.ts";
import type { Random } from "../ports/random.ts";
import type { TargetOf } from "./choices.ts";
import { openMail, type MailDesk } from "./mail.ts";
import type { MailSettings } from "./mailSettings.ts";
import type { Carrier, Outcome } from "./message.ts";
import { ntfyCarrier } from "./ntfy.ts";
import { Outside } from "./outside.ts";
import { pushCarrier, vapidKeys } from "./push.ts";
import { webhookCarrier } from "./webhook.ts";

export type Carriers = {
  readonly outside: Outside;
  /** What browsers must know of this node to let it send. */
  readonly pushKey: string;
  readonly push: Carrier<TargetOf<"push">>;
  /** Null where the operator named no mail server. */
  readonly mail: MailDesk | null;
  readonly webhook: Carrier<TargetOf<"webhook">>;
  readonly ntfy: Carrier<TargetOf<"ntfy">>;
};

export type NoticeParts = {
  readonly clock: Clock;
  readonly random: Random;
  readonly carriers: Carriers;
  /** Whether one more code may go to this address, which nobody there may have asked for. */
  readonly mayMail: (address: string) => boolean;
  /** Hears what became of each message. */
  readonly count: (outcome: Outcome) => void;
};

export type CarrierSettings = {
  /** The mail server to send by. */
  readonly smtp: MailSettings | null;
  readonly allowsPrivate: boolean;
  /** By which others reach the node. */
  readonly addresses: readonly string[];
};

/** Stands where the operator said nothing of themselves: push services want some address, and this one is nobody's (RFC 2606). */
const NOBODY = "mailto:operator@folkmoot.invalid";

export const openCarriers = (folder: string, random: Random, settings: CarrierSettings): Carriers => {
  const outside = new Outside(settings.allowsPrivate);
  const keys = vapidKeys(folder, random);
  const own = settings.addresses.find((address) => address.startsWith("https:"));
  const contact = own ?? (settings.smtp === null ? NOBODY : `mailto:${settings.smtp.from}`);
  return {
    outside,
    pushKey: keys.publicKey,
    push: pushCarrier(outside, keys, contact),
    mail: settings.smtp === null ? null : openMail(settings.smtp),
    webhook: webhookCarrier(outside),
    ntfy: ntfyCarrier(outside),
  };
};
