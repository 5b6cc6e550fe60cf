/**
 * What a device signs to be let in (docs/formats/session.md): the node's challenge, the community and the address it
 * believes to be talking to. The surprising rule: the address is signed too, so a machine in the middle cannot pass a
 * challenge on and be let in with the answer.
 */
import { utf8Of } from "../log/utf8.ts";
import type { Id, Instant } from "../kernel/types.ts";

export type SignInChallenge = {
  readonly community: Id;
  /** The node's web origin as the device sees it, such as `https://node.example`. */
  readonly address: string;
  readonly expiresAt: Instant;
  /** The node's own word, to be sent back as it came. */
  readonly nonce: string;
};

/** The bytes to sign: five lines, each ended by a newline. */
export const signInBytes = ({ community, address, expiresAt, nonce }: SignInChallenge): Uint8Array =>
  utf8Of(["folkmoot/session/v1", community, address, String(expiresAt), nonce, ""].join("\n"));
