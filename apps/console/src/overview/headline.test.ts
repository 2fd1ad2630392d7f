import { expect, test } from "vitest";
import { headline } from "./headline.ts";

const one = [{ name: "P95", values: [1, 2, null] }];
const two = [
  { name: "200", values: [1, 4] },
  { name: "500", values: [9, 0.5] },
];

test.each([
  ["the latest value of one series", one, "s", { value: 2, of: "" }],
  ["the sum of rates", two, "reqps", { value: 4.5, of: "in total" }],
  ["the highest of other values, by name", two, "s", { value: 4, of: "200" }],
  ["nothing without series", [], "s", { value: null, of: "" }],
  ["nothing without values", [{ name: "P95", values: [null] }], "s", { value: null, of: "" }],
])("the headline is %s", (_, series, unit, expected) => {
  expect(headline(series, unit)).toEqual(expected);
});
