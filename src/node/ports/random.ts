/**
 * Chance as a port, so that a simulated world can be run again from its seed. Nothing in the node calls the host's random
 * source but the one implementation of this.
 */
export interface Random {
  /** So many new unpredictable bytes. */
  bytes(length: number): Uint8Array;
}
