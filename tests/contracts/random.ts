/** What every source of chance of the node must do. */
import { describe, expect, test } from "vitest";
import type { Random } from "../../src/node/ports/random.ts";

export const randomContract = (name: string, make: () => Random): void => {
  describe(name, () => {
    test("gives as many bytes as asked for, each time new ones", () => {
      const random = make();
      for (const length of [0, 1, 16, 32, 1000]) expect(random.bytes(length)).toHaveLength(length);
      const draws = Array.from({ length: 100 }, () => Buffer.from(random.bytes(16)).toString("hex"));
      expect(new Set(draws).size).toBe(100);
    });

    test("gives bytes that nobody else holds", () => {
      const random = make();
      const drawn = random.bytes(16);
      const copy = drawn.slice();
      random.bytes(16).fill(0);
      expect(drawn).toEqual(copy);
    });
  });
};
