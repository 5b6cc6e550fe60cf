/** The catalogue of parameters: a promise about old logs, so what is in it stays as it is. */
import { describe, expect, it } from "vitest";
import type { Datum } from "../kernel/types.ts";
import { fits, parseShare, type Measure } from "./measure.ts";
import { decisionClasses, parameterAt, parameterNumbered, parameters } from "./parameters.ts";

describe("the catalogue", () => {
  it("gives every parameter one number and one path", () => {
    expect(new Set(parameters.map(({ number }) => number)).size).toBe(parameters.length);
    expect(new Set(parameters.map(({ path }) => path)).size).toBe(parameters.length);
    for (const parameter of parameters) {
      expect(parameterAt(parameter.path)).toBe(parameter);
      expect(parameterNumbered(parameter.number)).toBe(parameter);
    }
  });

  it("lets every parameter be what it is when nobody named it", () => {
    expect(parameters.filter(({ measure, unset }) => !fits(measure, unset))).toEqual([]);
  });

  it("has the same fields for every class of decision, and a ratification for urgent ones", () => {
    const fields = (of: string): readonly string[] =>
      parameters.flatMap(({ path }) =>
        path.startsWith(`classes.${of}.`) ? [path.slice(`classes.${of}.`.length)] : [],
      );
    const common = fields("ordinary");
    expect(decisionClasses.map((of) => fields(of).filter((field) => !common.includes(field)))).toEqual([
      [],
      [],
      [],
      ["ratifyDays"],
    ]);
  });

  it("keeps numbers, paths and bounds for ever", () => {
    const rows = parameters.map(
      ({ number, path, measure, unset }) => `${number} ${path} ${JSON.stringify(measure)} ${String(unset)}`,
    );
    expect(rows.join("\n")).toMatchSnapshot();
  });
});

describe("a measure", () => {
  const days: Measure = { sort: "whole", unit: "days", min: 7, max: 90 };
  const most: Measure = { sort: "share", moreThanHalf: true, ofMax: 9 };
  const some: Measure = { sort: "share", moreThanHalf: false, ofMax: 9 };
  it.each<[Measure, Datum, boolean]>([
    [days, 7, true],
    [days, 6, false],
    [days, 90, true],
    [days, 91, false],
    [days, 7.5, false],
    [days, "7", false],
    [days, null, false],
    [{ sort: "flag" }, false, true],
    [{ sort: "flag" }, 0, false],
    [{ sort: "choice", words: ["quarter"] }, "quarter", true],
    [{ sort: "choice", words: ["quarter"] }, "year", false],
    [most, "5/9", true],
    [most, "4/8", false],
    [most, "6/10", false],
    [most, "10/9", false],
    [most, "2", false],
    [some, "3/7", true],
    [some, "1/7", false],
  ])("%j allows %j: %s", (measure, value, allowed) => {
    expect(fits(measure, value)).toBe(allowed);
  });

  it("reads a share in one way only", () => {
    expect(parseShare("3/5")).toEqual({ count: 3, of: 5 });
    expect(["03/5", "3/05", " 3/5", "3/5\n", "3/-5", "100/200", ""].map(parseShare)).toEqual(Array(7).fill(null));
  });
});
