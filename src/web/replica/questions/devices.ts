/** My devices in this community, and how safe this one's key is. Nobody else's devices are ever asked for. */
import { community } from "../../../core/registry.ts";
import type { Id } from "../../../core/kernel/types.ts";
import type { Reading } from "../reading.ts";

export type DeviceLine = {
  readonly key: Id;
  readonly label: string | null;
  readonly since: number;
  readonly status: "active" | "cloned" | "pending" | "removed";
  readonly isThis: boolean;
};
export type Devices = {
  readonly devices: readonly DeviceLine[];
  readonly keyKind: Reading["keyKind"];
  readonly me: Id | null;
};

export const devices = (reading: Reading): Devices => {
  const asked = reading.ask(community);
  const me = reading.me === null ? null : asked.personOf(reading.me);
  return {
    devices: (me === null ? [] : asked.devicesOf(me.member)).map(({ key, label, since, status }) => ({
      key,
      label: reading.text(label),
      since,
      status,
      isThis: key === reading.me,
    })),
    keyKind: reading.keyKind,
    me: reading.me,
  };
};
